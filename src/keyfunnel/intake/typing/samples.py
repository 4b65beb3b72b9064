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
    table = _lies_in(con, relation)
    drawn = f"SELECT rowid FROM {table} USING SAMPLE reservoir({wanted} ROWS) REPEATABLE (1)"
    return con.execute(f"FROM {table} WHERE rowid IN ({drawn})").fetchall()


def _lies_in(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    """The table that has the rows: ``relation`` itself, or the one whose rows it numbers."""
    try:
        con.execute(f"SELECT rowid FROM {relation} LIMIT 0")
    except duckdb.BinderException:  # asked for its views, the engine would make all of its own first
        return f"{relation}_cells"
    return relation
