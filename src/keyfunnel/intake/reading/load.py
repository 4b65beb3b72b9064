"""Rows of text into a table on the connection."""

from collections.abc import Iterable
from itertools import count, islice

import duckdb
import pyarrow as pa

from keyfunnel.intake.reading.records import Record
from keyfunnel.intake.reading.sheet import LINE

_BATCH = 20_000
_numbers = count(1)


def new_relation() -> str:
    """A name that no other sheet of this process has."""
    return f"sheet_{next(_numbers)}"


def create(con: duckdb.DuckDBPyConnection, relation: str, width: int) -> None:
    columns = "".join(f"c{position} VARCHAR, " for position in range(width))
    con.execute(f"CREATE TABLE {relation} ({columns}{LINE} BIGINT)")


def insert(con: duckdb.DuckDBPyConnection, relation: str, width: int, rows: Iterable[Record]) -> None:
    """Blank cells become NULL, missing ones too; cells beyond ``width`` must have been folded before."""
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        arrays = [pa.array([_cell(row, position) for row in batch], pa.string()) for position in range(width)]
        arrays.append(pa.array([row.line for row in batch], pa.int64()))
        table = pa.table(arrays, names=[*(f"c{position}" for position in range(width)), LINE])
        con.register("incoming_rows", table)
        con.execute(f"INSERT INTO {relation} SELECT * FROM incoming_rows")
        con.unregister("incoming_rows")


def _cell(row: Record, position: int) -> str | None:
    return row.cells[position] or None if position < len(row.cells) else None


def drop_blank(con: duckdb.DuckDBPyConnection, relation: str, width: int) -> int:
    """Remove rows without a single value (delimiters only); how many they were."""
    if not width:
        return 0
    # A first letter that is visible spares the trimming.
    blank = " AND ".join(
        f"(c{position} IS NULL OR (c{position} NOT BETWEEN '!' AND '~' AND trim(c{position}) = ''))"
        for position in range(width)
    )
    found = int(con.execute(f"SELECT count(*) FROM {relation} WHERE {blank}").fetchall()[0][0])
    if found:
        remove(con, relation, blank)
    return found


def number(con: duckdb.DuckDBPyConnection, relation: str, before: int) -> None:
    """Make the table ``<relation>_cells`` a relation: its rows in their order, the first on the line after ``before``.
    (Numbered while they are read, rows would be read by one thread alone.)"""
    con.execute(f"CREATE VIEW {relation} AS SELECT *, rowid + {before + 1} AS {LINE} FROM {relation}_cells")


def renew(con: duckdb.DuckDBPyConnection, relation: str, rows: str) -> None:
    """``relation`` gets the ``rows`` of a query instead, with the lines that these tell."""
    con.execute(f"CREATE TABLE {relation}_renewed AS {rows}")
    if _is_numbered(con, relation):
        forget(con, relation)
    else:
        con.execute(f"DROP TABLE {relation}")
    con.execute(f"ALTER TABLE {relation}_renewed RENAME TO {relation}")


def forget(con: duckdb.DuckDBPyConnection, relation: str) -> None:
    con.execute(f"DROP VIEW {relation}")
    con.execute(f"DROP TABLE {relation}_cells")


def remove(con: duckdb.DuckDBPyConnection, relation: str, which: str) -> None:
    """Remove the rows for which the condition ``which`` holds."""
    if _is_numbered(con, relation):
        renew(con, relation, f"FROM {relation} WHERE NOT coalesce({which}, false)")
    else:
        con.execute(f"DELETE FROM {relation} WHERE {which}")


def change(con: duckdb.DuckDBPyConnection, relation: str, column: str, expression: str) -> None:
    """Put the value of ``expression`` into every row's ``column``."""
    renew(con, relation, f"SELECT * REPLACE ({expression} AS {column}) FROM {relation}")


def _is_numbered(con: duckdb.DuckDBPyConnection, relation: str) -> bool:
    """Whether :func:`number` made it."""
    return bool(con.execute("SELECT 1 FROM duckdb_views() WHERE view_name = ?", [relation]).fetchall())


def count_rows(con: duckdb.DuckDBPyConnection, relation: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0])
