"""How a cycle's goals stand as of a day: measured now, or as they were stored."""

import datetime as dt
from collections.abc import Callable

from django.db.models import Prefetch

from keyfunnel.lake.edition import Edition
from keyfunnel.model.errors import NotThere, did_you_mean
from keyfunnel.okr.models import Cycle, KeyResult
from keyfunnel.planning.goals import goal_of
from keyfunnel.planning.progress.measure import measure
from keyfunnel.planning.progress.outcome import Outcome
from keyfunnel.planning.results import CycleStatus, KeyResultStatus, ObjectiveStatus
from keyfunnel.planning.snapshots import latest
from keyfunnel.planning.source import EditionSource
from keyfunnel.texts import N_


def status(edition: Edition, today: dt.date | None = None, cycle: str | None = None) -> CycleStatus:
    """Of the cycle called ``cycle``, else the one that holds the day, else the latest.

    ``today`` (included) is the edition's clock, clipped to the cycle, unless given; never the wall clock. A
    closed cycle stands as it was frozen. Raises :class:`NotThere` where there are no goals.
    """
    observed = edition.observed_until.date()
    chosen = find_cycle(cycle, today or observed)
    if chosen.closed:
        return stored(chosen)
    return measured(chosen, EditionSource(edition.facts()), today or clipped(observed, chosen))


def find_cycle(name: str | None, day: dt.date) -> Cycle:
    if name is not None:
        if (named := Cycle.objects.filter(name=name).first()) is not None:
            return named
        known = list(Cycle.objects.values_list("name", flat=True))
        raise NotThere(N_("There is no cycle {name!r}{hint}"), name=name, hint=did_you_mean(name, known))
    if (found := Cycle.objects.all().on(day)) is None:
        raise NotThere(N_("There are no goals yet: apply a file with `keyfunnel goals apply F.yaml`"))
    return found


def clipped(day: dt.date, cycle: Cycle) -> dt.date:
    return min(max(day, cycle.start), cycle.last_day)


def measured(cycle: Cycle, source: EditionSource, today: dt.date, *, with_charts: bool = False) -> CycleStatus:
    """Every standing key result, measured on ``source``."""
    calendar = source.facts.workspace.calendar

    def judge(key_result: KeyResult) -> Outcome:
        return measure(goal_of(key_result, source.facts), source, calendar, today, with_chart=with_charts)

    return _standing(cycle, today, source.facts.edition, judge)


def stored(cycle: Cycle) -> CycleStatus:
    """As last measured: from snapshots only, without touching facts. What was never measured has no data."""
    snapshots = latest(cycle)
    newest = max(snapshots.values(), key=lambda one: (one.edition, one.today), default=None)
    today, edition = (newest.today, newest.edition) if newest else (cycle.start, 0)
    return _standing(cycle, today, edition, snapshots.outcome)


def _standing(cycle: Cycle, today: dt.date, edition: int, judge: Callable[[KeyResult], Outcome]) -> CycleStatus:
    key_results = (
        KeyResult.objects.standing().select_related("objective__cycle").prefetch_related("scopes", "objective__scopes")
    )
    objectives = []
    for objective in cycle.objectives.standing().prefetch_related("scopes", Prefetch("key_results", key_results)):
        judged = [KeyResultStatus(one, judge(one)) for one in objective.key_results.all()]
        objectives.append(
            ObjectiveStatus(
                objective,
                tuple(one for one in judged if not one.key_result.own_number),
                next((one for one in judged if one.key_result.own_number), None),
            )
        )
    return CycleStatus(cycle, today, edition, tuple(objectives))
