"""An axis of time has one format, the language's own, and tells the year."""

import datetime as dt
import re

import pytest

from keyfunnel.model.calendar import Calendar, Grain, Period
from keyfunnel.web.charts.times import TimeAxis, d3_format, of_days, of_periods

LANGUAGES = ("en", "zh-hans", "hu")


def periods(start: str, end: str, grain: Grain, fiscal_start: int = 1) -> list[Period]:
    return list(Calendar(fiscal_start).periods(dt.date.fromisoformat(start), dt.date.fromisoformat(end), grain))


def told(axis: TimeAxis) -> tuple[str, str | None]:
    """The format of its labels, and the year below them."""
    return axis.axis["format"], axis.axis["title"]


def labelled(axis: TimeAxis) -> list[tuple[int, list[str]]]:
    """From each width on, in pixels, the days that have a label; the widest first."""
    said = re.sub(r"[() ]", "", axis.labelled.replace("utc(", ""))
    found = re.findall(r"(?:width>=(\d+)\?)?(?=\[)\[([\d,]*)\]", said)
    return [(int(least or 0), _days(numbers)) for least, numbers in found]


def _days(numbers: str) -> list[str]:
    parts = [int(part) for part in numbers.split(",")]
    days = [dt.date(parts[at], parts[at + 1] + 1, parts[at + 2]) for at in range(0, len(parts), 3)]
    return [day.isoformat() for day in days]


def days(axis: TimeAxis) -> list[str]:
    """Those labelled where there is room for all."""
    return labelled(axis)[0][1]


@pytest.mark.parametrize(
    ("language", "day", "day_and_year", "month"),
    [
        ("en", "%b %-d", "%b %-d, %Y", "%b %Y"),
        ("th", "%-d %b", "%-d %b %Y", "%b %Y"),
        ("zh-hans", "%-m月%-d日", "%Y年%-m月%-d日", "%Y年%-m月"),
        ("hu", "%b %-d.", "%Y. %b %-d.", "%Y. %b"),
    ],
)
def test_days_and_months_are_written_as_the_language_has_it(
    language: str, day: str, day_and_year: str, month: str
) -> None:
    assert d3_format("MMMd", language) == day
    assert d3_format("yMMMd", language) == day_and_year
    assert d3_format("yMMM", language) == month


def test_words_within_a_pattern_stay_words() -> None:
    """Portuguese has "d 'de' MMM 'de' y"."""
    assert d3_format("yMMMd", "pt") == "%-d de %b de %Y"


def test_within_one_year_it_stands_once_below() -> None:
    axis = of_periods(periods("2017-01-01", "2018-01-01", Grain.MONTH), Grain.MONTH, "en")
    assert told(axis) == ("%b", "2017")
    assert [
        told(of_periods(periods("2017-01-01", "2018-01-01", Grain.MONTH), Grain.MONTH, one))[1] for one in LANGUAGES
    ] == [
        "2017",
        "2017年",
        "2017.",
    ]
    assert days(axis)[:2] == ["2017-01-01", "2017-02-01"]
    assert len(days(axis)) == 12


def test_where_the_axis_passes_a_years_end_each_label_has_its_year() -> None:
    assert told(of_periods(periods("2017-11-01", "2018-02-01", Grain.MONTH), Grain.MONTH, "hu")) == ("%Y. %b", None)
    weeks = of_periods(periods("2017-12-18", "2018-01-08", Grain.WEEK), Grain.WEEK, "en")
    assert told(weeks) == ("%b %-d, %Y", None)
    assert days(weeks) == ["2017-12-18", "2017-12-25", "2018-01-01"]


def test_years_are_labelled_as_years_where_they_begin_in_january() -> None:
    assert told(of_periods(periods("2016-01-01", "2018-01-01", Grain.YEAR), Grain.YEAR, "en")) == ("%Y", None)
    assert told(of_periods(periods("2016-01-01", "2017-01-01", Grain.YEAR), Grain.YEAR, "en")) == ("%Y", None)
    fiscal = of_periods(periods("2016-04-01", "2018-04-01", Grain.YEAR, fiscal_start=4), Grain.YEAR, "en")
    assert told(fiscal) == ("%b %Y", None)
    assert days(fiscal) == ["2016-04-01", "2017-04-01"]


@pytest.mark.parametrize(
    ("first", "last", "marks", "format_"),
    [
        ("2017-10-28", "2017-11-03", 7, "%b %-d"),  # each day, through the month's end
        ("2017-10-01", "2017-12-31", 14, "%b %-d"),  # October 1 and every seventh day after it up to December 31
        ("2017-12-20", "2018-01-02", 14, "%b %-d, %Y"),
        ("2017-01-01", "2017-12-31", 12, "%b"),
        ("2017-01-15", "2017-06-30", 5, "%b"),  # February to June
    ],
)
def test_a_goal_is_labelled_by_days_weeks_or_months(first: str, last: str, marks: int, format_: str) -> None:
    axis = of_days(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "en")
    assert (len(days(axis)), told(axis)[0]) == (marks, format_)


def test_days_are_of_no_time_zone() -> None:
    axis = of_days(dt.date(2017, 10, 1), dt.date(2017, 10, 2), "en")
    over = axis.over("on")
    assert (over["field"], over["scale"]) == ("on", {"type": "utc", "padding": 10})
    assert "utc(2017, 9, 1)" in axis.labelled


def test_where_room_is_scarce_every_second_or_third_label_is_left() -> None:
    """Thirteen months, twelve steps: a label of "Jan 2017" is seven letters and a space wide, 47 pixels or so."""
    axis = of_periods(periods("2017-01-01", "2018-02-01", Grain.MONTH), Grain.MONTH, "en")
    steps = [shown for _width, shown in labelled(axis)]
    assert [shown[:3] for shown in steps if len(shown) in (13, 7, 5)] == [
        ["2017-01-01", "2017-02-01", "2017-03-01"],
        ["2017-01-01", "2017-03-01", "2017-05-01"],
        ["2017-01-01", "2017-04-01", "2017-07-01"],
    ]
    assert all(len(shown) > 1 for shown in steps)


def test_every_label_stands_at_its_day() -> None:
    """Whatever room there is, and the year below is centred with the first of them."""
    axis = of_periods(periods("2017-01-01", "2018-01-01", Grain.MONTH), Grain.MONTH, "en").axis
    assert "labelAlign" not in axis
    assert axis["titleX"] == {"expr": "scale('x', utc(2017, 0, 1))"}
