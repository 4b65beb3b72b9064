"""Goals for pages: read from what was measured with the edition, never measured here."""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from keyfunnel.kpis import library
from keyfunnel.kpis.kpi import KPI
from keyfunnel.lake.home import Home
from keyfunnel.okr.models import BY_PERIOD, Cycle, KeyResult, Kind, Objective, Scope, ScopeKind
from keyfunnel.planning.progress.aim import Aim
from keyfunnel.planning.progress.outcome import Outcome, Point
from keyfunnel.planning.results import KeyResultStatus, ObjectiveStatus
from keyfunnel.planning.status import stored
from keyfunnel.texts import joined
from keyfunnel.web.current import Current
from keyfunnel.web.language import language
from keyfunnel.web.lineage import COMPANY
from keyfunnel.web.shown.cards import Bar, CycleShown, KeyResultCard, ObjectiveCard
from keyfunnel.web.templatetags.names import dimension_name


def cycle_shown(cycle: Cycle) -> CycleShown:
    status = stored(cycle)
    return CycleShown(cycle, status.today, status.edition, tuple(_objective(one) for one in status.objectives))


def objective_shown(number: int) -> ObjectiveCard:
    """Raises Http404 where there is no such objective (any more)."""
    cycle = Cycle.objects.filter(objectives=number).first()
    found = cycle and next((one for one in cycle_shown(cycle).objectives if one.number == number), None)
    if not found:
        raise Http404(_("There is no such objective."))
    return found


def key_result_shown(number: int) -> KeyResultCard:
    """Raises Http404 where there is no such key result (any more)."""
    parent = Objective.objects.filter(key_results=number).first()
    card = objective_shown(parent.pk) if parent else None
    every = (*card.key_results, *filter(None, [card.own_number])) if card else ()
    found = next((one for one in every if one.number == number), None)
    if not found:
        raise Http404(_("There is no such key result."))
    return found


def _objective(one: ObjectiveStatus) -> ObjectiveCard:
    objective = one.objective
    return ObjectiveCard(
        goal=objective,
        number=objective.pk,
        title=objective.title,
        why=objective.why,
        owner=objective.owner,
        scopes=_scopes(objective),
        ambition=objective.get_ambition_display(),
        status=one.status,
        bar=Bar(one.progress, one.progress_shown, None, one.status),
        key_results=tuple(_key_result(status, objective) for status in one.key_results),
        own_number=_key_result(one.number, objective) if one.number else None,
        cycle=objective.cycle,
        held=_held(objective.scopes.all()),
    )


def _key_result(one: KeyResultStatus, objective: Objective) -> KeyResultCard:
    goal = one.key_result
    kpi = library.get(goal.kpi, Current(Home.find(settings.HOME)).workspace)
    return KeyResultCard(
        goal=goal,
        number=goal.pk,
        title=goal.title,
        owner=goal.responsible,
        scopes=_scopes(goal if goal.scopes.all() else objective),
        filters=joined((_of(dimension_name(d), " / ".join(v)) for d, v in goal.filters.items()), language()),
        kpi=kpi,
        stage=goal.stage or kpi.stage or "",
        kind=goal.kind,
        target=goal.target,
        target_low=goal.target_low,
        target_high=goal.target_high,
        baseline=None if goal.kind in BY_PERIOD else goal.baseline,
        weight=goal.weight,
        outcome=one.outcome,
        bar=Bar(one.outcome.progress, one.progress_shown, _pace(goal, kpi, one.outcome), one.outcome.status),
        objective_number=objective.pk,
        objective_title=objective.title,
        cycle=objective.cycle,
        held=_held(goal.effective_scopes),
    )


def _held(scopes: Iterable[Scope]) -> frozenset[str]:
    named = {f"{scope.kind}:{scope.ref}" if scope.ref else COMPANY for scope in scopes}
    return frozenset(named or {COMPANY})


def _scopes(of: Objective | KeyResult) -> str:
    return joined((_scope(scope) for scope in of.scopes.all()), language()) or _("Whole company")


def _scope(scope: Scope) -> str:
    return _of(str(ScopeKind(scope.kind).label), scope.name) if scope.name else _("Whole company")


def _of(kind: str, name: str) -> str:
    """Between the two stands what the language writes there."""
    return _("{kind}: {name}").format(kind=kind, name=name)


def _pace(goal: KeyResult, kpi: KPI, outcome: Outcome) -> float | None:
    """The progress at which it would be where it had to be by now; None once the cycle is over."""
    reached = [point for point in outcome.series if point.value is not None]
    over = not reached or reached[-1] is outcome.series[-1]
    if over or goal.target is None or goal.kind not in (Kind.INCREASE, Kind.DECREASE):
        return None
    return _due(reached[-1], Aim(Kind(goal.kind), kpi.accumulates == "flow", goal.target, goal.baseline))


def _due(point: Point, aim: Aim) -> float | None:
    if point.expected is None or aim.allowance:
        return None
    return max(0.0, min(1.0, aim.progress(point.expected)))
