"""Rows of a sheet taken at random, the same ones each time."""

from typing import Any

import duckdb


def sample_rows(con: duckdb.DuckDBPyConnection, relation: str, rows: int, wanted: int) -> list[tuple[Any, ...]]:
    """The cells of ``wanted`` of the ``rows`` that ``relation`` has; of all of them where they are no more.

    Drawn by their numbers in the table where they lie, then looked up: a draw of whole rows, or of a view's, reads
    every cell of the sheet.
    """
    if rows <= wanted:
        return con.execute(f"FROM {relation}").fetchall()
    found = con.execute("SELECT 1 FROM duckdb_views() WHERE view_name = ?", [relation]).fetchall()
    table = f"{relation}_cells" if found else relation
    drawn = f"SELECT rowid FROM {table} USING SAMPLE reservoir({wanted} ROWS) REPEATABLE (1)"
    return con.execute(f"FROM {table} WHERE rowid IN ({drawn})").fetchall()
