"""Goals as a YAML file that applies back to the same goals."""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from keyfunnel.model.errors import NotThere
from keyfunnel.okr.models import BY_PERIOD, BaselineHow, Cycle, KeyResult, Kind, Objective, Scope, ScopeKind


def export(cycle: str | None = None) -> str:
    """One document for each cycle that isn't closed, or only ``cycle``.

    Raises :class:`NotThere` where there is none.
    """
    cycles = Cycle.objects.unclosed() if cycle is None else Cycle.objects.filter(name=cycle)
    documents = [_cycle(one) for one in cycles]
    if not documents:
        raise NotThere(f"There is no cycle {cycle!r}" if cycle else "There are no goals to export yet")
    return yaml.safe_dump_all(documents, sort_keys=False, allow_unicode=True, width=110)


def _cycle(cycle: Cycle) -> dict[str, Any]:
    objectives = cycle.objectives.standing().prefetch_related("scopes", "key_results__scopes")
    return {
        "cycle": {"name": cycle.name, "start": cycle.start, "end": cycle.end},
        "objectives": [_objective(objective) for objective in objectives],
    }


def _objective(objective: Objective) -> dict[str, Any]:
    key_results = list(objective.key_results.standing())
    number = next((one for one in key_results if one.own_number), None)
    return _filled(
        {
            "key": objective.key,
            "title": objective.title,
            "scope": _scopes(objective.scopes.all()),
            "owner": objective.owner,
            "ambition": objective.ambition,
            "parent": _parent(objective),
            "why": objective.why,
            "number": _measure(number) if number else None,
            "key_results": [_key_result(one) for one in key_results if not one.own_number],
        }
    )


def _key_result(key_result: KeyResult) -> dict[str, Any]:
    return _filled(
        {
            "key": key_result.key,
            "title": key_result.title,
            **_measure(key_result),
            "owner": key_result.owner,
            "weight": None if key_result.weight == 1 else _number(key_result.weight),
            "drivers": key_result.drivers,
        }
    )


def _measure(key_result: KeyResult) -> dict[str, Any]:
    return _filled(
        {
            "kpi": key_result.kpi,
            "stage": key_result.stage,
            "kind": key_result.kind,
            "baseline": _baseline(key_result),
            "target": _target(key_result),
            "every": key_result.every,
            "where": {name: _one_or_many(values) for name, values in key_result.where.items()},
            "scope": _scopes(key_result.scopes.all()),
        }
    )


def _baseline(key_result: KeyResult) -> str | int | float | None:
    if key_result.kind in BY_PERIOD:
        return None
    return "auto" if key_result.baseline_how == BaselineHow.AUTO else _number(key_result.baseline)


def _target(key_result: KeyResult) -> Any:
    if key_result.kind != Kind.KEEP:
        return _number(key_result.target)
    band = {"at_least": _number(key_result.target_low), "at_most": _number(key_result.target_high)}
    return {side: value for side, value in band.items() if value is not None}


def _parent(objective: Objective) -> dict[str, str] | None:
    key_result = objective.parent_key_result
    above = key_result.objective if key_result else objective.parent_objective
    if above is None:
        return None
    parent = {"cycle": above.cycle.name} if above.cycle_id != objective.cycle_id else {}
    parent["objective"] = above.key
    return parent | ({"key_result": key_result.key} if key_result else {})


def _scopes(scopes: Iterable[Scope]) -> Any:
    written = [
        "company" if scope.kind == ScopeKind.COMPANY else {str(scope.kind): scope.ref if scope.by_id else scope.name}
        for scope in scopes
    ]
    return _one_or_many(written)


def _one_or_many(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is absent; 0 is a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value.is_integer() else value
