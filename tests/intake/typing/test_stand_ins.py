"""A cell that stands for others answers as each of them does; and whole columns are read as they were before."""

import datetime as dt

import duckdb
import pytest

from keyfunnel.intake.typing.candidates import CANDIDATES, TRAITS, Candidate, trait_sql
from keyfunnel.intake.typing.formats import CLOCK, DIGITS
from keyfunnel.intake.typing.plain import wears_sql
from keyfunnel.intake.typing.stand_ins import stand_in_sql
from keyfunnel.model.table import Type
from tests.intake.typing.columns import reading_of

NUMBERS = tuple(one for one in CANDIDATES if one.type in (Type.BOOLEAN, Type.INTEGER, Type.NUMBER))
DAYS = tuple(one for one in CANDIDATES if one.is_date)


def _stands_in(cell: str, candidates: tuple[Candidate, ...]) -> str:
    sql = stand_in_sql("cell", candidates)
    assert sql is not None
    return str(duckdb.execute(f"SELECT {sql} FROM (SELECT ? AS cell)", [cell]).fetchall()[0][0])


def _answers(cell: str, candidates: tuple[Candidate, ...]) -> list[bool]:
    questions = [
        *(candidate.test("cell", "") for candidate in candidates),
        *(trait_sql(trait, "cell") for trait in TRAITS),
        *(wears_sql(mark, "cell") for mark in (DIGITS, CLOCK)),
    ]
    asked = ", ".join(f"coalesce({question}, false)" for question in questions)
    return list(duckdb.execute(f"SELECT {asked} FROM (SELECT ? AS cell)", [cell]).fetchall()[0])


@pytest.mark.parametrize(
    ("cell", "stands"),
    [
        *(("17.25", "5.25"), ("940.1", "5.25"), ("0.5", "5.25"), ("99999999999999.99", "5.25")),
        *(("12.0", "5.00"), ("12.00", "5.00"), ("12.10", "5.25"), ("100.0", "5.00"), ("0.00", "5.00")),
        *(("7", "5"), ("20240131", "5"), ("10", "5"), ("0", "0"), ("1", "1")),
    ],
)
def test_a_usual_number_has_one_that_answers_alike(cell: str, stands: str) -> None:
    assert _stands_in(cell, NUMBERS) == stands
    assert _answers(cell, NUMBERS) == _answers(stands, NUMBERS)


@pytest.mark.parametrize(
    "cell",
    ["1.234", "007", "-5", "1,5", "5%", "$5", "1e5", "1.", ".5", "123456789012345", "５", "5 k", "n/a", "1.2345"],
)
def test_any_other_number_stands_for_itself(cell: str) -> None:
    assert _stands_in(cell, NUMBERS) == cell


@pytest.mark.parametrize(
    ("cell", "stands"),
    [
        *(("2024-03-28", "2001-02-03"), ("1999-12-01", "2001-02-03")),
        *(("2024-03-28 00:00:00", "2001-02-03 00:00:00"), ("2024-03-28T00:00:00", "2001-02-03 00:00:00")),
        *(("2024-03-28 10:00:00", "2001-02-03 14:05:06"), ("2024-03-28T23:59:59", "2001-02-03 14:05:06")),
    ],
)
def test_a_usual_day_has_one_that_answers_alike(cell: str, stands: str) -> None:
    assert _stands_in(cell, DAYS) == stands
    assert _answers(cell, DAYS) == _answers(stands, DAYS)


@pytest.mark.parametrize(
    "cell", ["2024-02-29", "2023-02-30", "2567-01-05", "2024-13-01", "05-01-2024", "2024-01-05 24:00:00", "2024-1-5"]
)
def test_any_other_day_stands_for_itself(cell: str) -> None:
    assert _stands_in(cell, DAYS) == cell


def test_nothing_stands_for_cells_that_may_be_numbers_or_days() -> None:
    assert stand_in_sql("cell", CANDIDATES) is None
    assert stand_in_sql("cell", ()) is None


def test_a_long_column_of_different_amounts_is_counted_cell_by_cell() -> None:
    """1,000 amounts from 0.37 up, all different; three that can't be read; no amount is whole."""
    cells = [f"{number}.37" for number in range(1000)]
    reading = reading_of(*cells, "soon", "later", "never")

    assert (reading.type, reading.format, reading.filled, reading.parsed) == (Type.NUMBER, "1234.56", 1003, 1000)


def test_a_long_column_of_different_times_keeps_its_times_and_its_impossible_days() -> None:
    """1,000 instants of different seconds, and two that no calendar has."""
    start = dt.datetime.fromisoformat("2024-01-01 08:00:00")
    cells = [str(start + dt.timedelta(seconds=61 * number)) for number in range(1000)]
    reading = reading_of(*cells, "2024-02-30 10:00:00", "2024-04-31 10:00:00")

    assert (reading.type, reading.filled, reading.parsed) == (Type.TIMESTAMP, 1002, 1000)
