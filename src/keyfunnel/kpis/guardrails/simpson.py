"""A total that moved one way while most of its groups moved the other: their mix changed, not their rates.

Only shares are looked at, period by period: groups with 30 rows or more before and after, where these make up most of
the total, and where the total moved more than chance would (z of the difference of two proportions).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from keyfunnel.kpis.dimensions import TITLES
from keyfunnel.kpis.guardrails.groups import asked_together, dimensions_with_groups
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Measurement, Severity
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.shapes import Ratio
from keyfunnel.model.calendar import Period
from keyfunnel.texts import N_, Message

CODE = "simpson"
FEWEST = 30
MOST_OF_IT = 0.8
SURE = 1.96
SENTENCE = N_(
    "In all it went from {before:percent} to {now:percent}, yet {opposite} of {groups} groups by {dimension} moved the "
    "other way: their mix changed. Compare group by group."
)

Share = tuple[float, float]
"""Numerator and denominator."""


def check(situation: Situation) -> Findings:
    totals = {
        place: one for place, one in enumerate(situation.measurements) if not one.dimensions and one.value is not None
    }
    if not (totals and situation.kpi.is_share and isinstance(situation.shape, Ratio)):
        return {}
    moved = _moved(situation, totals)
    if not moved:
        return {}
    fired: dict[int, Guardrail] = {}
    for bundle in asked_together(dimensions_with_groups(situation.facts, situation.shape, situation.query)):
        measured = [
            one for query in _questions(situation, moved.values()) for one in situation.ask(replace(query, by=bundle))
        ]
        for dimension in bundle:
            groups = _by_group(measured, dimension)
            for place, (before, now) in moved.items():
                told = _reversed(before, now, groups[before.period], groups[now.period])
                if told is not None and place not in fired:
                    of = {"dimension": Message(dimension, TITLES[dimension])}
                    fired[place] = Guardrail(Severity.WARNING, Message(CODE, SENTENCE, told | of))
    return fired


def _moved(situation: Situation, totals: Mapping[int, Measurement]) -> dict[int, tuple[Measurement, Measurement]]:
    """By place: the value before and now, where they surely differ."""
    pairs: dict[int, tuple[Measurement, Measurement]] = {}
    if situation.query.grain is None:
        calendar = situation.facts.workspace.calendar
        for place, now in totals.items():
            period = calendar.before(now.period)
            found = situation.ask(replace(situation.query, start=period.start, end=period.end))
            pairs.update((place, (before, now)) for before in found)
    else:
        for before, (place, now) in zip(totals.values(), list(totals.items())[1:], strict=False):
            if before.period.end == now.period.start:
                pairs[place] = (before, now)
    return {place: pair for place, pair in pairs.items() if _differ(*map(_share, pair))}


def _questions(situation: Situation, moved: Iterable[tuple[Measurement, Measurement]]) -> list[Query]:
    if situation.query.grain is not None:
        return [situation.query]
    periods = dict.fromkeys(one.period for pair in moved for one in pair)
    return [replace(situation.query, start=period.start, end=period.end) for period in periods]


def _share(one: Measurement) -> Share:
    return one.numerator or 0.0, one.denominator or 0.0


def _differ(before: Share, now: Share) -> bool:
    (x, n), (y, m) = before, now
    if not (n and m):
        return False
    pooled = (x + y) / (n + m)
    error = (pooled * (1 - pooled) * (1 / n + 1 / m)) ** 0.5
    return bool(error > 0 and abs(y / m - x / n) >= SURE * error)


def _by_group(measured: Sequence[Measurement], dimension: str) -> dict[Period, dict[str, Share]]:
    sums: dict[Period, dict[str, Share]] = defaultdict(dict)
    for one in measured:
        key = one.ids[dimension]
        if key is not None:
            x, n = sums[one.period].get(key, (0.0, 0.0))
            sums[one.period][key] = (x + (one.numerator or 0), n + (one.denominator or 0))
    return sums


def _reversed(
    before: Measurement, now: Measurement, earlier: Mapping[str, Share], later: Mapping[str, Share]
) -> dict[str, object] | None:
    """The numbers of the reversal; None where there is none."""
    kept = [key for key in earlier if earlier[key][1] >= FEWEST and later.get(key, (0, 0))[1] >= FEWEST]
    n, m = (sum(of[key][1] for key in kept) for of in (earlier, later))
    all_before, all_now = _share(before), _share(now)
    if len(kept) < 2 or n < MOST_OF_IT * all_before[1] or m < MOST_OF_IT * all_now[1]:
        return None
    total = all_now[0] / all_now[1] - all_before[0] / all_before[1]
    moves = {key: later[key][0] / later[key][1] - earlier[key][0] / earlier[key][1] for key in kept}
    opposite = sum(move * total < 0 for move in moves.values())
    mix_held = sum(move * (earlier[key][1] / n + later[key][1] / m) / 2 for key, move in moves.items())
    if opposite <= len(kept) / 2 or mix_held * total >= 0:
        return None
    return {"before": before.value, "now": now.value, "opposite": opposite, "groups": len(kept)}


SIMPSON = Rule(CODE, N_("The total moved one way, most of its groups the other."), check)
