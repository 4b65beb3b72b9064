"""Amounts at an axis are shortened as the reader's language shortens them, and as the numbers beside the chart are."""

import pytest

from keyfunnel.web import figures
from keyfunnel.web.charts.ticks import sizes, ticks


def at_axis(value: int, unit: str, language: str, currency: str = "USD") -> str:
    """What a browser makes of the expression, for a value that needs no decimals."""
    size = next(size for size in sizes(unit, language, currency) if value >= size.least)
    return f"{size.before}{value // size.unit}{size.behind}"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "$300K"), ("th", "US$300K"), ("zh-hans", "US$30万"), ("hu", "300\xa0E\xa0USD")],
)
def test_an_amount_is_shortened_as_in_its_language(language: str, written: str) -> None:
    assert at_axis(300_000, "money", language) == written
    assert figures.short_figure(300_000, "money", language).replace(",0", "").replace(".0", "") == written


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (5_000, "5000"), (20_000, "2万"), (30_000_000, "3000万"), (300_000_000, "3亿")]
)
def test_chinese_counts_by_ten_thousands(value: int, written: str) -> None:
    assert at_axis(value, "count", "zh-hans") == written


def test_nothing_is_no_thousands_of_nothing() -> None:
    assert at_axis(0, "money", "en") == "$0"
    assert at_axis(0, "money", "hu", "HUF") == "0\xa0Ft"


def test_the_expression_asks_for_the_largest_size_first_and_has_a_sign_for_minus() -> None:
    said = ticks("count", "en", "USD")
    assert said is not None
    assert said.index("1000000000") < said.index('"M"') < said.index('"K"')
    assert said.startswith("(datum.value < 0 ? '−' : '')")


@pytest.mark.parametrize(
    ("unit", "language", "unit_of_one", "unit_of_two"),
    [
        ("days", "en", " day", " days"),
        ("minutes", "th", " นาที", " นาที"),
        ("hours", "zh-hans", "小时", "小时"),
        ("days", "hu", " nap", " nap"),
    ],
)
def test_a_duration_has_its_unit_at_the_axis(unit: str, language: str, unit_of_one: str, unit_of_two: str) -> None:
    said = ticks(unit, language, "USD")
    assert said is not None
    one, two = said.split("datum.value == 1 ? ")[1].split(" : ")
    assert (one.split("'")[-2], two.split("'")[-2]) == (unit_of_one, unit_of_two)


@pytest.mark.parametrize("unit", ["ratio", "index"])
def test_other_units_are_plain_numbers(unit: str) -> None:
    assert ticks(unit, "en", "USD") is None
