"""What a guardrail is, and what it may look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from keyfunnel.kpis.cohorts import curve, name_of
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.maturity import Maturity
from keyfunnel.kpis.measurement import Guardrail, Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.shapes import Shape


class Ask(Protocol):
    """Measures without guardrails: the KPI in hand, or the one named ``key``, over the same facts."""

    def __call__(self, query: Query, key: str | None = None, /) -> list[Measurement]: ...


@dataclass(frozen=True)
class Situation:
    """A KPI's answer to ``query``, before guardrails. ``ask`` once per kind of question, never once per value.

    ``shape`` is the KPI's, held to the funnel stage that was asked about where it takes one.
    """

    facts: Facts
    kpi: KPI
    shape: Shape
    query: Query
    measurements: Sequence[Measurement]
    ask: Ask

    @cached_property
    def maturity(self) -> Maturity | None:
        """When the outcomes of the KPI's cohorts come in; None where it has none."""
        return curve(self.facts, name_of(self.kpi, self.query.stage), self.shape)


Findings = Mapping[int, Guardrail]
"""What fired, by the place of the measurement in the situation."""


@dataclass(frozen=True)
class Rule:
    """``fires_when`` is the sentence of the reference; ``check`` looks at all measurements at once."""

    code: str
    fires_when: str
    check: Callable[[Situation], Findings]
