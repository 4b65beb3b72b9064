"""Numbers as four languages write them, by CLDR."""

import datetime as dt

import pytest

from keyfunnel.model.calendar import Period, span
from keyfunnel.web import figures

JOINER = "\N{WORD JOINER}"
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "63.2%"), ("th", "63.2%"), ("zh-hans", "63.2%"), ("hu", "63,2%")],
)
def test_a_rate_has_one_decimal(language: str, written: str) -> None:
    assert figures.figure(4238 / 6711, "ratio", language) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "$10,005,534"), ("zh-hans", "US$10,005,534"), ("hu", f"10{NBSP}005{NBSP}534{NBSP}USD")],
)
def test_large_money_has_no_cents(language: str, written: str) -> None:
    assert figures.figure(10_005_534, "money", language, "USD") == written


def test_small_money_keeps_its_cents() -> None:
    assert figures.figure(236.909, "money", "en", "USD") == "$236.91"
    assert figures.figure(2360.909, "money", "en", "USD") == "$2,361"


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.0, "0.0%"), (0.0004, "<0.1%"), (0.0005, "<0.1%"), (0.0006, "0.1%"), (-0.0004, "0.0%"), (1.0, "100.0%")],
)
def test_a_share_of_more_than_nothing_is_never_zero(share: float, written: str) -> None:
    assert figures.percent(share, "en", 1) == written


@pytest.mark.parametrize(
    ("language", "written"), [("en", "57 days"), ("th", "57 วัน"), ("zh-hans", "57天"), ("hu", "57 nap")]
)
def test_days_are_counted_in_words_that_stay_with_their_number(language: str, written: str) -> None:
    assert figures.figure(57, "days", language) == written.replace(" ", NBSP).replace("7天", f"7{JOINER}天")


def test_no_data_is_a_dash_and_never_a_zero() -> None:
    assert figures.figure(None, "count", "en") == "–"
    assert figures.percent(None, "en") == "–"
    assert figures.figure(0, "count", "en") == "0"


def test_below_zero_there_is_a_minus_as_wide_as_a_plus() -> None:
    assert figures.figure(-18.18, "index", "en") == "−18.18"
    assert figures.figure(-0.255, "ratio", "hu") == "−25,5%"
    assert figures.figure(-5, "money", "en", "USD") == "−$5"
    assert figures.short_figure(-1_200_000, "money", "en", "USD") == "−$1.2M"
    assert figures.percent(-0.32, "th") == "−32%"


def test_scarce_room_shortens_millions() -> None:
    assert figures.short_figure(1_200_000, "money", "en", "USD") == "$1.2M"
    assert figures.short_figure(1_200_000, "money", "zh-hans", "CNY") == "¥120万"
    assert figures.short_figure(958, "money", "en", "USD") == "$958"


def test_what_a_count_is_heading_for_is_rounded() -> None:
    assert figures.short_figure(865.99, "count", "en") == "866"
    assert figures.short_figure(2.5, "count", "en") == "2.5"


def test_amounts_on_one_line_are_shortened_together() -> None:
    assert figures.short_figure(75_390, "money", "en", "USD", beside=(130_000,)) == "$75.4K"
    assert figures.short_figure(75_390, "money", "en", "USD", beside=(99_999,)) == "$75,390"
    assert figures.short_figure(0.42, "ratio", "en", beside=(130_000,)) == "42.0%"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["$2.0M", "$5.7M", "$6.0M"]),
        ("zh-hans", ["US$202.6万", "US$570.0万", "US$597.2万"]),
        ("hu", [f"{n}{NBSP}M{NBSP}USD" for n in ("2,0", "5,7", "6,0")]),
    ],
)
def test_amounts_on_one_line_have_as_many_decimals(language: str, written: list[str]) -> None:
    line = (2_026_283, 5_700_000, 5_972_000)
    assert [figures.short_figure(one, "money", language, "USD", beside=line) for one in line] == written


def test_whole_thousands_on_one_line_need_no_decimals() -> None:
    line = (2_000_000, 570_000)
    assert [figures.short_figure(one, "money", "en", "USD", beside=line) for one in line] == ["$2M", "$570K"]
    assert figures.short_figure(2_000_000, "count", "en", beside=(2_500_000,)) == "2.0M"


@pytest.mark.parametrize(
    ("share", "digits", "written"),
    [(0.997, 0, ">99%"), (0.99961, 1, ">99.9%"), (0.99949, 1, "99.9%"), (0.994, 0, "99%"), (1.0004, 1, "100.0%")],
)
def test_a_share_of_less_than_all_is_never_all(share: float, digits: int, written: str) -> None:
    assert figures.percent(share, "en", digits) == written


def test_shares_that_make_a_whole_make_all_of_it() -> None:
    assert figures.percent(sum([0.1] * 10), "en") == "100%"  # in floats a little less


def test_an_interval_of_a_duration_says_its_unit_once() -> None:
    def read(low: float, high: float, unit: str = "days", language: str = "en", decimals: int | None = None) -> str:
        written = figures.interval(low, high, unit, language, decimals=decimals)
        return written.replace(JOINER, "").replace(NBSP, " ")

    assert read(13, 17) == "13 – 17 days"
    assert read(13, 17.5, language="hu") == "13,0 – 17,5 nap"
    assert read(13, 17, language="zh-hans", decimals=1) == "13.0 – 17.0天"
    assert read(0.131, 0.172, unit="ratio") == "13.1% – 17.2%"


def test_what_is_counted_is_heading_for_a_whole_number() -> None:
    assert figures.estimate(1743.28, "count", "en") == "1,743"
    assert figures.estimate(7.5, "count", "en") == "7.5"
    assert figures.estimate(120_400, "money", "en", "USD") == "$120,400"


def test_a_moment_is_told_to_the_minute() -> None:
    assert figures.moment(dt.datetime(2026, 11, 21, 23, 4, 4, tzinfo=dt.UTC), "hu") == f"2026.{NBSP}nov.{NBSP}21. 23:04"


def test_a_month_is_called_by_its_name_and_other_periods_by_their_days() -> None:
    month = Period(dt.date(2017, 10, 1), dt.date(2017, 11, 1), "2017-10")
    assert figures.period(month, "en") == f"Oct{NBSP}2017"
    quarter = span(dt.date(2017, 10, 1), dt.date(2018, 1, 1))
    assert figures.period(quarter, "en").replace(JOINER, "").split() == ["Oct", "1", "–", "Dec", "31,", "2017"]
    assert figures.period(month, "zh-hans").replace(JOINER, "") == "2017年10月"


@pytest.mark.parametrize(
    ("change", "decimals", "written"),
    [(0.003, 2, "+0.30"), (-0.01163, 2, "−1.16"), (0.00001, 2, "0.00"), (0.25, 0, "+25"), (0.0, 0, "0")],
)
def test_points_below_each_other_have_as_many_decimals(change: float, decimals: int, written: str) -> None:
    assert figures.points(change, decimals, "en") == written
