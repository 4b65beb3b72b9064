"""Goals that were held against the catalogue and the data and are ready to be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from keyfunnel.okr.models import BaselineHow, ScopeKind
from keyfunnel.planning.document import CycleSpec, ObjectiveSpec


@dataclass(frozen=True)
class ScopeDefinition:
    """See :class:`~keyfunnel.okr.models.Scope`."""

    kind: ScopeKind
    ref: str = ""
    name: str = ""
    by_id: bool = False


@dataclass(frozen=True)
class Baseline:
    """Where it starts, and the sums behind it where it was measured."""

    value: float | None
    how: BaselineHow
    numerator: float | None = None
    denominator: float | None = None
    n: int | None = None
    edition: int | None = None

    def fields(self) -> dict[str, Any]:
        return {
            "baseline": self.value,
            "baseline_how": str(self.how),
            "baseline_numerator": self.numerator,
            "baseline_denominator": self.denominator,
            "baseline_n": self.n,
            "baseline_edition": self.edition,
        }


@dataclass(frozen=True)
class KeyResultDefinition:
    """``fields`` are the model's. ``scopes`` are its own, empty where it takes the objective's."""

    key: str
    fields: Mapping[str, Any]
    scopes: tuple[ScopeDefinition, ...]


@dataclass(frozen=True)
class ObjectiveDefinition:
    spec: ObjectiveSpec
    scopes: tuple[ScopeDefinition, ...]
    key_results: tuple[KeyResultDefinition, ...]


@dataclass(frozen=True)
class CycleDefinition:
    cycle: CycleSpec
    objectives: tuple[ObjectiveDefinition, ...]
