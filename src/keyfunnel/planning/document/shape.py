"""What a goals file says, before it is held against the catalogue and the data."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from keyfunnel.model.calendar import Grain, Period, span
from keyfunnel.okr.models.choices import Ambition, Kind, ScopeKind
from keyfunnel.planning.document.amount import Amount
from keyfunnel.planning.document.place import Place


@dataclass(frozen=True)
class ScopeSpec:
    """``name`` is a name or an id, empty for the company."""

    kind: ScopeKind
    name: str = ""
    at: Place | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class ParentSpec:
    """``cycle`` is None for the file's own."""

    objective: str
    key_result: str | None
    cycle: str | None
    at: Place = field(compare=False, repr=False)


@dataclass(frozen=True)
class KeyResultSpec:
    """``baseline`` is None for ``auto``; ``at`` and ``places`` say where it and its fields stand."""

    key: str
    title: str
    kpi: str
    kind: Kind
    at: Place = field(compare=False, repr=False)
    places: Mapping[str, Place] = field(compare=False, repr=False)
    stage: str | None = None
    baseline: Amount | None = None
    target: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    every: Grain | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scopes: tuple[ScopeSpec, ...] = ()
    owner: str = ""
    weight: float = 1.0
    drivers: tuple[str, ...] = ()
    own_number: bool = False

    def place(self, name: str) -> Place:
        """Where the field stands, else the key result itself."""
        return self.places.get(name, self.at)


@dataclass(frozen=True)
class ObjectiveSpec:
    key: str
    title: str
    scopes: tuple[ScopeSpec, ...]
    key_results: tuple[KeyResultSpec, ...]
    at: Place = field(compare=False, repr=False)
    why: str = ""
    owner: str = ""
    ambition: Ambition = Ambition.COMMITTED
    parent: ParentSpec | None = None
    number: KeyResultSpec | None = None

    @property
    def measured(self) -> tuple[KeyResultSpec, ...]:
        """Its key results, and its own number where it has one."""
        return self.key_results if self.number is None else (*self.key_results, self.number)


@dataclass(frozen=True)
class CycleSpec:
    """``[start, end)``."""

    name: str
    start: dt.date
    end: dt.date

    @property
    def period(self) -> Period:
        return span(self.start, self.end)


@dataclass(frozen=True)
class Document:
    cycle: CycleSpec
    objectives: tuple[ObjectiveSpec, ...]
