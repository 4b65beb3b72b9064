"""What is measured, whatever the period: a KPI, held to some rows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from keyfunnel.kpis.histogram import Histogram
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.model.calendar import Grain


@dataclass(frozen=True)
class Question:
    """``stage`` only for a KPI that takes one."""

    kpi: KPI
    stage: str | None = None
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def flow(self) -> bool:
        return self.kpi.accumulates == "flow"

    @property
    def by_month(self) -> bool:
        """Counted by whole months only: the running one has no value yet."""
        return self.kpi.is_by_month


class Source(Protocol):
    """Where the answers come from: an edition, or a small table in a test."""

    @property
    def observed_end(self) -> dt.date:
        """The first day that the data don't reach."""

    def over(self, question: Question, start: dt.date, end: dt.date) -> Measurement:
        """The value over ``[start, end)``, as it was known at ``end``."""

    def by(self, question: Question, grain: Grain, start: dt.date, end: dt.date) -> list[Measurement]:
        """The values of the whole periods that touch ``[start, end)``, as they were known at ``end``."""

    def histogram(self, question: Question, start: dt.date, end: dt.date) -> Histogram:
        """Of a median: how often each value occurs on each day of ``[start, end)``."""
