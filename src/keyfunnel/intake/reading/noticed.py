"""Findings of the reading room, made short."""

from collections.abc import Iterator
from typing import Any

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.reading.layout import Layout
from keyfunnel.texts import N_, Message


def noticed(code: str, sentence: str, *, column: str | None = None, rows: int = 0, **params: Any) -> Finding:
    """``sentence`` is marked for translation where this is called."""
    return Finding(code, column, rows, Message(code, sentence, params))


def about_layout(layout: Layout) -> Iterator[Finding]:
    if layout.titles:
        shown = " / ".join(" ".join(filter(None, record.cells)) for record in layout.titles)
        yield noticed("title_rows", N_("{n} lines above the header: {text}"), n=len(layout.titles), text=shown[:200])
    if layout.header is None:
        yield noticed("no_header", N_("No header was found; columns are numbered"))
