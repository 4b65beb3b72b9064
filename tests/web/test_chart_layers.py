"""Nothing that is written lies over a chart's values, and what isn't over is told from what is."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.utils.translation import override

from keyfunnel.kpis.measurement import Measurement
from keyfunnel.model.calendar import Calendar, Grain, Period
from keyfunnel.planning.entered.notes import Note
from keyfunnel.web.charts.key_result import key_result_chart
from keyfunnel.web.charts.marks import marks
from keyfunnel.web.charts.times import of_periods
from keyfunnel.web.charts.trend import trend
from keyfunnel.web.shown.beside import Beside, Level
from keyfunnel.web.shown.unfinished import Unfinished

YEAR = Period(dt.date(2017, 1, 1), dt.date(2018, 1, 1), "2017")
MONTHS = list(Calendar().periods(YEAR.start, YEAR.end, Grain.MONTH))


def kinds(spec: dict[str, Any] | None) -> list[str]:
    assert spec is not None
    return [layer["mark"]["type"] for layer in spec["layer"]]


def of_year(values: list[Measurement], running: Unfinished | None = None) -> dict[str, Any]:
    time = of_periods(MONTHS, Grain.MONTH, "en")
    note, level = Note("n1", dt.date(2017, 6, 1), "Prices"), Level("Usual", 90.0, "a survey", drawn=True)
    shown = Beside(None, None, (), (), (level,), (note,))
    across = marks(shown, YEAR, time, unit="count", zero=True, language="en", currency="USD")
    return trend(values, YEAR, time=time, zero=True, language="en", currency="USD", across=across, running=running)


def test_what_is_written_across_a_chart_are_the_numbers_above_it() -> None:
    spec = of_year([Measurement("deals_won", month, 100.0, "count", n=100) for month in MONTHS])
    assert kinds(spec) == ["rect", "rule", "rule", "line", "point", "text"]


@override("en")
def test_a_period_that_is_not_over_is_reached_by_dashes() -> None:
    """November is known up to the third: from October on, 91, the way to its 90 is dashed."""
    november = MONTHS[10]
    values = [Measurement("deals_won", month, float(100 - at), "count", n=1) for at, month in enumerate(MONTHS[:11])]
    spec = of_year(values, Unfinished(november, dt.date(2017, 11, 3)))
    assert kinds(spec) == ["rect", "rule", "rule", "line", "line", "point", "text"]
    whole, dashed, points = spec["layer"][3:6]
    assert whole["transform"] == [{"filter": "!datum.running"}]
    assert "strokeDash" in dashed["mark"]
    assert [(row["date"], row["value"]) for row in dashed["data"]["values"]] == [
        ("2017-10-01", 91.0),
        ("2017-11-01", 90.0),
    ]
    assert points["encoding"]["fill"]["condition"] == {"test": "datum.running", "value": "token:panel"}
    rows = spec["data"]["values"]
    assert [row["running"] for row in rows] == [*[False] * 10, True]
    assert rows[-1]["period"] == "Nov\xa02017 · up to Nov\xa03,\xa02017"


def test_no_dashes_come_from_a_period_without_a_value() -> None:
    november = MONTHS[10]
    values = [
        Measurement("deals_won", month, None if month == MONTHS[9] else 1.0, "count", n=1) for month in MONTHS[:11]
    ]
    assert kinds(of_year(values, Unfinished(november, dt.date(2017, 11, 3)))).count("line") == 1


def test_a_goals_levels_are_lines_that_tell_a_pointer_what_they_are() -> None:
    """Their names stand below, where they cover no value."""
    days = [{"date": f"2017-10-{day:02}", "value": 0.5, "expected": None, "lagging": None} for day in (1, 2)]
    aim = {"kind": "keep", "every": "month", "target": None, "target_low": 0.65, "target_high": None}
    shown = SimpleNamespace(series=days, unit="ratio", flow=False, baseline=0.648, undated=0.7, **aim)
    with override("en"):
        spec = key_result_chart(shown, "en", "USD")
    assert kinds(spec) == ["rule", "rule", "rule", "line", "point"]
    assert spec is not None
    told = [layer["data"]["values"][0]["told"] for layer in spec["layer"] if layer["mark"]["type"] == "rule"]
    assert told == ["Target at least 65.0%", "Baseline 64.8%", "Current 70.0%"]


def test_where_no_period_is_over_there_is_no_line() -> None:
    spec = of_year([Measurement("deals_won", MONTHS[0], 1.0, "count", n=1)], Unfinished(MONTHS[0], dt.date(2017, 1, 3)))
    assert "line" not in kinds(spec)
