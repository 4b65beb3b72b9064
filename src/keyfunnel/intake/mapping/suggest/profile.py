"""What the cells of a column look like, as far as guessing needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from keyfunnel.intake.mapping.suggest.headers import Header
from keyfunnel.intake.reading.sheet import Sheet, SheetColumn
from keyfunnel.intake.typing.words import BLANKS, EMPTY_WORDS, empty_to_null
from keyfunnel.model.table import Type

# Columns with more different values than this aren't categories.
MOST_VALUES = 100
_EXACT = 100_000


@dataclass(frozen=True)
class Profile:
    """``filled`` of ``rows`` cells have a value, ``distinct`` of them different; ``values`` are all of these, where
    they are few, the most frequent first."""

    column: SheetColumn
    header: Header
    rows: int
    filled: int
    distinct: int
    values: tuple[str, ...] = ()

    @property
    def uniqueness(self) -> float:
        return self.distinct / self.filled if self.filled else 0.0

    @property
    def type(self) -> Type:
        return self.column.type


def profiles(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> tuple[Profile, ...]:
    """One for each column of ``sheet``. Distinct values are counted exactly up to 100,000 rows, else estimated."""
    if not sheet.columns:
        return ()
    count = "count(DISTINCT {})" if sheet.rows <= _EXACT else "approx_count_distinct({})"
    asked = ", ".join(count.format(column.name) for column in sheet.columns)
    distinct = con.execute(f"SELECT {asked} FROM {sheet.relation}").fetchall()[0]
    values = _values(con, sheet, [c for c, n in zip(sheet.columns, distinct, strict=True) if 0 < n <= MOST_VALUES])
    return tuple(
        Profile(
            column,
            Header.of(column.header),
            sheet.rows,
            column.readings[0].filled,
            min(number, column.readings[0].filled),
            values.get(column.position, ()),
        )
        for column, number in zip(sheet.columns, distinct, strict=True)
    )


def _values(con: duckdb.DuckDBPyConnection, sheet: Sheet, columns: Sequence[SheetColumn]) -> dict[int, tuple[str, ...]]:
    """The different values of each column, the most frequent first, trimmed and without empty words."""
    if not columns:
        return {}
    counted = " UNION ALL ".join(
        f"SELECT {column.position} AS position, {column.name} AS cell, count(*) AS n FROM {sheet.relation} "
        f"WHERE {column.name} IS NOT NULL GROUP BY cell"
        for column in columns
    )
    values: dict[int, dict[str, None]] = {}
    for position, cell in con.execute(f"SELECT position, cell FROM ({counted}) ORDER BY n DESC, cell").fetchall():
        if (value := cell.strip(BLANKS)).lower() not in EMPTY_WORDS:
            values.setdefault(position, {}).setdefault(value)
    return {position: tuple(found) for position, found in values.items()}


def share_within(con: duckdb.DuckDBPyConnection, sheet: Sheet, column: SheetColumn, there: Sequence[str]) -> float:
    """The share of the column's different values that one of ``there`` (queries giving words ``v``) has."""
    known = " UNION ALL ".join(there)
    total, found = con.execute(
        f"SELECT count(*), count_if(v IN (SELECT v FROM ({known}) WHERE v IS NOT NULL)) "
        f"FROM ({words_sql(sheet, column)}) WHERE v IS NOT NULL"
    ).fetchall()[0]
    return found / total if total else 0.0


def words_sql(sheet: Sheet, column: SheetColumn) -> str:
    """A query for the column's different values ``v`` in lower case; told apart before they are trimmed, since they are
    fewer then."""
    cells = f"SELECT DISTINCT {column.name} AS cell FROM {sheet.relation}"
    return f"SELECT DISTINCT lower({empty_to_null('cell')}) AS v FROM ({cells})"
