"""Setting beside each value the guardrails that fire on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from keyfunnel.kpis.compute.additive import NO_ROWS, NO_VALUES
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.guardrails.catalogue import GUARDRAILS
from keyfunnel.kpis.guardrails.mixed_currency import MIXED_CURRENCY
from keyfunnel.kpis.guardrails.rule import Ask, Situation
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Guardrail, Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.staged import staged


def attach(facts: Facts, kpi: KPI, query: Query, measurements: Sequence[Measurement], ask: Ask) -> list[Measurement]:
    """``measurements`` of ``kpi`` for ``query``, in their order, each with its guardrails.

    Where there is none because rows lacked an exchange rate, that is its reason.

    ``ask(query, key)`` must measure without guardrails; a guardrail asks a fixed number of questions however many
    values there are.
    """
    if all(one.value is None and not _has_nothing_to_count(one) for one in measurements):
        return list(measurements)
    situation = Situation(facts, kpi, staged(facts, kpi, query.stage), query, measurements, ask)
    fired: dict[int, list[Guardrail]] = defaultdict(list)
    for rule in GUARDRAILS:
        if rule.code in kpi.guardrails:
            for place, guardrail in rule.check(situation).items():
                fired[place].append(guardrail)
    return [
        _explained(replace(one, guardrails=(*one.guardrails, *fired[place]))) if place in fired else one
        for place, one in enumerate(measurements)
    ]


def _has_nothing_to_count(one: Measurement) -> bool:
    return one.value is None and one.reason is not None and one.reason.code in (NO_VALUES, NO_ROWS.code)


def _explained(one: Measurement) -> Measurement:
    unrated = (guardrail.message for guardrail in one.guardrails if guardrail.code == MIXED_CURRENCY.code)
    return replace(one, reason=next(unrated, one.reason)) if _has_nothing_to_count(one) else one
