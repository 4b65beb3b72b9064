"""Where a key result has to be by each day, and how earlier periods are laid against the running one."""

import datetime as dt

import pytest

from keyfunnel.model.calendar import Calendar, span
from keyfunnel.okr.models import Kind
from keyfunnel.planning.progress.measure import measure
from keyfunnel.planning.progress.outcome import Goal, Point
from keyfunnel.planning.progress.question import Question
from keyfunnel.planning.progress.shift import corresponding, earlier
from tests.planning.small_table import DAYS, REVENUE, deals, table

D = dt.date
Q4 = span(D(2017, 10, 1), D(2018, 1, 1))


def test_a_quarter_s_month_ends_lie_against_month_ends() -> None:
    q3, q2 = earlier(Q4, 2)
    assert (q3.start, q3.end, q2.start) == (D(2017, 7, 1), D(2017, 10, 1), D(2017, 4, 1))
    assert corresponding(D(2017, 11, 1), Q4, q3) == D(2017, 8, 1)
    assert corresponding(D(2017, 11, 1), Q4, q2) == D(2017, 5, 1)
    assert corresponding(D(2017, 12, 31), Q4, q2) == D(2017, 6, 30)
    assert corresponding(D(2018, 1, 1), Q4, q2) == D(2017, 7, 1)


def test_a_fortnight_lies_against_the_fortnights_before_it() -> None:
    fortnight = span(D(2017, 10, 9), D(2017, 10, 23))
    (before,) = earlier(fortnight, 1)
    assert (before.start, before.end) == (D(2017, 9, 25), D(2017, 10, 9))
    assert corresponding(D(2017, 10, 12), fortnight, before) == D(2017, 9, 28)


def test_a_month_after_a_shorter_one() -> None:
    march = span(D(2017, 3, 1), D(2017, 4, 1))
    (february,) = earlier(march, 1)
    assert corresponding(D(2017, 3, 31), march, february) == D(2017, 2, 28)
    assert corresponding(D(2017, 4, 1), march, february) == D(2017, 3, 1)


def test_the_chart_has_a_point_a_day_with_pace_to_the_end() -> None:
    """A quarter of it usually comes in its first month, nothing in the second, the rest on the 10th of the third."""
    source = table(
        "2017-10-31",
        deals("2017-04-10", won=1, amount=25),
        deals("2017-06-10", won=1, amount=75),
        deals("2017-07-10", won=1, amount=25),
        deals("2017-09-10", won=1, amount=75),
        deals("2017-10-05", won=1, amount=30),
    )
    goal = Goal(Question(REVENUE), Kind.INCREASE, Q4, target=200)
    series = measure(goal, source, Calendar(), D(2017, 10, 31), with_chart=True).series
    points = {point.date: point for point in series}
    assert len(series) == 92
    assert points[D(2017, 10, 4)] == Point(D(2017, 10, 4), 0, 0, 0)
    assert points[D(2017, 10, 10)] == Point(D(2017, 10, 10), 30, 50, 37.5)
    assert points[D(2017, 11, 1)] == Point(D(2017, 11, 1), None, 50, 37.5)
    assert points[D(2017, 12, 31)] == Point(D(2017, 12, 31), None, 200, 150)
    assert source.asked <= 4  # one for now, one for the past, one for the chart


def test_a_level_s_pace_ends_at_its_target() -> None:
    """Medians stood at 60 after a month and ended at 50: to end at 45 it has to stand at 55 by then."""
    source = table(
        "2017-10-31",
        deals("2017-04-02", won=1, days=60),
        deals("2017-06-02", won=2, days=50),
        deals("2017-07-02", won=1, days=60),
        deals("2017-09-02", won=2, days=50),
        deals("2017-10-02", won=1, days=58),
    )
    goal = Goal(Question(DAYS), Kind.DECREASE, Q4, baseline=57, target=45)
    stands = measure(goal, source, Calendar(), D(2017, 10, 31), with_chart=True)
    points = {point.date: point for point in stands.series}
    assert points[D(2017, 10, 31)].value == 58
    assert points[D(2017, 10, 31)].expected == pytest.approx(55)
    assert points[D(2017, 12, 31)].expected == pytest.approx(45)
    assert points[D(2017, 12, 31)].lagging == pytest.approx(48)  # three quarters of the way from 57
    assert stands.projected_end == pytest.approx(48)
