"""A change taken apart, as every face shows it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from keyfunnel.kpis.measurement import Guardrail
from keyfunnel.model.calendar import Period
from keyfunnel.stats.decomposition import Concentration
from keyfunnel.texts import Message


@dataclass(frozen=True)
class Effects:
    """What moved, in the KPI's unit; those that there are add up to the change. None where the KPI has no such effect.

    ``volume``: how many there were. ``value``: what one of them was worth. ``mix``: how large a part of the whole
    each group was. ``rate``: what each group's own rate was.
    """

    volume: float | None = None
    mix: float | None = None
    rate: float | None = None
    value: float | None = None

    def known(self) -> Mapping[str, float]:
        return {name: number for name, number in asdict(self).items() if number is not None}


@dataclass(frozen=True)
class Part:
    """One group, or ``groups`` of them summed. ``value`` is its own KPI's, ``weight`` its share of what the whole is
    counted in (a rate's denominator, the rows of a sum, the count); ``effect`` is what it adds to the change of all,
    None where parts don't add up."""

    name: str | None
    id: str | None
    value: float | None
    against_value: float | None
    n: int
    against_n: int
    weight: float | None
    against_weight: float | None
    effect: float | None
    effects: Effects = field(default_factory=Effects)
    groups: int = 1

    def as_json(self) -> dict[str, Any]:
        """Flat: ``value`` is the group's own, so the effect of that name is ``value_effect``."""
        plain = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("effects", "groups")}
        own = asdict(self.effects)
        return plain | {"volume": own["volume"], "mix": own["mix"], "rate": own["rate"], "value_effect": own["value"]}

    def summed_as_json(self) -> dict[str, Any]:
        """Of several groups, which have a number instead of a name."""
        flat = self.as_json()
        return {"groups": self.groups} | {name: flat[name] for name in flat if name not in ("name", "id")}


@dataclass(frozen=True)
class Split:
    """The change by one dimension: ``parts``, the largest effect first, and ``others`` summed, make ``total``.

    Where ``reason`` says why groups have no part in the change, they stand side by side, those with most rows first.
    """

    dimension: str
    parts: tuple[Part, ...]
    others: Part | None
    total: float | None = None
    effects: Effects = field(default_factory=Effects)
    concentration: Concentration | None = None
    reason: Message | None = None

    @property
    def groups(self) -> int:
        return len(self.parts) + (self.others.groups if self.others else 0)

    def as_json(self) -> dict[str, Any]:
        told = self.concentration
        return {
            "dimension": self.dimension,
            "groups": self.groups,
            "explains": told and told.surplus,
            "concentration": told and {"groups": told.groups, "carried": told.carried, "weight": told.weight},
            "effects": asdict(self.effects),
            "parts": [part.as_json() for part in self.parts],
            "others": self.others and self.others.summed_as_json(),
            "total": self.total,
            "reason": self.reason and str(self.reason),
        }


@dataclass(frozen=True)
class Usual:
    """Between ``low`` and ``high`` a change is nothing unusual, by ``periods`` earlier ones."""

    low: float
    high: float
    periods: int
    within: bool


@dataclass(frozen=True)
class Side:
    """A fraction's upper or lower part in both periods, and what its own change does to the value; None for shares,
    whose upper part doesn't change without the lower one."""

    value: float
    against_value: float
    effect: float | None


@dataclass(frozen=True)
class Factor:
    """One of the numbers that a formula is made from: a KPI (``part`` is ``numerator`` or ``denominator`` where only
    that is read, ``mean`` where both are, ``target`` where its target is), what it was, and what it added to the
    change."""

    kpi: str
    title: str
    part: str
    unit: str
    value: float
    against_value: float
    effect: float


@dataclass(frozen=True)
class Why:
    """``change`` = ``value`` - ``against_value``, None with a ``reason`` where one of them isn't there; a ``reason``
    beside a change says why it has no parts.

    ``effects`` are of the whole: by the first of the ``splits`` where mix needs groups. ``numerator`` and
    ``denominator`` are there for fractions, ``factors`` for formulas of other KPIs. ``usual_reason`` says why what is
    ``usual`` is not known.
    """

    kpi: str
    unit: str
    period: Period
    against: Period
    value: float | None
    against_value: float | None
    n: int
    against_n: int
    change: float | None = None
    effects: Effects = field(default_factory=Effects)
    numerator: Side | None = None
    denominator: Side | None = None
    factors: tuple[Factor, ...] = ()
    splits: tuple[Split, ...] = ()
    usual: Usual | None = None
    usual_reason: Message | None = None
    guardrails: tuple[Guardrail, ...] = ()
    edition: int = 0
    reason: Message | None = None

    @property
    def effects_by(self) -> str | None:
        """The dimension that ``effects`` are told by."""
        return self.splits[0].dimension if self.splits and self.splits[0].total is not None else None

    def as_json(self) -> dict[str, Any]:
        return {
            "kpi": self.kpi,
            "period": self.period.label,
            "against": self.against.label,
            "value": self.value,
            "against_value": self.against_value,
            "change": self.change,
            "unit": self.unit,
            "n": self.n,
            "against_n": self.against_n,
            "numerator": self.numerator and asdict(self.numerator),
            "denominator": self.denominator and asdict(self.denominator),
            "factors": [asdict(one) for one in self.factors],
            "effects": asdict(self.effects),
            "effects_by": self.effects_by,
            "dimensions": [split.as_json() for split in self.splits],
            "usual": self.usual and asdict(self.usual),
            "usual_reason": self.usual_reason and str(self.usual_reason),
            "guardrails": [
                {"code": rail.code, "severity": rail.severity, "message": str(rail.message)} for rail in self.guardrails
            ],
            "edition": self.edition,
            "reason": self.reason and str(self.reason),
        }
