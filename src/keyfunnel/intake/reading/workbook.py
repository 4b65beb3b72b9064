"""Excel and OpenDocument workbooks into relations, one for each worksheet."""

import datetime as dt
import lzma
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
from python_calamine import CalamineError, CalamineWorkbook

from keyfunnel.intake.reading import load
from keyfunnel.intake.reading.layout import find_layout, name_columns, titles_of
from keyfunnel.intake.reading.noticed import about_layout
from keyfunnel.intake.reading.raw import Raw
from keyfunnel.intake.reading.records import Record
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

_SAMPLE = 500

UNREADABLE = N_(
    "{file} can't be read as a workbook: it is damaged or not an Excel file. Save it again as .xlsx or .csv."
)


def read_workbook(con: duckdb.DuckDBPyConnection, path: Path, content: Any) -> list[Raw]:
    """``content`` is the open file. Worksheets without a cell are passed over. Raises :class:`BadInput`."""
    try:
        workbook = CalamineWorkbook.from_filelike(content)
        names = workbook.sheet_names
        return [raw for name in names if (raw := _read_sheet(con, workbook, name, len(names) > 1))]
    except (CalamineError, EOFError, lzma.LZMAError, zlib.error):  # the others where it was packed, and cut off
        raise BadInput(UNREADABLE, file=path.name) from None


def _read_sheet(con: duckdb.DuckDBPyConnection, workbook: CalamineWorkbook, name: str, several: bool) -> Raw | None:
    rows = list(_rows(workbook, name))
    if not rows:
        return None
    layout = find_layout(rows[:_SAMPLE])
    data = rows[len(layout.titles) + (layout.header is not None) :]
    width = max((len(row.cells) for row in rows), default=0)
    relation = load.new_relation()
    load.create(con, relation, width)
    load.insert(con, relation, width, data)
    headers = name_columns(layout.header.cells if layout.header else None, width)
    written = tuple(layout.header.cells) if layout.header else ()
    return Raw(
        relation,
        headers,
        sheet=name if several else None,
        findings=tuple(about_layout(layout)),
        written=written,
        titles=titles_of(layout),
    )


def _rows(workbook: CalamineWorkbook, name: str) -> Iterator[Record]:
    sheet = workbook.get_sheet_by_name(name)
    values_by_row = sheet.to_python(skip_empty_area=False)
    merged = _merged_downwards(sheet.merged_cell_ranges or (), values_by_row)
    for line, values in enumerate(values_by_row, 1):
        cells = [_text(value) for value in values]
        if line in merged and any(cell.strip() for cell in cells):
            for column, value in merged[line].items():
                cells[column] = cells[column] or _text(value)
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield Record(line, cells)


def _merged_downwards(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], values: Sequence[Sequence[Any]]
) -> dict[int, dict[int, Any]]:
    """By line and column, what stands in the first of cells that are merged down over others: it is said of all the
    rows that it spans, as the name of a salesperson beside their deals. The file has it in the first one only."""
    found: dict[int, dict[int, Any]] = {}
    for (top, column), (bottom, _) in ranges:
        if top < len(values) and column < len(values[top]):
            for row in range(top + 1, min(bottom + 1, len(values))):
                found.setdefault(row + 1, {})[column] = values[top][column]
    return found


def _text(value: Any) -> str:
    """A cell as text that reads back as what it is."""
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case dt.datetime():
            return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return str(value)
