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
    blank = " AND ".join(f"(c{position} IS NULL OR trim(c{position}) = '')" for position in range(width))
    found = int(con.execute(f"SELECT count(*) FROM {relation} WHERE {blank}").fetchall()[0][0])
    if found:
        con.execute(f"DELETE FROM {relation} WHERE {blank}")
    return found


def count_rows(con: duckdb.DuckDBPyConnection, relation: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0])
