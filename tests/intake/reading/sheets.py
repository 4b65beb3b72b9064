"""Reading what a test wrote, into plain rows."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from keyfunnel.intake.reading import Sheet, read
from keyfunnel.model.workspace import Workspace

Row = tuple[str | int | None, ...]


def read_bytes(folder: Path, content: bytes, name: str = "deals.csv", **settings: str) -> tuple[Sheet, list[Row]]:
    """The one sheet of a file with ``content``, and its rows in the order of the file."""
    path = folder / name
    path.write_bytes(content)
    return read_path(path, **settings)


def read_text(
    folder: Path, content: str, name: str = "deals.csv", encoding: str = "utf-8", **settings: str
) -> tuple[Sheet, list[Row]]:
    return read_bytes(folder, content.encode(encoding), name, **settings)


def read_path(path: Path, **settings: Any) -> tuple[Sheet, list[Row]]:
    con = duckdb.connect()
    (sheet,) = read(con, [path], replace(Workspace(), **settings))
    return sheet, rows_of(con, sheet)


def rows_of(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[Row]:
    cells = "".join(f"{column.name}, " for column in sheet.columns)
    found: list[Row] = con.execute(f"SELECT {cells}_line FROM {sheet.relation} ORDER BY _line").fetchall()
    return found


def codes(sheet: Sheet) -> list[str]:
    return [finding.code for finding in sheet.findings]
