"""A big-picture or gameable number, shown with the one that keeps it honest."""

from dataclasses import replace

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Measurement, Severity
from keyfunnel.kpis.stage_entries import stages_with_data
from keyfunnel.kpis.units import in_words
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.texts import N_, Message, listed

CODE = "pair_with"
BESIDE = N_("Read it beside {companions}.")
COSTLY = N_("A customer costs more than it brings: read it beside {companions}.")
NAMED = N_("{title} ({value})")
OF_STAGE = N_("{title}: {stage}")
UNKNOWN = N_("{title} (no value here)")

Companion = tuple[str, str | None]
"""A KPI's key, and the funnel stage that it is asked of, if any."""


def check(situation: Situation) -> Findings:
    if not situation.kpi.pair_with or not any(one.value is not None for one in situation.measurements):
        return {}
    asked = [one for key in _companions(situation) for one in _of_stages(situation, key)]
    companions = [(one, _by_place(situation, one)) for one in asked]
    if not companions:
        return {}
    fired = {}
    for place, one in enumerate(situation.measurements):
        if one.value is not None:
            named = [_named(situation, other, found.get(_place(one))) for other, found in companions]
            costly = any(_brings_less(situation, one, key, found.get(_place(one))) for (key, _), found in companions)
            severity, sentence = (Severity.WARNING, COSTLY) if costly else (Severity.INFO, BESIDE)
            fired[place] = Guardrail(severity, Message(CODE, sentence, {"companions": listed(named)}))
    return fired


def _brings_less(situation: Situation, one: Measurement, key: str, companion: Measurement | None) -> bool:
    """Whether a customer costs more than it brings over its lifetime."""
    pair = situation.kpi.key, key
    if pair != ("customer_acquisition_cost", "customer_lifetime_value") or companion is None:
        return False
    return companion.value is not None and one.value is not None and companion.value < one.value


def _companions(situation: Situation) -> tuple[str, ...]:
    """Those that can be computed here at all; all of them where none can, to tell what is lacking."""
    known = (key for key in situation.kpi.pair_with if unavailable(situation.facts, key) is None)
    return tuple(known) or situation.kpi.pair_with


def _of_stages(situation: Situation, key: str) -> list[Companion]:
    """The companion as it is asked: the conversion of each stage still to come, where no stage is being looked at."""
    if not catalogue.get(key).takes_stage:
        return [(key, None)]
    if situation.query.stage is not None or situation.kpi.stage is None:
        return [(key, situation.query.stage)]
    names = [stage.name for stage in situation.facts.workspace.stages]
    reached = names.index(situation.kpi.stage) if situation.kpi.stage in names else -1
    ahead = [stage.name for stage in stages_with_data(situation.facts) if names.index(stage.name) > reached]
    return [(key, stage) for stage in ahead]


def _by_place(situation: Situation, companion: Companion) -> dict[object, Measurement]:
    """What the companion says for the same periods and groups; nothing where it can't be split or bound alike."""
    key, stage = companion
    periods = [one.period for one in situation.measurements]
    query = replace(
        situation.query,
        start=min(period.start for period in periods),
        end=max(period.end for period in periods),
        stage=stage,
    )
    try:
        found = situation.ask(query, key)
    except KeyfunnelError:
        return {}
    return {_place(one): one for one in found}


def _place(one: Measurement) -> object:
    return one.period, frozenset(one.dimensions.items())


def _named(situation: Situation, other: Companion, companion: Measurement | None) -> Message:
    key, stage = other
    title = Message(key, catalogue.get(key).title)
    if stage is not None and situation.query.stage is None:
        title = Message(key, OF_STAGE, {"title": title, "stage": stage})
    if companion is None or companion.value is None:
        return Message(key, UNKNOWN, {"title": title})
    value = in_words(companion.value, companion.unit, situation.facts.workspace.currency)
    return Message(key, NAMED, {"title": title, "value": value})


PAIR_WITH = Rule(CODE, N_("The number is big-picture or can be gamed: its companion is shown beside it."), check)
