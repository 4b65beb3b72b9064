"""Rows behind a number are shown without the columns that say nothing of any of them."""

import datetime as dt
from typing import Any

from keyfunnel.web.paging import Paged
from keyfunnel.web.shown.cells import Column, cells


def paged(columns: str, *rows: tuple[Any, ...]) -> Paged:
    return Paged(tuple(columns.split()), list(rows), 1, 1, len(rows), following=False)


def test_a_column_without_anything_is_named_and_left_out() -> None:
    """``open`` is there, though False, and so is an amount of 0."""
    shown = cells(paged("id name open ended amount", ("D1", None, False, "", 0), ("D2", None, False, None, None)))
    assert [column.name for column in shown.columns] == ["id", "open", "amount"]
    assert shown.empty == ("name", "ended")
    assert [[value for _column, value in row] for row in shown.rows] == [["D1", False, 0], ["D2", False, None]]


def test_what_says_the_same_of_every_row_can_be_left_out_without_a_word() -> None:
    shown = cells(paged("id in_numerator name", ("D1", True, None)), ("in_numerator",))
    assert ([column.name for column in shown.columns], shown.empty) == (["id"], ("name",))


def test_where_there_are_no_rows_no_column_is_missing() -> None:
    shown = cells(paged("id name"))
    assert ([column.name for column in shown.columns], shown.empty, shown.rows) == (["id", "name"], (), ())


def test_numbers_of_one_column_have_as_many_decimals() -> None:
    """57 stands above 51.8 as 57.0; a column with anything else than numbers has none."""
    day = dt.date(2024, 1, 1)
    shown = cells(paged("days n mixed on open", (57, 3, 1, day, True), (51.8, 4, "x", day, False)))
    assert [column.decimals for column in shown.columns] == [1, 0, None, None, None]


def test_words_too_long_for_a_phone_are_told() -> None:
    """Nineteen characters without a space."""
    shown = cells(paged("key name", ("abcdefghijklmnopqrs", "Aurora Software Partners")))
    assert shown.columns == (Column("key", None, long=True), Column("name", None, long=False))
