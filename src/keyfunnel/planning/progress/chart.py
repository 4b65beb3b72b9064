"""The chart of a key result: its value day by day, and where it had to be."""

import datetime as dt

from keyfunnel.model.calendar import add_months
from keyfunnel.planning.progress.aim import Aim
from keyfunnel.planning.progress.course import ByAsking, Course
from keyfunnel.planning.progress.outcome import Goal, Point
from keyfunnel.planning.progress.pace import Pace
from keyfunnel.planning.progress.shift import elapsed
from keyfunnel.planning.progress.towards import aim_of
from keyfunnel.planning.progress.verdict import LAGGING

LONGEST_BY_DAY = 100  # days: a quarter is drawn by day, a year by week


def chart(goal: Goal, of_kpi: Course, learnt: Pace | None, cut: dt.date) -> tuple[Point, ...]:
    """Points from the cycle's first day to its last; values up to ``cut`` (exclusive), pace to the end."""
    aim, start = aim_of(goal), goal.period.start
    return tuple(
        Point(
            date=end - dt.timedelta(days=1),
            value=of_kpi.value(start, end) if end <= cut else None,
            expected=_due(goal, aim, learnt, end, 1.0),
            lagging=_due(goal, aim, learnt, end, LAGGING),
        )
        for end in _ends(goal, isinstance(of_kpi, ByAsking), cut)
    )


def _ends(goal: Goal, asking: bool, cut: dt.date) -> list[dt.date]:
    """Where points lie: each asks a question of its own where nothing else helps, so those get fewer."""
    period = goal.period
    if not asking:
        step = 1 if period.days <= LONGEST_BY_DAY else 7
        ends = {period.start + dt.timedelta(days=days) for days in range(step, period.days, step)}
    elif period.days <= LONGEST_BY_DAY:
        ends = {period.start + dt.timedelta(days=days) for days in range(14, period.days, 14)}
    else:
        months = range(1, period.days // 28 + 1)
        ends = {end for month in months if (end := add_months(period.start, month)) < period.end}
    today = {cut} if period.start < cut else set()
    return sorted(ends | today | {period.end})


def _due(goal: Goal, aim: Aim, learnt: Pace | None, end: dt.date, progress: float) -> float | None:
    """Where it stands at ``end`` if it is to close with ``progress``."""
    final = aim.value_at(progress)
    if goal.question.flow:
        share = learnt.share(end) if learnt else None
        return final * (elapsed(end, goal.period) if share is None else share)
    rest = learnt.rest(end) if learnt else None
    return None if rest is None else final - rest
