"""Key results judged month by month: to be kept in a band, or due again and again."""

import datetime as dt

import pytest

from keyfunnel.kpis.kpi import KPI
from keyfunnel.model.calendar import Calendar, Grain, span
from keyfunnel.okr.models import Kind, Status
from keyfunnel.planning.progress.measure import measure
from keyfunnel.planning.progress.outcome import Goal, Outcome
from keyfunnel.planning.progress.question import Question
from tests.planning.small_table import LOST, REVENUE, WIN_RATE, SmallTable, deals, table

Q4 = span(dt.date(2017, 10, 1), dt.date(2018, 1, 1))


def on(day: str, goal: Goal, source: SmallTable) -> Outcome:
    return measure(goal, source, Calendar(), dt.date.fromisoformat(day))


def keep(kpi: KPI, low: float | None = None, high: float | None = None) -> Goal:
    return Goal(Question(kpi), Kind.KEEP, Q4, low=low, high=high)


def rates(until: str) -> SmallTable:
    """Won 60 %, 50 % and 70 % in October, November and December."""
    return table(
        until,
        deals("2017-10-10", won=6, lost=4),
        deals("2017-11-10", won=5, lost=5),
        deals("2017-12-10", won=7, lost=3),
    )


def test_the_edges_are_in_the_band() -> None:
    stands = on("2017-12-31", keep(WIN_RATE, 0.5, 0.7), rates("2017-12-31"))
    assert (stands.progress, stands.status) == (1, Status.DONE)


def test_the_score_is_the_share_of_periods_in_the_band() -> None:
    stands = on("2017-12-31", keep(WIN_RATE, low=0.6), rates("2017-12-31"))
    assert stands.progress == pytest.approx(2 / 3)
    assert (stands.periods_met, stands.periods_elapsed) == (2, 3)
    assert stands.status is Status.MISSED


def test_a_level_stands_as_in_the_running_month() -> None:
    stands = on("2017-12-15", keep(WIN_RATE, high=0.6), rates("2017-12-31"))
    assert stands.current == pytest.approx(0.7)
    assert stands.progress == 1  # October and November were within
    assert stands.status is Status.AT_RISK  # December is not: two of three


def test_before_a_month_has_ended_it_is_too_early_to_say() -> None:
    stands = on("2017-10-15", keep(WIN_RATE, low=0.5), rates("2017-10-15"))
    assert stands.current == pytest.approx(0.6)
    assert (stands.progress, stands.status) == (None, None)
    assert stands.reason is not None
    assert stands.reason.code == "none_ended"


def test_of_a_flow_only_whole_months_are_compared() -> None:
    """Two were lost by mid-November, which may still become too many."""
    source = table("2017-11-15", deals("2017-10-10", lost=4), deals("2017-11-10", lost=2))
    stands = on("2017-11-15", keep(LOST, high=4), source)
    assert (stands.current, stands.progress, stands.status) == (4, 1, Status.ON_TRACK)


def test_recurring_is_the_mean_of_done_over_due() -> None:
    """Due 100 a month: 150 counts as all of it, 50 as half."""
    source = table("2017-11-30", deals("2017-10-10", won=1, amount=150), deals("2017-11-10", won=1, amount=50))
    goal = Goal(Question(REVENUE), Kind.RECURRING, Q4, target=100, every=Grain.MONTH)
    stands = on("2017-11-30", goal, source)
    assert stands.progress == pytest.approx(0.75)
    assert (stands.periods_met, stands.periods_elapsed) == (1.5, 2)
    assert stands.status is Status.LAGGING


def test_weeks_that_only_touch_the_cycle_are_not_due() -> None:
    """October 2017 holds four whole weeks, Monday the 2nd to Sunday the 29th; the 1st and the 30th on don't count."""
    october = span(dt.date(2017, 10, 1), dt.date(2017, 11, 1))
    weeks = [deals(f"2017-10-{day:02d}", won=1, amount=5) for day in (1, 3, 10, 17, 24, 31)]
    goal = Goal(Question(REVENUE), Kind.RECURRING, october, target=5, every=Grain.WEEK)
    stands = on("2017-10-31", goal, table("2017-10-31", *weeks))
    assert (stands.periods_met, stands.periods_elapsed, stands.status) == (4, 4, Status.DONE)
