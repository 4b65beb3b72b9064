"""A rate far below its target: is it the leads, or how they are worked? Evidence for both, side by side.

People are held equal to compare sources, and sources to compare people (indirect standardisation: what came of a group
against what its mix of the others would have made expect). It names nobody, and says so where it can't tell.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
from scipy import special

from keyfunnel.kpis.compute.cells import Cells, bare, nothing
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.compute.targets import targets
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Measurement, Severity
from keyfunnel.kpis.scope import scope_of
from keyfunnel.kpis.shapes import bases_of
from keyfunnel.model.calendar import Period
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.texts import N_, Message

CODE = "far_from_target"
NEAR = 0.75
FEWEST = 30
SURE = 0.01
SENTENCE = N_("It is at {value:percent}, {share:percent} of its target of {target:percent}. {leads} {handling}")
LEADS_DIFFER = N_("Lead quality: in the same hands, sources lie between {low:percent} and {high:percent}.")
LEADS_ALIKE = N_(
    "Lead quality: in the same hands, sources differ no more than by chance ({low:percent} to {high:percent})."
)
LEADS_UNKNOWN = N_("Lead quality: too few leads of different sources in the same hands to tell.")
HANDLING_DIFFERS = N_(
    "Qualification: with leads of the same source, people lie between {low:percent} and {high:percent}."
)
HANDLING_ALIKE = N_(
    "Qualification: with leads of the same source, people differ no more than by chance ({low:percent} to "
    "{high:percent})."
)
HANDLING_UNKNOWN = N_("Qualification: too few people with leads of the same source to tell.")

Shares = Mapping[tuple[str, str], tuple[float, float]]
"""Numerator and denominator by what is compared, and what is held equal."""


def check(situation: Situation) -> Findings:
    aims = _targets(situation)
    far = {
        place: one
        for place, one in enumerate(situation.measurements)
        if one.value is not None and aims[place] > 0 and round(one.value / aims[place], 9) < NEAR
    }
    totals = {place: one for place, one in far.items() if not one.dimensions}
    if not totals or {"owner", "source"} & set(situation.query.where):
        return {}
    shares = _by_owner_and_source(situation)
    fired = {}
    for place, one in totals.items():
        value, of = float(one.value or 0), shares[one.period]
        swapped = {(source, owner): share for (owner, source), share in of.items()}
        told = {
            "value": value,
            "target": float(aims[place]),
            "share": value / float(aims[place]),
            "leads": _evidence(swapped, LEADS_DIFFER, LEADS_ALIKE, LEADS_UNKNOWN),
            "handling": _evidence(of, HANDLING_DIFFERS, HANDLING_ALIKE, HANDLING_UNKNOWN),
        }
        fired[place] = Guardrail(Severity.WARNING, Message(CODE, SENTENCE, told))
    return fired


def _targets(situation: Situation) -> FloatArray:
    """The target of each measurement; NaN where none was set."""
    facts, query, asked = situation.facts, situation.query, situation.measurements
    frame = Frame(tuple(one.period for one in asked), (None,) * len(asked), query.by, facts.observed_end)
    columns = {name: [one.dimensions[name] for one in asked] for name in query.by}
    columns |= {f"{name}_id": [one.ids[name] for one in asked] for name in query.by}
    blank = nothing(len(asked))
    keys = (
        pa.table({name: pa.array(words, pa.string()) for name, words in columns.items()})
        if columns
        else bare(len(asked))
    )
    cells = Cells(np.arange(len(asked)), keys, blank, blank, blank, blank, blank, blank)
    source = Source(facts, scope_of(facts, query.where, bases_of(situation.shape)))
    return targets(situation.kpi.key, cells, source, frame)


def _by_owner_and_source(situation: Situation) -> dict[Period, dict[tuple[str, str], tuple[float, float]]]:
    found: dict[Period, dict[tuple[str, str], tuple[float, float]]] = defaultdict(dict)
    for one in situation.ask(replace(situation.query, by=("owner", "source"))):
        owner, source = one.ids["owner"], one.ids["source"]
        if owner is not None and source is not None:
            found[one.period][owner, source] = _share(one)
    return found


def _share(one: Measurement) -> tuple[float, float]:
    return one.numerator or 0.0, one.denominator or 0.0


def _evidence(shares: Shares, differ: str, alike: str, unknown: str) -> Message:
    """Whether the first of each pair differ while the second is held equal."""
    rates, p = _standardised(shares)
    if len(rates) < 2:
        return Message(CODE, unknown)
    return Message(CODE, differ if p < SURE else alike, {"low": min(rates), "high": max(rates)})


def _standardised(shares: Shares) -> tuple[Sequence[float], float]:
    """Rates of the groups with rows enough, as they would be with the same mix, and p of χ² that they are alike.

    Breslow and Day (1987), Statistical Methods in Cancer Research II, section 2.3: observed ÷ expected × overall rate.
    """
    strata: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for (_, held), share in shares.items():
        strata[held].append(share)
    rate = {held: sum(x for x, _ in several) / sum(n for _, n in several) for held, several in strata.items()}
    overall = sum(x for x, _ in shares.values()) / max(1.0, sum(n for _, n in shares.values()))
    groups: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for (group, held), (x, n) in shares.items():
        if len(strata[held]) > 1:
            groups[group].append((x, n * rate[held], n))
    rates, statistic = [], 0.0
    for several in groups.values():
        observed, expected, n = (sum(column) for column in zip(*several, strict=True))
        if n >= FEWEST and 0 < expected < n:
            rates.append(overall * observed / expected)
            statistic += (observed - expected) ** 2 / (expected * (1 - expected / n))
    return rates, float(special.chdtrc(max(1, len(rates) - 1), statistic))


FAR_FROM_TARGET = Rule(
    CODE,
    N_("Below 75% of its target: evidence for lead quality and for qualification stands side by side."),
    check,
)
