"""Nothing of a chart lies over the names of what is drawn across it."""

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

YEAR = Period(dt.date(2017, 1, 1), dt.date(2018, 1, 1), "2017")


def kinds(spec: dict[str, Any] | None) -> list[str]:
    assert spec is not None
    return [layer["mark"]["type"] for layer in spec["layer"]]


def test_the_names_of_notes_and_levels_are_drawn_last() -> None:
    months = list(Calendar().periods(YEAR.start, YEAR.end, Grain.MONTH))
    values = [Measurement("deals_won", month, 100.0, "count", n=100) for month in months]
    time = of_periods(months, Grain.MONTH, "en")
    note, level = Note("n1", dt.date(2017, 6, 1), "Prices"), Level("Usual", 90.0, "a survey", drawn=True)
    shown = Beside(None, None, (), (), (level,), (note,))
    across = marks(shown, YEAR, time, unit="count", flow=True, language="en", currency="USD")
    spec = trend(values, YEAR, time=time, flow=True, language="en", currency="USD", across=across)
    assert kinds(spec) == ["rect", "rule", "rule", "line", "point", "text", "text"]


def test_a_note_at_the_charts_edge_is_named_on_the_side_that_has_room() -> None:
    """A twentieth of the year is 18 days: January 10 is too close to its start, June is not."""
    time = of_periods([YEAR], Grain.YEAR, "en")
    noted = tuple(Note(str(month), dt.date(2017, month, 10), "Fair") for month in (1, 6))
    across = marks(
        Beside(None, None, (), (), (), noted), YEAR, time, unit="count", flow=True, language="en", currency="USD"
    )
    assert [row["early"] for row in across.names[0]["data"]["values"]] == [True, False]


@override("en")
def test_a_goals_levels_are_named_at_opposite_ends_from_the_highest_down() -> None:
    """A target of 65 and the baseline of 64.8 lie close together."""
    days = [{"date": f"2017-10-{day:02}", "value": 0.5, "expected": None, "lagging": None} for day in (1, 2)]
    shown = SimpleNamespace(series=days, unit="ratio", flow=False, baseline=0.648, targets=(0.65,))
    spec = key_result_chart(shown, "en", "USD")
    assert kinds(spec) == ["rule", "rule", "line", "point", "text", "text"]
    assert spec is not None
    names = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    assert [(one["data"]["values"][0]["label"], one["mark"]["align"]) for one in names] == [
        ("Target 65.0%", "left"),
        ("Baseline 64.8%", "right"),
    ]
