"""Yes and no, nothing, and everything else."""

import duckdb
import pytest

from keyfunnel.intake.typing.words import empty_to_null
from keyfunnel.model.table import Type
from tests.intake.typing.columns import parse, reading_of, readings_of


@pytest.mark.parametrize(
    "cells", [("yes", "No"), ("TRUE", "false"), ("igen", "nem"), ("是", "否"), ("ใช่", "ไม่ใช่"), ("Sim", "Não")]
)
def test_yes_and_no_in_many_languages(cells: tuple[str, str]) -> None:
    assert reading_of(*cells).type is Type.BOOLEAN
    assert [parse(cell, "", Type.BOOLEAN) for cell in cells] == [True, False]


def test_zeros_and_ones_are_numbers_that_can_be_read_as_yes_and_no() -> None:
    (column,) = readings_of(("0", "1", "1"))
    assert column[0].type is Type.INTEGER
    assert Type.BOOLEAN in {reading.type for reading in column}


def test_an_empty_column_is_text() -> None:
    reading = reading_of(None, "", "n/a")
    assert (reading.type, reading.filled, reading.share) == (Type.TEXT, 0, 1.0)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (" Acme ", "Acme"),
        ("\u00a0Acme\u3000", "Acme"),
        ("N/A", None),
        (" - ", None),
        ("null", None),
        ("", None),
        ("0", "0"),
    ],
)
def test_cells_are_trimmed_and_words_for_nothing_emptied(cell: str, value: str | None) -> None:
    sql = f"SELECT {empty_to_null('cell')} FROM (SELECT ?::VARCHAR AS cell)"
    assert duckdb.execute(sql, [cell]).fetchall() == [(value,)]
