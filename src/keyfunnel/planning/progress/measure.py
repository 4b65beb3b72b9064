"""One key result measured as of a day."""

import datetime as dt
from dataclasses import replace

from keyfunnel.model.calendar import Calendar, Grain, span
from keyfunnel.okr.models.choices import BY_PERIOD, Status
from keyfunnel.planning.progress import by_period, reasons, towards
from keyfunnel.planning.progress.chart import chart
from keyfunnel.planning.progress.course import course
from keyfunnel.planning.progress.outcome import Goal, Outcome, without_data
from keyfunnel.planning.progress.question import Source
from keyfunnel.planning.progress.verdict import STALE_DAYS


def measure(goal: Goal, source: Source, calendar: Calendar, today: dt.date, *, with_chart: bool = False) -> Outcome:
    """Data up to ``today`` (included) or to where they reach; judged as of then."""
    cut = min(today + dt.timedelta(days=1), source.observed_end, goal.period.end)
    if cut <= goal.period.start:
        return without_data(reasons.not_started(goal.period))
    if goal.question.by_month and cut < goal.period.end:
        cut = cut.replace(day=1)
        if cut <= goal.period.start:
            return Outcome(status=None, reason=reasons.none_ended(Grain.MONTH))
    if goal.kind in BY_PERIOD:
        return _unless_stale(by_period.judge(goal, source, calendar, cut), source, goal, today)
    measured = source.over(goal.question, goal.period.start, cut)
    if measured.value is None:
        return without_data(measured.reason or reasons.nothing_recorded(span(goal.period.start, cut)))
    learnt = towards.pace_of(goal, source) if with_chart or cut < goal.period.end else None
    outcome = towards.judge(goal, source, measured, cut, learnt)
    if with_chart:
        of_kpi = course(goal.question, source, goal.period.start, cut)
        outcome = replace(outcome, series=chart(goal, of_kpi, learnt, cut))
    return _unless_stale(outcome, source, goal, today)


def _unless_stale(outcome: Outcome, source: Source, goal: Goal, today: dt.date) -> Outcome:
    """A running key result without new data for over 14 days is neither on track nor off it."""
    newest = source.observed_end - dt.timedelta(days=1)
    days = (today - newest).days
    complete = source.observed_end >= goal.period.end
    if complete or days <= STALE_DAYS or outcome.status in (None, Status.DONE, Status.NO_DATA):
        return outcome
    return replace(outcome, status=Status.STALE, reason=reasons.stale(newest, days))
