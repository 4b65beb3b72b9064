"""Amounts at an axis are shortened as the reader's language shortens them, and as the numbers beside the chart are."""

import re

import pytest
import vl_convert

from keyfunnel.web import figures
from keyfunnel.web.charts.locale import chart_locale
from keyfunnel.web.charts.look import STEPS, upwards
from keyfunnel.web.charts.ticks import measures, sizes, ticks


def at_axis(value: int, unit: str, language: str, currency: str = "USD") -> str:
    """What a browser makes of the expression, for a value that needs no decimals."""
    size = next(size for size in sizes(unit, language, currency) if value >= size.least)
    return f"{size.before}{value // size.unit}{size.behind}"


def drawn(lowest: float, highest: float, unit: str, language: str) -> list[str]:
    """The labels of an axis over these values, as Vega draws them, from the lowest up."""
    height = upwards("value", unit, zero=lowest == 0, ticks=ticks(unit, language, "USD"))
    spec = {
        "params": measures(STEPS),
        "data": {"values": [{"value": lowest}, {"value": highest}]},
        "mark": "point",
        "encoding": {"y": height},
    }
    locale = chart_locale(language, "USD")["formatLocale"]
    return re.findall(r"<text[^>]*>([^<]+)</text>", vl_convert.vegalite_to_svg(spec, format_locale=locale))


@pytest.mark.parametrize(
    ("lowest", "highest", "unit", "language", "labels"),
    [
        (0, 1_150_000, "money", "en", "$0 $0.2M $0.4M $0.6M $0.8M $1.0M $1.2M"),
        (0, 9_500, "money", "zh-hans", "US$0 US$2,000 US$4,000 US$6,000 US$8,000 US$10,000"),
        (0, 9_500, "money", "en", "$0 $2K $4K $6K $8K $10K"),
        (0, 2_400, "money", "en", "$0 $500 $1,000 $1,500 $2,000 $2,500"),
        (0, 98_000, "count", "zh-hans", "0 2万 4万 6万 8万 10万"),
        (-190_000, 380_000, "money", "en", "−$200K −$100K $0 $100K $200K $300K $400K"),
        (0, 38, "count", "en", "0 10 20 30 40"),
        (0, 1.1, "count", "hu", "0 0,2 0,4 0,6 0,8 1,0 1,2"),
        (5.1, 6.9, "months", "en", "5.0|months 5.5|months 6.0|months 6.5|months 7.0|months"),
        (0, 4, "days", "en", "0|days 1|day 2|days 3|days 4|days"),
        (0, 2, "days", "hu", "0|nap 0,5|nap 1,0|nap 1,5|nap 2,0|nap"),
        (0, 90, "minutes", "th", "0|นาที 20|นาที 40|นาที 60|นาที 80|นาที 100|นาที"),
        (0, 4, "hours", "zh-hans", "0小时 1小时 2小时 3小时 4小时"),
    ],
)
def test_the_labels_of_an_axis_are_alike(lowest: float, highest: float, unit: str, language: str, labels: str) -> None:
    assert [re.sub(r"\s", "|", label) for label in drawn(lowest, highest, unit, language)] == labels.split()


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


@pytest.mark.parametrize("unit", ["ratio", "index"])
def test_other_units_are_plain_numbers(unit: str) -> None:
    assert ticks(unit, "en", "USD") is None
