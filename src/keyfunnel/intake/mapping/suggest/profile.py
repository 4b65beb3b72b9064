"""What the cells of a column look like, as far as guessing needs to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from keyfunnel.intake.mapping.suggest.headers import Header
from keyfunnel.intake.reading.sheet import Sheet, SheetColumn
from keyfunnel.intake.typing.census import FROM_ROWS
from keyfunnel.intake.typing.currencies import sign_sql
from keyfunnel.intake.typing.formats import split_format
from keyfunnel.intake.typing.numbers import PLAIN
from keyfunnel.intake.typing.words import BLANKS, EMPTY_WORDS, empty_to_null
from keyfunnel.model.table import Type

# Columns with more different values than this aren't categories.
MOST_VALUES = 100


@dataclass(frozen=True, eq=False)
class Profile:
    """``filled`` of ``rows`` cells have a value, ``distinct`` of them different; ``values`` are all of these, where
    they are few, the most frequent first. ``signs`` are those of currencies that its amounts are written with. Each is
    itself and equals no other."""

    column: SheetColumn
    header: Header
    rows: int
    filled: int
    distinct: int
    values: tuple[str, ...] = ()
    signs: frozenset[str] = frozenset()

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
    names = ", ".join(column.name for column in sheet.columns)
    if sheet.rows <= FROM_ROWS:
        cells: pa.Table = con.sql(f"SELECT {names} FROM {sheet.relation}").to_arrow_table()
        return tuple(_profile(con, sheet, column, _counted(cells.column(column.name))) for column in sheet.columns)
    few = _few(con, sheet)
    estimates = _estimates(con, sheet, [column.name for column in sheet.columns if column.name not in few])
    return tuple(
        _profile(con, sheet, column, few.get(column.name, {}), estimates.get(column.name, 0))
        for column in sheet.columns
    )


def _profile(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, column: SheetColumn, cells: Mapping[str, int], estimate: int = 0
) -> Profile:
    """``cells`` are the different ones and how often each stands there; empty where they are too many to be fetched."""
    values: dict[str, int] = {}
    for cell, times in cells.items():
        if (value := cell.strip(BLANKS)).lower() not in EMPTY_WORDS:
            values[value] = values.get(value, 0) + times
    filled, distinct = column.readings[0].filled, len(values) if cells else estimate
    few = sorted(values, key=lambda value: (-values[value], value)) if distinct <= MOST_VALUES else []
    header = Header.of(column.header)
    return Profile(column, header, sheet.rows, filled, min(distinct, filled), tuple(few), _signs(con, sheet, column))


def _signs(con: duckdb.DuckDBPyConnection, sheet: Sheet, column: SheetColumn) -> frozenset[str]:
    number = column.reading(Type.NUMBER)
    if number is None or split_format(number.format)[0] in ("", PLAIN):
        return frozenset()
    found = con.execute(f"SELECT DISTINCT {sign_sql(column.cell)} FROM {sheet.relation}").fetchall()
    return frozenset(sign for (sign,) in found if sign)


def _counted(cells: pa.ChunkedArray) -> dict[str, int]:
    return {one["values"]: one["counts"] for one in cells.value_counts().to_pylist() if one["values"] is not None}


def _few(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> dict[str, dict[str, int]]:
    """By the name of each column that has few different cells: these, and how often each stands there."""
    found = {
        name: dict(con.execute(f"FROM {cells} LIMIT {2 * MOST_VALUES + 1}").fetchall())
        for name, cells in sheet.census.items()
    }
    return {name: cells for name, cells in found.items() if len(cells) <= 2 * MOST_VALUES}


def _estimates(con: duckdb.DuckDBPyConnection, sheet: Sheet, names: Sequence[str]) -> dict[str, int]:
    """How many different cells each column of ``names`` has, more or less."""
    each = [name for name in names if name not in sheet.census]
    found = {}
    if each:
        asked = ", ".join(f"approx_count_distinct({name})" for name in each)
        found = dict(zip(each, con.execute(f"SELECT {asked} FROM {sheet.relation}").fetchall()[0], strict=True))
    for name in names:
        if name in sheet.census:
            asked = f"SELECT approx_count_distinct(written) FROM {sheet.census[name]}"
            found[name] = con.execute(asked).fetchall()[0][0]
    return found


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
