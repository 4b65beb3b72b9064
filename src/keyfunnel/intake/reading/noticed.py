"""Findings of the reading room, made short."""

from collections.abc import Iterable, Iterator
from typing import Any

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.reading.layout import Layout
from keyfunnel.intake.reading.sheet import SheetColumn
from keyfunnel.intake.typing.formats import POWERS, split_format
from keyfunnel.texts import N_, Message


def noticed(code: str, sentence: str, *, column: str | None = None, rows: int = 0, **params: Any) -> Finding:
    """``sentence`` is marked for translation where this is called."""
    return Finding(code, column, rows, Message(code, sentence, params))


def about_layout(layout: Layout) -> Iterator[Finding]:
    if layout.titles:
        shown = " / ".join(" ".join(filter(None, record.cells)) for record in layout.titles)
        yield noticed(
            "title_rows", N_("{n:# line|# lines} above the header: {text}"), n=len(layout.titles), text=shown[:200]
        )
    if layout.header is None:
        yield noticed("no_header", N_("No header was found; columns are numbered"))


def about_columns(columns: Iterable[SheetColumn]) -> Iterator[Finding]:
    """Formats that the cells of a column leave open, and what settled them; units that the header says."""
    for column in columns:
        best = column.readings[0]
        if power := next((mark for mark in POWERS if mark in split_format(best.format)[1]), ""):
            text = N_("{column} is in units of {unit}, by its header; its numbers are multiplied")
            params = {"column": column.header, "unit": 10 ** int(power[1:])}
            yield Finding("unit_in_header", column.header, best.filled, Message("unit_in_header", text, params))
        if best.assumed and best.because:
            text = N_("{column} is read as {format}: {why}")
            params = {"column": column.header, "format": best.format, "why": best.because}
            yield Finding("format_assumed", column.header, best.filled, Message("format_assumed", text, params))
