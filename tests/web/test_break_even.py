"""The line below which revenue doesn't cover the costs, in a chart by week or month."""

import datetime as dt

from django.utils.translation import override

from keyfunnel.model.calendar import Calendar, Grain
from keyfunnel.web.shown.beside import break_even


def drawn(grain: Grain, *values: float | None) -> list[tuple[str, float]]:
    """Of the first periods of 2024, which begins on a Monday."""
    periods = Calendar().periods(dt.date(2024, 1, 1), dt.date(2025, 1, 1), grain)[: len(values)]
    with override("en"):
        return [(step.period.start.isoformat(), step.value) for step in break_even(periods, values, grain)]


def test_costs_booked_by_month_are_no_weeks_costs() -> None:
    """Salaries of 900 paid in the first week of each month."""
    assert drawn(Grain.WEEK, 900, 0, 0, 0, 900, 0) == []


def test_costs_booked_by_week_are() -> None:
    """Known from the second week on, and not yet in the fifth."""
    assert drawn(Grain.WEEK, None, 200, 210, 190, 0) == [
        ("2024-01-08", 200),
        ("2024-01-15", 210),
        ("2024-01-22", 190),
    ]


def test_a_month_without_costs_has_no_line() -> None:
    assert drawn(Grain.MONTH, 900, 0, 950) == [("2024-01-01", 900), ("2024-03-01", 950)]
