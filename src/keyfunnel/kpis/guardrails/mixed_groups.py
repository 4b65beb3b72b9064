"""A total over groups that differ: it describes none of them, and moves when their mix does.

Only totals are looked at. A share is tested period by period from the groups' own counts; a median over all the
range asked about, from how often each value occurs in each group.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from keyfunnel.kpis.guardrails.groups import dimensions_with_groups, histograms
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Measurement, Severity
from keyfunnel.kpis.shapes import Median
from keyfunnel.kpis.units import in_words
from keyfunnel.model.calendar import Period
from keyfunnel.stats.heterogeneity import Heterogeneity, chi_square, kruskal_wallis, large_enough
from keyfunnel.stats.quantiles import from_histogram
from keyfunnel.texts import N_, Message

CODE = "mixed_groups"
SURE = 0.01
STRONG_V = 0.1
STRONG_EPSILON = 0.01
FEWEST_RANKED = 5
SENTENCE = N_(
    "Groups differ by {dimension}: {high} at {high_value} ({high_n} rows), {low} at {low_value} ({low_n} rows). "
    "Split by it before judging."
)
DIMENSIONS: dict[str, str] = {
    "owner": N_("Rep"),
    "team": N_("Team"),
    "source": N_("Source"),
    "campaign": N_("Campaign"),
    "product": N_("Product"),
    "region": N_("Region"),
    "country": N_("Country"),
    "segment": N_("Segment"),
    "industry": N_("Industry"),
    "deal_type": N_("Deal type"),
    "pipeline": N_("Pipeline"),
}


@dataclass(frozen=True)
class Group:
    name: str
    value: float
    n: int


@dataclass(frozen=True)
class Split:
    """How much ``groups`` of a dimension differ."""

    dimension: str
    difference: Heterogeneity
    groups: Sequence[Group]


def check(situation: Situation) -> Findings:
    totals = [place for place, one in enumerate(situation.measurements) if not one.dimensions and one.value is not None]
    if not totals:
        return {}
    if situation.kpi.is_share:
        return _of_shares(situation, totals)
    if isinstance(situation.shape, Median) and situation.shape.event is None:
        return _of_medians(situation, situation.shape, totals)
    return {}


def _of_shares(situation: Situation, totals: Sequence[int]) -> Findings:
    strong: dict[Period, list[Split]] = defaultdict(list)
    for dimension in dimensions_with_groups(situation.facts, situation.shape, situation.query):
        for period, split in _share_splits(dimension, situation.ask(replace(situation.query, by=(dimension,)))):
            if split.difference.p < SURE and split.difference.effect >= STRONG_V:
                strong[period].append(split)
    periods = {place: situation.measurements[place].period for place in totals}
    return {place: _told(situation, strong[period]) for place, period in periods.items() if period in strong}


def _share_splits(dimension: str, measured: Sequence[Measurement]) -> Iterator[tuple[Period, Split]]:
    by_period: dict[Period, list[Measurement]] = defaultdict(list)
    for one in measured:
        if one.dimensions[dimension] is not None and one.denominator:
            by_period[one.period].append(one)
    for period, groups in by_period.items():
        won = np.array([one.numerator for one in groups], dtype=np.float64)
        of = np.array([one.denominator for one in groups], dtype=np.float64)
        kept = large_enough(won, of)
        named = [
            Group(str(one.dimensions[dimension]), float(w / n), int(n))
            for one, w, n, enough in zip(groups, won, of, kept, strict=True)
            if enough
        ]
        yield period, Split(dimension, chi_square(won[kept], of[kept]), named)


def _of_medians(situation: Situation, shape: Median, totals: Sequence[int]) -> Findings:
    strong = []
    for dimension in dimensions_with_groups(situation.facts, shape, situation.query):
        names, values, counts = histograms(situation.facts, shape, situation.query, dimension)
        kept = counts.sum(axis=1) >= FEWEST_RANKED
        difference = kruskal_wallis(values, counts[kept])
        if difference.p < SURE and difference.effect >= STRONG_EPSILON:
            medians, sizes = from_histogram(values, counts), counts.sum(axis=1)
            groups = [Group(names[i], float(medians[i]), int(sizes[i])) for i in np.flatnonzero(kept)]
            strong.append(Split(dimension, difference, groups))
    return {place: _told(situation, strong) for place in totals} if strong else {}


def _told(situation: Situation, splits: Sequence[Split]) -> Guardrail:
    """The strongest split, with its highest and lowest group."""
    strongest = max(splits, key=lambda split: split.difference.effect)
    high = max(strongest.groups, key=lambda group: group.value)
    low = min(strongest.groups, key=lambda group: group.value)
    unit, currency = situation.kpi.unit, situation.facts.workspace.currency
    params = {
        "dimension": Message(strongest.dimension, DIMENSIONS[strongest.dimension]),
        "high": high.name,
        "high_value": in_words(high.value, unit, currency),
        "high_n": high.n,
        "low": low.name,
        "low_value": in_words(low.value, unit, currency),
        "low_n": low.n,
    }
    return Guardrail(Severity.WARNING, Message(CODE, SENTENCE, params))


MIXED_GROUPS = Rule(
    CODE,
    N_("The groups within a total differ surely and strongly: it names the dimension to split by."),
    check,
)
