"""Judging what has to hold week by week or month by month: kinds keep and recurring."""

import datetime as dt
from collections.abc import Sequence

from keyfunnel.kpis.measurement import Measurement
from keyfunnel.model.calendar import Calendar, Grain, Period, whole_months
from keyfunnel.okr.models.choices import Kind
from keyfunnel.planning.progress import outcome, reasons, verdict
from keyfunnel.planning.progress.outcome import Goal, Outcome, Point
from keyfunnel.planning.progress.question import Source


def rhythm(every: Grain | None, cycle: Period) -> Grain:
    """As the goal says, else months; weeks in a cycle of a month or less."""
    return every or (Grain.MONTH if whole_months(cycle) > 1 or cycle.days > 45 else Grain.WEEK)


def periods(goal: Goal, calendar: Calendar) -> list[Period]:
    """The calendar periods that lie wholly in the cycle."""
    touching = calendar.periods(goal.period.start, goal.period.end, rhythm(goal.every, goal.period))
    return [p for p in touching if goal.period.start <= p.start and p.end <= goal.period.end]


def judge(goal: Goal, source: Source, calendar: Calendar, cut: dt.date) -> Outcome:
    """Its score is the mean over elapsed periods: in the band or not (keep), min(1, done ÷ due) (recurring).

    It is heading for the mean over all periods if those to come go like the newest (keep) or like the elapsed
    ones do on average (recurring).
    """
    every, due = rhythm(goal.every, goal.period), periods(goal, calendar)
    measured = {m.period.start: m for m in source.by(goal.question, every, goal.period.start, cut)}
    ended = [m for p in due if p.end <= cut and (m := measured.get(p.start)) is not None and m.value is not None]
    running = next((m for p in due if p.start < cut < p.end and (m := measured.get(p.start)) is not None), None)
    now = _now(goal, ended, running)
    if now is None:
        return outcome.without_data(reasons.nothing_recorded(Period(goal.period.start, cut, "")))
    series = tuple(Point(m.period.last_day, m.value, goal.target) for m in ended)
    if not ended:
        return outcome.of(now, status=None, reason=reasons.none_ended(every), periods_elapsed=0, series=series)
    met = sum(score(goal, m.value) for m in ended)
    progress = met / len(ended)
    if cut >= goal.period.end:
        status = verdict.at_end(progress)
    else:
        coming = progress if goal.kind == Kind.RECURRING else score(goal, now.value)
        status = verdict.on_course((met + coming * (len(due) - len(ended))) / len(due))
    return outcome.of(now, status=status, progress=progress, periods_met=met, periods_elapsed=len(ended), series=series)


def score(goal: Goal, value: float | None) -> float:
    """Of one period. The band's edges are in it."""
    if value is None:
        return 0.0
    if goal.kind == Kind.RECURRING:
        return min(1.0, value / goal.target) if goal.target else 1.0
    above = goal.low is None or value >= goal.low
    below = goal.high is None or value <= goal.high
    return float(above and below)


def _now(goal: Goal, ended: Sequence[Measurement], running: Measurement | None) -> Measurement | None:
    """A level stands as in the running period; of a flow only a whole period can be compared."""
    if running is not None and running.value is not None and (not goal.question.flow or not ended):
        return running
    return ended[-1] if ended else None
