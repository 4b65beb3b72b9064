"""Hang objectives under their parents, once all of them are there."""

from collections.abc import Sequence
from typing import TypeVar

from django.contrib.auth.models import User

from keyfunnel.model.errors import did_you_mean
from keyfunnel.okr.models import Cycle, KeyResult, Objective
from keyfunnel.planning.applying.changes import Changes
from keyfunnel.planning.document import ObjectiveSpec, ParentSpec
from keyfunnel.texts import N_

NO_OBJECTIVE = N_("there is no objective {key!r}{hint}")
NO_KEY_RESULT = N_("there is no key result {key!r}{hint}")
Goals = TypeVar("Goals", Objective, KeyResult)


def align(cycle: Cycle, specs: Sequence[ObjectiveSpec], by: User | None, changes: Changes) -> None:
    """Raises :class:`~keyfunnel.model.errors.BadInput` for an unknown parent, or one that hangs under its own child."""
    for spec in specs:
        objective = Objective.objects.get(cycle=cycle, key=spec.key)
        parent = _parent(cycle, spec.parent) if spec.parent else None
        as_objective = parent if isinstance(parent, Objective) else None
        as_key_result = parent if isinstance(parent, KeyResult) else None
        if objective.change(by, parent_objective=as_objective, parent_key_result=as_key_result):
            changes.changed.append(f"objective {spec.key}")
    for spec in specs:
        if spec.parent and _hangs_under_itself(Objective.objects.get(cycle=cycle, key=spec.key)):
            raise spec.parent.at.wrong(N_("{key} would hang under itself"), key=spec.key)


def _parent(cycle: Cycle, spec: ParentSpec) -> Objective | KeyResult:
    if spec.cycle is not None:
        cycles = list(Cycle.objects.values_list("name", flat=True))
        if spec.cycle not in cycles:
            hint = did_you_mean(spec.cycle, cycles)
            raise spec.at.wrong(N_("there is no cycle {name!r}{hint}"), name=spec.cycle, hint=hint)
        cycle = Cycle.objects.get(name=spec.cycle)
    objective = _named(list(cycle.objectives.standing()), spec.objective, NO_OBJECTIVE, spec)
    if spec.key_result is None:
        return objective
    return _named(list(objective.key_results.standing()), spec.key_result, NO_KEY_RESULT, spec)


def _named(known: list[Goals], key: str, none: str, spec: ParentSpec) -> Goals:
    for one in known:
        if one.key == key:
            return one
    raise spec.at.wrong(none, key=key, hint=did_you_mean(key, [one.key for one in known]))


def _hangs_under_itself(objective: Objective) -> bool:
    seen = {objective.pk}
    above = _above(objective)
    while above is not None:
        if above.pk in seen:
            return True
        seen.add(above.pk)
        above = _above(above)
    return False


def _above(objective: Objective) -> Objective | None:
    if objective.parent_key_result is not None:
        return objective.parent_key_result.objective
    return objective.parent_objective
