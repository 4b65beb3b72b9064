"""What the cells of a column look like, as far as guessing needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from keyfunnel.intake.mapping.suggest.headers import Header
from keyfunnel.intake.reading.sheet import Sheet, SheetColumn
from keyfunnel.intake.typing.words import empty_to_null
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
    count = "count(DISTINCT v{})" if sheet.rows <= _EXACT else "approx_count_distinct(v{})"
    cells = ", ".join(f"{empty_to_null(column.name)} AS v{column.position}" for column in sheet.columns)
    asked = ", ".join(f"count(v{c.position}), {count.format(c.position)}" for c in sheet.columns)
    answers = con.execute(f"SELECT {asked} FROM (SELECT {cells} FROM {sheet.relation})").fetchall()[0]
    return tuple(
        Profile(
            column,
            Header.of(column.header),
            sheet.rows,
            filled,
            min(distinct, filled),
            _values(con, sheet, column) if 0 < distinct <= MOST_VALUES else (),
        )
        for column, filled, distinct in zip(sheet.columns, answers[::2], answers[1::2], strict=True)
    )


def _values(con: duckdb.DuckDBPyConnection, sheet: Sheet, column: SheetColumn) -> tuple[str, ...]:
    found = con.execute(
        f"SELECT v FROM (SELECT {empty_to_null(column.name)} AS v FROM {sheet.relation}) WHERE v IS NOT NULL "
        "GROUP BY v ORDER BY count(*) DESC, v"
    ).fetchall()
    return tuple(value for (value,) in found)


def share_within(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, column: SheetColumn, others: Sequence[tuple[Sheet, SheetColumn]]
) -> float:
    """The share of the column's different values that stand in one of ``others``, without regard to case."""
    if not others:
        return 0.0
    known = " UNION ".join(
        f"SELECT lower({empty_to_null(other.name)}) AS v FROM {there.relation}" for there, other in others
    )
    asked = f"SELECT DISTINCT lower({empty_to_null(column.name)}) AS v FROM {sheet.relation}"
    total, found = con.execute(
        f"SELECT count(*), count_if(v IN (SELECT v FROM ({known}) WHERE v IS NOT NULL)) FROM ({asked}) "
        "WHERE v IS NOT NULL"
    ).fetchall()[0]
    return found / total if total else 0.0
