"""Columns whose cells come again are counted once; what is found out about them is the same."""

from collections.abc import Sequence

import duckdb
import pytest

from keyfunnel.intake.typing import census
from keyfunnel.intake.typing.detect import readings
from keyfunnel.intake.typing.tidy import tidy
from keyfunnel.intake.typing.words import BLANKS
from keyfunnel.model.workspace import Workspace

Column = Sequence[str | None]

ROWS = 2000
EVERY_ONE_ITS_OWN = [f"D{number}" for number in range(ROWS)]
OUTCOMES = ["won", "lost", None, "open"] * (ROWS // 4)
DAYS = [f"{1 + number % 28:02}.{1 + number % 12:02}.2024" for number in range(ROWS)]
AMOUNTS = [f"{number % 40}.{number % 1000:03},50" for number in range(ROWS)]
UNTIDY = [" won", "n/a", "lost ", "-"] * (ROWS // 4)


def _sheet(*columns: Column) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(f"CREATE TABLE sheet ({', '.join(f'c{position} VARCHAR' for position in range(len(columns)))})")
    con.executemany(f"INSERT INTO sheet VALUES ({', '.join('?' * len(columns))})", list(zip(*columns, strict=True)))
    return con


def test_each_different_cell_is_kept_with_how_often_it_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(census, "FROM_ROWS", 0)
    con = _sheet(EVERY_ONE_ITS_OWN, OUTCOMES)
    taken = census.take(con, "sheet", 2, ROWS)

    assert list(taken) == ["c1"]
    assert sorted(con.execute(f"SELECT written, n FROM {taken['c1']}").fetchall()) == [
        ("lost", 500),
        ("open", 500),
        ("won", 500),
    ]


def test_of_a_sheet_of_few_rows_nothing_is_kept() -> None:
    assert census.take(_sheet(OUTCOMES), "sheet", 1, ROWS) == {}


@pytest.mark.parametrize("column", [EVERY_ONE_ITS_OWN, OUTCOMES, DAYS, AMOUNTS, UNTIDY, [None] * ROWS])
def test_a_column_is_read_alike_by_its_different_cells(column: Column, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(census, "FROM_ROWS", 0)
    con = _sheet(column)
    counted = census.take(con, "sheet", 1, ROWS)
    stands = tidy(con, "sheet", 1, ROWS, BLANKS, {})

    assert tidy(con, "sheet", 1, ROWS, BLANKS, counted) == stands
    assert readings(con, "sheet", stands, Workspace(), counted) == readings(con, "sheet", stands, Workspace(), {})


def test_days_and_outcomes_are_counted_by_their_different_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(census, "FROM_ROWS", 0)
    con = _sheet(DAYS, OUTCOMES)
    counted = census.take(con, "sheet", 2, ROWS)
    (day, *_), (outcome, *_) = readings(con, "sheet", [True, True], Workspace(locale="de"), counted)

    assert sorted(counted) == ["c0", "c1"]
    assert (day.filled, day.parsed) == (2000, 2000)
    assert outcome.filled == 1500
