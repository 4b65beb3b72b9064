"""A total over groups that differ: it describes none of them, and moves when their mix does.

Only totals are looked at. A share is tested period by period from the groups' own counts; a median or an
average over all the range asked about, from how often each value occurs in each group. The more dimensions and
periods are tried, the surer each difference must be (Bonferroni): of sixty tries at 1 %, chance alone would pass one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from keyfunnel.kpis.dimensions import TITLES
from keyfunnel.kpis.guardrails.groups import Ranked, asked_together, dimensions_with_groups, occurrences, ranked
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.guardrails.splits import Split, of_ranks, of_shares
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.shapes import Ratio
from keyfunnel.kpis.units import in_words
from keyfunnel.model.calendar import Period
from keyfunnel.texts import N_, Message

CODE = "mixed_groups"
SURE = 0.01
STRONG_V = 0.1
STRONG_EPSILON = 0.01
SENTENCE = N_(
    "Groups differ by {dimension}: {high} at {high_value} ({high_n} rows), {low} at {low_value} ({low_n} rows). "
    "Split by it before judging."
)


def check(situation: Situation) -> Findings:
    totals = [place for place, one in enumerate(situation.measurements) if not one.dimensions and one.value is not None]
    if not totals:
        return {}
    if situation.kpi.is_share:
        return _of_shares(situation, totals)
    what = ranked(situation.shape)
    return {} if what is None else _of_ranks(situation, what, totals)


def _of_shares(situation: Situation, totals: Sequence[int]) -> Findings:
    open_to = dimensions_with_groups(situation.facts, situation.shape, situation.query)
    # Only counts of rows add up over dimensions; other shares are asked by one at a time.
    bundles = asked_together(open_to) if isinstance(situation.shape, Ratio) else [(name,) for name in open_to]
    tried = [
        (period, split)
        for bundle in bundles
        for period, split in of_shares(situation.ask(replace(situation.query, by=bundle)), bundle)
    ]
    strong: dict[Period, list[Split]] = defaultdict(list)
    for period, split in tried:
        if split.difference.p < SURE / len(tried) and split.difference.effect >= STRONG_V:
            strong[period].append(split)
    periods = {place: situation.measurements[place].period for place in totals}
    return {place: _told(situation, strong[period]) for place, period in periods.items() if period in strong}


def _of_ranks(situation: Situation, what: Ranked, totals: Sequence[int]) -> Findings:
    tried = [
        of_ranks(found, dimension, by_median=situation.kpi.is_median)
        for bundle in asked_together(dimensions_with_groups(situation.facts, situation.shape, situation.query))
        for found in [occurrences(situation.facts, what, situation.query, bundle)]
        for dimension in bundle
    ]
    strong = [
        split for split in tried if split.difference.p < SURE / len(tried) and split.difference.effect >= STRONG_EPSILON
    ]
    return {place: _told(situation, strong) for place in totals} if strong else {}


def _told(situation: Situation, splits: Sequence[Split]) -> Guardrail:
    """The strongest split, with its highest and lowest group."""
    strongest = max(splits, key=lambda split: split.difference.effect)
    high = max(strongest.groups, key=lambda group: group.value)
    low = min(strongest.groups, key=lambda group: group.value)
    unit, currency = situation.kpi.unit, situation.facts.workspace.currency
    params = {
        "dimension": Message(strongest.dimension, TITLES[strongest.dimension]),
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
