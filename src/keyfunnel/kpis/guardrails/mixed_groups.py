"""A total over groups that differ: it describes none of them, and moves when their mix does.

Only totals are looked at. A share is tested period by period from the groups' own counts; a median or an
average over all the range asked about, from how often each value occurs in each group.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from keyfunnel.kpis.guardrails.groups import Ranked, dimensions_with_groups, occurrences, ranked
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Guardrail, Measurement, Severity
from keyfunnel.kpis.units import in_words
from keyfunnel.model.calendar import Period
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.stats.heterogeneity import Heterogeneity, chi_square, kruskal_wallis_of, large_enough
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
    what = ranked(situation.shape)
    return {} if what is None else _of_ranks(situation, what, totals)


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


def _of_ranks(situation: Situation, what: Ranked, totals: Sequence[int]) -> Findings:
    strong = []
    for dimension in dimensions_with_groups(situation.facts, situation.shape, situation.query):
        split = _rank_split(dimension, occurrences(situation.facts, what, situation.query, dimension), situation.kpi)
        if split.difference.p < SURE and split.difference.effect >= STRONG_EPSILON:
            strong.append(split)
    return {place: _told(situation, strong) for place in totals} if strong else {}


def _rank_split(dimension: str, found: pa.Table, kpi: KPI) -> Split:
    ids, group = np.unique(found["id"].to_numpy(), return_inverse=True)
    values, counts = found["value"].to_numpy(), found["rows"].to_numpy().astype(np.float64)
    kept = np.flatnonzero((np.bincount(group, counts) >= FEWEST_RANKED)[group])
    names = dict(zip(found["id"].to_pylist(), found["name"].to_pylist(), strict=True))
    in_order = kept[np.argsort(group[kept], kind="stable")]
    members = np.split(in_order, np.flatnonzero(np.diff(group[in_order])) + 1) if in_order.size else []
    groups = [
        Group(str(names[ids[group[rows[0]]]]), _centre(kpi, values[rows], counts[rows]), int(counts[rows].sum()))
        for rows in members
    ]
    return Split(dimension, kruskal_wallis_of(group[kept], values[kept], counts[kept]), groups)


def _centre(kpi: KPI, values: FloatArray, counts: FloatArray) -> float:
    return float(from_histogram(values, counts) if kpi.is_median else np.average(values, weights=counts))


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
