"""What the funnel answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from keyfunnel.model.workspace import Phase
from keyfunnel.texts import Message


@dataclass(frozen=True)
class FunnelStage:
    """One stage of one group; everything None, with the ``reason``, where the stage has no data.

    ``reached`` subjects got here, of whom ``started`` have a path that begins here (a deal without a lead begins at
    the first deal stage) and ``through`` came all the way from the first stage. ``step_rate`` is the share of those at
    the stage before that came on, and ``cumulative_rate`` that of those at the first stage who are ``through``;
    ``step_low``/``step_high`` is Wilson's 95 % interval, None where the rate is not of a subset. ``median_days`` and
    ``p90_days`` are days in the stage until going on or being lost, those still in it censored; None where half (nine
    in ten) haven't left yet. ``immature``: under 95 % of those who usually get here could be seen yet. ``backward``
    counts moves out of this stage to an earlier one.
    """

    name: str
    phase: Phase
    reached: int | None = None
    started: int | None = None
    through: int | None = None
    step_rate: float | None = None
    step_low: float | None = None
    step_high: float | None = None
    cumulative_rate: float | None = None
    median_days: float | None = None
    p90_days: float | None = None
    immature: bool = False
    backward: int | None = None
    reason: Message | None = None

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "name": self.name,
            "phase": str(self.phase),
            "reached": self.reached,
            "started": self.started,
            "through": self.through,
            "step_rate": self.step_rate,
            "step_low": self.step_low,
            "step_high": self.step_high,
            "cumulative_rate": self.cumulative_rate,
            "median_days": _whole(self.median_days),
            "p90_days": _whole(self.p90_days),
            "immature": self.immature,
            "backward": self.backward,
            "reason": self.reason.render(language) if self.reason else None,
        }


@dataclass(frozen=True)
class LeakGroup:
    """One rep, source or quarter at a step: ``reached`` of ``n`` came on; ``shrunk`` is that rate less its luck."""

    name: str
    id: str
    n: int
    reached: int
    shrunk: float

    @property
    def rate(self) -> float:
        return self.reached / self.n


@dataclass(frozen=True)
class Leak:
    """What is lost before ``stage`` (coming from ``after``) against the best quartile of a ``dimension``.

    ``value`` is money or won deals (``unit``: ``money`` or ``count``): what it would bring if the ``groups`` below
    the ``best`` quartile reached it (see :mod:`keyfunnel.funnel.leak`), with ``low``/``high`` its 95 % interval.
    ``rate`` is that of the ``n`` subjects in these groups now, ``downstream`` the rate of all later steps, ``average``
    the value of a deal won (None for deals), ``p`` that of χ². ``left_out`` tells who else stood before the step and
    why they aren't among the ``n``; None where nobody did.
    """

    stage: str
    after: str
    dimension: str  # owner, source or period
    unit: str
    value: float
    low: float
    high: float
    n: int
    rate: float
    best: float
    downstream: float
    average: float | None
    p: float
    groups: tuple[LeakGroup, ...]
    message: Message
    left_out: Message | None = None

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "stage": self.stage,
            "after": self.after,
            "dimension": self.dimension,
            "unit": self.unit,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "n": self.n,
            "rate": self.rate,
            "best": self.best,
            "message": self.message.render(language),
            "left_out": self.left_out.render(language) if self.left_out else None,
        }


@dataclass(frozen=True)
class FunnelGroup:
    """A funnel of its own for each combination of the dimensions asked for.

    ``leak`` is the largest of the ``candidates``, which are sorted by value, largest first; None where nothing differs.
    """

    dimensions: Mapping[str, str | None]
    ids: Mapping[str, str | None]
    stages: tuple[FunnelStage, ...]
    candidates: tuple[Leak, ...] = field(default=())

    @property
    def leak(self) -> Leak | None:
        return self.candidates[0] if self.candidates else None

    def as_json(self, language: str = "en") -> dict[str, Any]:
        return {
            "dimensions": dict(self.dimensions),
            "ids": dict(self.ids),
            "stages": [stage.as_json(language) for stage in self.stages],
            "leak": self.leak.as_json(language) if self.leak else None,
        }


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value
