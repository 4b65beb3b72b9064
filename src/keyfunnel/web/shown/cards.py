"""Objectives and key results as pages show them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.model.calendar import Grain
from keyfunnel.okr.models import BY_PERIOD, Cycle, KeyResult, Objective, Status
from keyfunnel.planning.progress.by_period import rhythm
from keyfunnel.planning.progress.outcome import Outcome
from keyfunnel.texts import Message
from keyfunnel.web.lineage import Place


@dataclass(frozen=True)
class Bar:
    """A progress bar: shares of 1 (None where unknown), and where they lie on a bar 100 wide."""

    progress: float | None
    progress_shown: float | None
    pace: float | None
    status: Status | None

    @property
    def off(self) -> bool:
        """Whether it lies beyond either end of the bar."""
        return self.progress != self.progress_shown

    @property
    def width(self) -> float:
        return round(100 * (self.progress_shown or 0.0), 2)

    @property
    def pace_place(self) -> float:
        return round(min(99.0, 100 * (self.pace or 0.0)), 2)


@dataclass(frozen=True)
class KeyResultCard:
    """``stage`` is where it stands on the funnel; ``""`` where nowhere. ``held`` is whose it is, as addresses name
    scopes, and ``place`` where that is from the scope looked from; ``within`` is that scope's own value, where the key
    result is of one above."""

    goal: KeyResult
    number: int
    title: str
    owner: str
    scopes: str
    filters: str
    kpi: KPI
    stage: str
    kind: str
    target: float | None
    target_low: float | None
    target_high: float | None
    baseline: float | None
    weight: float
    outcome: Outcome
    bar: Bar
    objective_number: int
    objective_title: str
    cycle: Cycle
    held: frozenset[str]
    place: Place = Place.OWN
    within: Measurement | None = None

    @property
    def whose(self) -> str:
        return _whose(self.scopes, self.owner)

    @property
    def every(self) -> str:
        """How often one that is judged by period is judged."""
        return str(rhythm(Grain(self.goal.every) if self.goal.every else None, self.cycle.period))

    @property
    def by_period(self) -> bool:
        return self.kind in BY_PERIOD

    @property
    def unit(self) -> str:
        return self.kpi.unit

    @property
    def flow(self) -> bool:
        return self.kpi.accumulates == "flow"

    @property
    def moves_on(self) -> bool:
        """Whether it is projected to move from where it stands, as levels are by how past periods went on."""
        end = self.outcome.projected_end
        return not self.flow and end is not None and end != self.outcome.current

    @property
    def status(self) -> Status | None:
        return self.outcome.status

    @property
    def reason(self) -> Message | None:
        return self.outcome.reason

    @property
    def targets(self) -> tuple[float, ...]:
        return tuple(value for value in (self.target, self.target_low, self.target_high) if value is not None)

    @property
    def values(self) -> tuple[float, ...]:
        """All that stand on its line, which are written alike."""
        within = self.within.value if self.within else None
        values = (*self.targets, self.baseline, self.outcome.current, self.outcome.projected_end, within)
        return tuple(value for value in values if value is not None)

    @property
    def risky_side(self) -> str:
        """On which side of its band it is at risk: ``below``, ``above``, ``""`` where nothing tells the band."""
        banded = [p for p in self.outcome.series if p.expected is not None and p.lagging is not None]
        widest = max(banded, key=lambda p: abs((p.expected or 0.0) - (p.lagging or 0.0)), default=None)
        if widest is None or widest.expected == widest.lagging:
            return ""
        return "below" if (widest.lagging or 0.0) < (widest.expected or 0.0) else "above"

    @property
    def undated(self) -> float | None:
        """The current value where the newest of ``series`` is another, as while its period has only begun."""
        known = [point.value for point in self.outcome.series if point.value is not None]
        return self.outcome.current if known and known[-1] != self.outcome.current else None

    @property
    def running(self) -> bool:
        """Whether its current value is of a period, of those that it is judged by, that isn't over."""
        if not self.by_period or self.outcome.current is None:
            return False
        return self.undated is not None or not any(point.value is not None for point in self.outcome.series)

    @property
    def series(self) -> list[dict[str, Any]]:
        return [point.as_json() for point in self.outcome.series]


@dataclass(frozen=True)
class ObjectiveCard:
    goal: Objective
    number: int
    title: str
    why: str
    owner: str
    scopes: str
    ambition: str
    status: Status | None
    bar: Bar
    key_results: tuple[KeyResultCard, ...]
    own_number: KeyResultCard | None
    cycle: Cycle
    held: frozenset[str]

    @property
    def whose(self) -> str:
        return _whose(self.scopes, self.owner)


@dataclass(frozen=True)
class CycleShown:
    cycle: Cycle
    today: dt.date
    edition: int
    objectives: tuple[ObjectiveCard, ...]

    @property
    def key_results(self) -> tuple[KeyResultCard, ...]:
        return tuple(kr for objective in self.objectives for kr in objective.key_results)


def _whose(scopes: str, owner: str) -> str:
    """Scope and owner; a rep who owns what is their own is named once."""
    of_owner = _("{kind}: {name}").format(kind="", name=owner)
    return scopes if scopes.endswith(of_owner) else f"{scopes} · {owner}"
