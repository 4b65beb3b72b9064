"""Setting beside each value the guardrails that fire on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.guardrails.catalogue import GUARDRAILS
from keyfunnel.kpis.guardrails.rule import Ask, Situation
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Guardrail, Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.staged import staged


def attach(facts: Facts, kpi: KPI, query: Query, measurements: Sequence[Measurement], ask: Ask) -> list[Measurement]:
    """``measurements`` of ``kpi`` for ``query``, in their order, each with its guardrails.

    ``ask(query, key)`` must measure without guardrails; a guardrail asks a fixed number of questions however many
    values there are.
    """
    if all(one.value is None for one in measurements):
        return list(measurements)
    situation = Situation(facts, kpi, staged(facts, kpi, query.stage), query, measurements, ask)
    fired: dict[int, list[Guardrail]] = defaultdict(list)
    for rule in GUARDRAILS:
        if rule.code in kpi.guardrails:
            for place, guardrail in rule.check(situation).items():
                fired[place].append(guardrail)
    return [
        replace(one, guardrails=(*one.guardrails, *fired[place])) if place in fired else one
        for place, one in enumerate(measurements)
    ]
