"""A change that comes every year.

The change on the period before is set against the changes of the same season in earlier years. It is the season's
where those all but agree (their mean differs from 0 by more than the usual scatter, pooled over all seasons) and this
one lies where one more of them would: within two standard errors of a prediction.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.model.calendar import Calendar, Grain, Period
from keyfunnel.texts import N_, Message

CODE = "seasonal"
FEWEST_YEARS = 2
REACH = 2.0
BY_SHARE = N_(
    "It moved by {change:percent} on the period before; in {years} earlier years it moved by {low:percent} to "
    "{high:percent} at this time: the season explains it."
)
BY_POINTS = N_(
    "It moved by {change} points on the period before; in {years} earlier years it moved by {low} to {high} points at "
    "this time: the season explains it."
)
SEASONS: Mapping[Grain, int] = {Grain.WEEK: 52, Grain.MONTH: 12, Grain.QUARTER: 4}


@dataclass(frozen=True)
class Change:
    """How a value moved on the period before: as a share of it, or in points for what is a share itself."""

    start: dt.date
    season: int
    by: float


def check(situation: Situation) -> Findings:
    totals = {
        place: one for place, one in enumerate(situation.measurements) if not one.dimensions and one.value is not None
    }
    grain = _grain(situation, [one.period for one in totals.values()])
    if not totals or grain is None or grain not in SEASONS:
        return {}
    changes = _changes(situation, grain, max(one.period.end for one in totals.values()))
    fired = {}
    for place, one in totals.items():
        now = changes.get(one.period.start)
        past = [change for change in changes.values() if now is not None and change.start < now.start]
        told = None if now is None else _explained(now, past)
        if told is not None:
            points = situation.kpi.unit == "ratio"
            numbers = {name: number * 100 if points and name != "years" else number for name, number in told.items()}
            fired[place] = Guardrail(Severity.INFO, Message(CODE, BY_POINTS if points else BY_SHARE, numbers))
    return fired


def _grain(situation: Situation, periods: list[Period]) -> Grain | None:
    """The grain asked for; for a range, the one whose period it is."""
    if situation.query.grain is not None or len(periods) != 1:
        return situation.query.grain
    calendar: Calendar = situation.facts.workspace.calendar
    (period,) = periods
    same = (calendar.period(period.start, grain) for grain in SEASONS)
    found = (
        grain for grain, one in zip(SEASONS, same, strict=True) if (one.start, one.end) == (period.start, period.end)
    )
    return next(found, None)


def _changes(situation: Situation, grain: Grain, end: dt.date) -> dict[dt.date, Change]:
    """By the start of each whole period. The first one that has data is seldom whole, the running one never."""
    history = situation.ask(replace(situation.query, grain=grain, by=(), start=None, end=end))
    known = [one for one in history if one.value is not None and one.period.end <= situation.facts.observed_end][1:]
    points = situation.kpi.unit == "ratio"
    found = {}
    for before, now in pairwise(known):
        then, value = before.value or 0.0, now.value or 0.0
        if before.period.end == now.period.start and (points or then > 0):
            by = value - then if points else value / then - 1
            found[now.period.start] = Change(now.period.start, _season(now.period, grain), by)
    return found


def _season(period: Period, grain: Grain) -> int:
    return min(period.start.isocalendar().week, 52) if grain is Grain.WEEK else period.start.month


def _explained(now: Change, past: list[Change]) -> dict[str, float] | None:
    """The numbers of the season's usual change where it explains this one; None where it doesn't."""
    seasons: dict[int, list[float]] = defaultdict(list)
    for change in past:
        seasons[change.season].append(change.by)
    same = seasons[now.season]
    if len(same) < FEWEST_YEARS:
        return None
    freedom = sum(len(several) - 1 for several in seasons.values())
    scatter = (sum(float(np.var(several)) * len(several) for several in seasons.values()) / freedom) ** 0.5
    usual, years = float(np.mean(same)), len(same)
    is_usual = abs(now.by - usual) <= REACH * scatter * (1 + 1 / years) ** 0.5
    swings = abs(usual) > REACH * scatter / years**0.5
    if not (is_usual and swings and usual * now.by > 0):
        return None
    return {"change": now.by, "low": min(same), "high": max(same), "years": years}


SEASONAL = Rule(
    CODE, N_("The change lies inside the usual swing of that season, with two years or more to tell."), check
)
