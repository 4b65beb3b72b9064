"""A KPI's value for one period and one group, with everything needed to trust it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from keyfunnel.model.calendar import Period
from keyfunnel.texts import Message


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


@dataclass(frozen=True)
class Guardrail:
    """A warning that fires beside a value: how this number may mislead."""

    severity: Severity
    message: Message

    @property
    def code(self) -> str:
        return self.message.code


@dataclass(frozen=True)
class Measurement:
    """``value`` is None where unavailable, and ``reason`` then says why. ``low``/``high`` is a 95 % interval.

    For rates, ``n`` is the rows of the denominator; for sums, rows summed; for medians, rows ranked, with
    ``numerator`` their sum and ``denominator`` n, so that the mean is there. ``dimensions`` gives names
    (None where the row has none), ``ids`` the keys beside them.
    """

    kpi: str
    period: Period
    value: float | None
    unit: str
    n: int = 0
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    dimensions: Mapping[str, str | None] = field(default_factory=dict)
    ids: Mapping[str, str | None] = field(default_factory=dict)
    guardrails: tuple[Guardrail, ...] = ()
    edition: int = 0
    reason: Message | None = None
