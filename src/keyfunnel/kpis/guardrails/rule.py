"""What a guardrail is, and what it may look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from keyfunnel.kpis.kpi import KPI

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.measurement import Guardrail, Measurement
from keyfunnel.kpis.query import Query


class Ask(Protocol):
    """Measures without guardrails: the KPI in hand, or the one named ``key``, over the same facts."""

    def __call__(self, query: Query, key: str | None = None, /) -> list[Measurement]: ...


@dataclass(frozen=True)
class Situation:
    """A KPI's answer to ``query``, before guardrails. ``ask`` once per kind of question, never once per value."""

    facts: Facts
    kpi: KPI
    query: Query
    measurements: Sequence[Measurement]
    ask: Ask


Findings = Mapping[int, Guardrail]
"""What fired, by the place of the measurement in the situation."""


@dataclass(frozen=True)
class Rule:
    """``fires_when`` is the sentence of the reference; ``check`` looks at all measurements at once."""

    code: str
    fires_when: str
    check: Callable[[Situation], Findings]
