"""Numbers in the dress of many countries."""

from decimal import Decimal

import pytest

from keyfunnel.model.errors import BadInput
from keyfunnel.model.table import Type
from tests.intake.typing.columns import parse, reading_of, readings_of


@pytest.mark.parametrize(
    ("cell", "format_", "value"),
    [
        ("1234.5", "1234.56", "1234.5"),
        ("1,234.50", "1,234.56", "1234.5"),
        ("1 234.50", "1,234.56", "1234.5"),
        ("1\u202f234\u202f567", "1,234.56", "1234567"),
        ("1’234.50", "1,234.56", "1234.5"),
        ("1,00,000", "1,234.56", "100000"),
        ("$1,234", "1,234.56", "1234"),
        ("-$5.50", "1,234.56", "-5.5"),
        ("(1,234)", "1,234.56", "-1234"),
        ("5-", "1,234.56", "-5"),
        ("−7", "1,234.56", "-7"),
        ("USD 1,234", "1,234.56", "1234"),
        ("฿99", "1,234.56", "99"),
        ("¥1,200", "1,234.56", "1200"),
        ("R$ 1.234,50", "1.234,56", "1234.5"),
        ("1.234.567", "1.234,56", "1234567"),
        ("1 234,5", "1.234,56", "1234.5"),
        ("3,5 €", "1.234,56", "3.5"),
        ("12\u00a0500 Ft", "1.234,56", "12500"),
        ("kr. 500", "1.234,56", "500"),
        ("$1.2M", "1,234.56", "1200000"),
        ("850k", "1,234.56", "850000"),
        ("€3bn", "1,234.56", "3000000000"),
        ("USD 1.5 million", "1,234.56", "1500000"),
        ("1.2 mil", "1,234.56", "1200000"),
        ("R$ 1,2 mil", "1.234,56 mil=1000", "1200"),
        ("R$ 3 milhões", "1.234,56 mil=1000", "3000000"),
        ("2,5 Mio. €", "1.234,56", "2500000"),
        ("12 T€", "1.234,56", "12000"),
        ("500 eFt", "1.234,56", "500000"),
        ("1.5万", "1,234.56", "15000"),
        ("3亿元", "1,234.56", "300000000"),
        ("2 ล้านบาท", "1,234.56", "2000000"),
        ("₹12 lakh", "1,234.56", "1200000"),
        ("₹2.5 Cr", "1,234.56", "25000000"),
        ("(1.234,50) €", "1.234,56", "-1234.5"),
        ("(€ 1.234,50)", "1.234,56", "-1234.5"),
        ("1 234,50-", "1.234,56", "-1234.5"),
        ("1.234,50- EUR", "1.234,56", "-1234.5"),
        ("CHF 1’234.–", "1,234.56", "1234"),
        ("50,-", "1.234,56", "50"),
        ("12,34,567.00", "1,234.56", "1234567"),
        ("MXN $1,200.00", "1,234.56", "1200"),
        ("１，２３４．５", "1,234.56 digits", "1234.5"),
        ("๑,๒๓๔.๕๐ บาท", "1,234.56 digits", "1234.5"),
        ("12.5 %", "12.5%", "0.125"),
        ("12,5%", "12,5%", "0.125"),
    ],
)
def test_numbers_are_read(cell: str, format_: str, value: str) -> None:
    assert parse(cell, format_, Type.NUMBER) == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "format_"),
    [
        ("1,23", "1,234.56"),
        ("1.23", "1.234,56"),
        ("abc", "1234.56"),
        ("1-2", "1234.56"),
        ("", "1,234.56"),
        ("12", "12.5%"),
    ],
)
def test_what_does_not_fit_the_format_is_unreadable(cell: str, format_: str) -> None:
    assert parse(cell, format_, Type.NUMBER) is None


def test_an_integer_has_no_fraction() -> None:
    assert parse("12.0", "", Type.INTEGER) == 12
    assert parse("1,200", "1,234.56", Type.INTEGER) == 1200
    assert parse("12.5", "", Type.INTEGER) is None


def test_whole_columns_decide_between_dot_and_comma() -> None:
    """1.234 alone could be either; the 2,5 further down can't."""
    assert reading_of("1.234", "2.345", "2,5").format == "1.234,56"
    assert reading_of("1,234", "2,345", "2.5").format == "1,234.56"
    assert reading_of("1234", "12.5", "7").format == "1234.56"


@pytest.mark.parametrize(("locale", "format_"), [("en", "1234.56"), ("de", "1.234,56"), ("hu", "1.234,56")])
def test_the_locale_settles_what_the_cells_leave_open(locale: str, format_: str) -> None:
    reading = reading_of("1.234", "2.345", "12.500", locale=locale)
    assert (reading.format, reading.assumed) == (format_, True)
    assert reading.because is not None
    assert reading.because.code == "settled_by_locale"


def test_another_column_settles_it_before_the_locale() -> None:
    price, weight = readings_of(("1.234,50", "2,75"), ("1.234", "2.500"), locale="en")
    assert (price[0].format, price[0].assumed) == ("1.234,56", False)
    assert (weight[0].format, weight[0].assumed) == ("1.234,56", True)
    assert weight[0].because is not None
    assert weight[0].because.code == "settled_by_column"


def test_a_few_unreadable_cells_leave_it_a_number() -> None:
    """20 numbers, one word: 95.2 % can be read. With two words it is 90.9 %: text."""
    numbers = [f"{n}.5" for n in range(20)]
    reading = reading_of(*numbers, "later")
    assert (reading.type, reading.filled, reading.parsed, reading.unreadable) == (Type.NUMBER, 21, 20, ("later",))
    assert reading_of(*numbers, "later", "never").type is Type.TEXT


def test_empty_words_say_nothing_about_the_type() -> None:
    reading = reading_of("1", "n/a", "-", "", None, " NULL ", "3")
    assert (reading.type, reading.filled, reading.parsed) == (Type.INTEGER, 2, 2)


def test_digits_of_another_script_are_digits() -> None:
    """One Thai cell far below a hundred plain ones is enough for all to be read."""
    reading = reading_of(*(str(n) for n in range(2, 100)), "๑๒๓")
    assert (reading.type, reading.format, reading.parsed) == (Type.INTEGER, "1234.56 digits", 99)
    assert reading_of("１２．５", "７").type is Type.NUMBER


@pytest.mark.parametrize(
    ("locale", "cells", "format_"),
    [
        ("en", ("1.2 mil", "3 mil"), "1,234.56"),
        ("es", ("1.2 mil", "3 mil"), "1,234.56 mil=1000"),
        ("cs", ("1,2 mil. Kč", "3,5 mil. Kč"), "1.234,56"),
        ("en", ("R$ 1,2 mil", "R$ 3,5 mil"), "1.234,56 mil=1000"),
    ],
)
def test_a_word_for_two_magnitudes_is_assumed(locale: str, cells: tuple[str, ...], format_: str) -> None:
    """``mil`` is a thousand in Spanish and Portuguese and a million elsewhere; a comma in an English workspace isn't
    English."""
    reading = reading_of(*cells, locale=locale)
    assert (reading.format, reading.assumed) == (format_, True)


def test_minutes_are_no_millions() -> None:
    """A letter that stands behind whole numbers only may be a unit; amounts show a sign, a fraction or another word."""
    assert reading_of("30 m", "45m", "5 m").type is Type.TEXT
    assert reading_of("1.5m", "2m", "850k").type is Type.NUMBER


@pytest.mark.parametrize("cells", [("007", "012"), ("12E4", "13E5"), ("A-1", "B-2"), ("+36301234567", "06 30 123")])
def test_codes_are_no_numbers(cells: tuple[str, ...]) -> None:
    assert reading_of(*cells).type is Type.TEXT


def test_a_number_is_found_far_beyond_any_sample() -> None:
    """10,000 plain numbers and then one with a group: all are read."""
    reading = reading_of(*(str(n) for n in range(10_000)), "1,234,567")
    assert (reading.format, reading.parsed) == ("1,234.56", 10_001)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match=r"'1,234.57' is no format for a number; did you mean '1,234.56'"):
        parse("1", "1,234.57", Type.NUMBER)
