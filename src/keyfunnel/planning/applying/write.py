"""Make a cycle equal to its definition: update by key, archive what is gone, record what changed."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User

from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models import Cycle, KeyResult, Objective, Scope
from keyfunnel.okr.models.audit import record
from keyfunnel.planning.applying.changes import Changes
from keyfunnel.planning.applying.definition import (
    CycleDefinition,
    KeyResultDefinition,
    ObjectiveDefinition,
    ScopeDefinition,
)
from keyfunnel.texts import N_


class Write:
    """Runs inside a transaction. What differs from the definition is changed, and noted in ``changes``."""

    def __init__(self, by: User | None) -> None:
        self.by = by
        self.changes = Changes()

    def cycle(self, definition: CycleDefinition) -> Cycle:
        spec = definition.cycle
        cycle = Cycle.objects.filter(name=spec.name).first()
        if cycle is None:
            cycle = Cycle.begin(self.by, name=spec.name, start=spec.start, end=spec.end)
            self.changes.created.append(f"cycle {cycle}")
        elif cycle.closed:
            text = N_("The cycle {cycle} is closed and stays as it is; give the new goals a cycle of their own")
            raise BadInput(text, cycle=str(cycle))
        elif cycle.change(self.by, start=spec.start, end=spec.end):
            self.changes.changed.append(f"cycle {cycle}")
        for position, objective in enumerate(definition.objectives):
            self._objective(cycle, objective, position)
        gone = cycle.objectives.standing().exclude(key__in=[one.spec.key for one in definition.objectives])
        for stale in gone:
            stale.archive(self.by)
            self.changes.archived.append(f"objective {stale.key}")
        return cycle

    def _objective(self, cycle: Cycle, definition: ObjectiveDefinition, position: int) -> None:
        spec = definition.spec
        fields: dict[str, Any] = {
            "title": spec.title,
            "why": spec.why,
            "owner": spec.owner,
            "ambition": str(spec.ambition),
            "position": position,
            "archived_at": None,
        }
        objective = Objective.objects.filter(cycle=cycle, key=spec.key).first()
        if objective is None:
            objective = Objective.begin(self.by, cycle=cycle, key=spec.key, **fields)
            self.changes.created.append(f"objective {spec.key}")
            self._scopes(objective, definition.scopes)
        else:
            changed = objective.change(self.by, **fields)
            if self._scopes(objective, definition.scopes) or changed:
                self.changes.changed.append(f"objective {spec.key}")
        for key_result in definition.key_results:
            self._key_result(objective, key_result)
        gone = objective.key_results.standing().exclude(key__in=[one.key for one in definition.key_results])
        for stale in gone:
            stale.archive(self.by)
            self.changes.archived.append(f"key result {spec.key}/{stale.key}")

    def _key_result(self, objective: Objective, definition: KeyResultDefinition) -> None:
        fields = {**definition.fields, "archived_at": None}
        name = f"key result {objective.key}/{definition.key}"
        key_result = KeyResult.objects.filter(objective=objective, key=definition.key).first()
        if key_result is None:
            key_result = KeyResult.begin(self.by, objective=objective, key=definition.key, **fields)
            self.changes.created.append(name)
            self._scopes(key_result, definition.scopes)
            return
        changed = key_result.change(self.by, **fields)
        if self._scopes(key_result, definition.scopes) or changed:
            self.changes.changed.append(name)

    def _scopes(self, owner: Objective | KeyResult, wanted: Sequence[ScopeDefinition]) -> bool:
        """Returns whether they differed."""
        stored = list(owner.scopes.all())
        before = [(scope.kind, scope.ref, scope.name, scope.by_id) for scope in stored]
        after = [(str(scope.kind), scope.ref, scope.name, scope.by_id) for scope in wanted]
        if before == after:
            return False
        owner.scopes.all().delete()
        whose = {"objective": owner} if isinstance(owner, Objective) else {"key_result": owner}
        Scope.objects.bulk_create(
            Scope(**whose, kind=kind, ref=ref, name=name, by_id=by_id) for kind, ref, name, by_id in after
        )
        if before or isinstance(owner, KeyResult):
            record(
                self.by,
                "changed",
                owner.subject,
                before={"scopes": [list(scope) for scope in before]},
                after={"scopes": [list(scope) for scope in after]},
            )
        return True
