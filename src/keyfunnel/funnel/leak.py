"""Where the funnel leaks: the step that would bring most if all did as the best quarter of them do.

At each step, rates by rep, source and quarter of entry are compared, of groups with at least 30 subjects. Only where
they differ more than chance lets them (χ², p < .01 for all comparisons of a query together) is there a leak, and the
best quartile is that of rates shrunk by empirical Bayes, so that nobody is best by luck.

    value = Σ (best quartile - rate) × subjects before the step × rate of all later steps × average value

over the groups below the best quartile: those above it aren't asked to do worse, as they would be if the rate of
all together were lifted. The interval is by the delta method, from the variances of the groups' posteriors, of the
later rates and of the average, taken as independent.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from keyfunnel.funnel.counting import Key
from keyfunnel.funnel.leak_cells import COVERS, Cells, Member, Won, answers, cells, steps_of
from keyfunnel.funnel.leak_left_out import FEWEST, Standing, left_out, standing
from keyfunnel.funnel.leak_words import said
from keyfunnel.funnel.reading import Reading
from keyfunnel.funnel.result import Leak, LeakGroup
from keyfunnel.stats.arrays import FloatArray, floats
from keyfunnel.stats.heterogeneity import chi_square, large_enough
from keyfunnel.stats.intervals import normal_quantile
from keyfunnel.stats.shrinkage import Shrunk, beta_binomial

CHANCE = 0.01
BEST = 0.75


@dataclass(frozen=True)
class Estimate:
    """A number and its variance."""

    value: float
    variance: float

    @property
    def relative(self) -> float:
        return self.variance / self.value**2


@dataclass(frozen=True)
class Comparison:
    """Rates at the step between two positions: ``came`` of ``before`` (g,) by member of the dimension; ``p`` of χ²."""

    between: tuple[int, int]
    dimension: str
    members: list[Member]
    before: FloatArray
    came: FloatArray
    p: float


def leaks(reading: Reading) -> dict[Key, tuple[Leak, ...]]:
    """Each group's leaks, largest first; a group without any isn't there."""
    found = cells(reading)
    compared = {key: list(_comparisons(reading, one)) for key, one in found.items()}
    tries = sum(map(len, compared.values()))
    leaking = {key: [one for one in comparisons if one.p < CHANCE / tries] for key, comparisons in compared.items()}
    there = standing(reading) if any(leaking.values()) else {}
    by_key = {key: _largest_first(reading, found[key], those, _of(there, key)) for key, those in leaking.items()}
    return {key: candidates for key, candidates in by_key.items() if candidates}


def _of(there: Mapping[tuple[Key, int], Standing], key: Key) -> dict[int, Standing]:
    return {position: one for (group, position), one in there.items() if group == key}


def _comparisons(reading: Reading, found: Cells) -> Iterator[Comparison]:
    """Every step and dimension in which there are at least two groups to compare."""
    for between in steps_of(reading.paths):
        for cover, dimension in COVERS.items():
            if dimension == "owner" and cover != answers(reading.paths, between[0]):
                continue
            counts = found.steps[cover, between[1]]
            named = [(name, key) for name, key in counts if name is not None and key is not None]
            members: list[Member] = [*sorted(one for one in named if counts[one][0] >= FEWEST)]
            before, came = (floats([counts[one][i] for one in members]) for i in (0, 1))
            tested = large_enough(came, before)
            p = chi_square(came[tested], before[tested]).p
            if not math.isnan(p):
                yield Comparison(between, dimension, members, before, came, p)


def _largest_first(
    reading: Reading, found: Cells, comparisons: list[Comparison], there: Mapping[int, Standing]
) -> tuple[Leak, ...]:
    worth = _average(found.won)
    candidates = []
    for one in comparisons:
        onward = _downstream(found, reading, one.between[1])
        leak = _leak(reading, one, onward, worth) if onward else None
        if leak:
            missing = left_out(reading, there[one.between[1]], found, one.between, one.dimension, leak.n)
            candidates.append(replace(leak, left_out=missing))
    return tuple(sorted(candidates, key=lambda leak: (-leak.value, leak.stage, leak.dimension)))


def _leak(reading: Reading, one: Comparison, onward: Estimate, worth: Estimate | None) -> Leak | None:
    """What it comes to; None where all are as good as the best quartile, or nobody goes all the way."""
    shrunk = beta_binomial(one.came, one.before)
    best, lifted = lift(shrunk)
    if lifted.value <= 0 or onward.value <= 0:
        return None
    factors = [lifted, onward, *([worth] if worth else [])]
    value = float(np.prod([factor.value for factor in factors]))
    half = normal_quantile(0.95) * value * sum(factor.relative for factor in factors) ** 0.5
    stages = reading.paths.stages
    leak = {
        "stage": stages[one.between[1] - 1].name,
        "after": stages[one.between[0] - 1].name,
        "dimension": one.dimension,
        "unit": "money" if worth else "count",
        "value": value,
        "low": max(0.0, value - half),
        "high": value + half,
        "n": int(one.before.sum()),
        "rate": float(one.came.sum() / one.before.sum()),
        "best": best,
    }
    groups = tuple(
        LeakGroup(str(name), str(key), int(of), int(on), float(mean))
        for (name, key), of, on, mean in zip(one.members, one.before, one.came, shrunk.means, strict=True)
    )
    return Leak(
        **leak,
        downstream=onward.value,
        average=worth.value if worth else None,
        p=one.p,
        groups=tuple(sorted(groups, key=lambda group: group.shrunk)),
        message=said(leak, reading.facts.workspace.currency),
    )


def lift(shrunk: Shrunk) -> tuple[float, Estimate]:
    """The upper quartile of the groups' shrunk rates (linear between order statistics), and how many more subjects
    would come on if the groups below it reached it.

    The second is Σ c_g θ_g, linear in the rates θ, so that its variance is Σ c_g² of their posteriors' variances.
    """
    alpha, beta = shrunk.alpha + shrunk.successes, shrunk.beta + shrunk.n - shrunk.successes
    variance = alpha * beta / ((alpha + beta) ** 2 * (alpha + beta + 1))
    order = np.argsort(shrunk.means, kind="stable")
    place = BEST * (len(order) - 1)
    weights = np.zeros(len(order))
    weights[order[int(place)]] = 1 - (place - int(place))
    weights[order[min(int(place) + 1, len(order) - 1)]] += place - int(place)
    best = float(weights @ shrunk.means)
    below = np.where(shrunk.means < best, shrunk.n, 0.0)
    shares = below.sum() * weights - below
    return best, Estimate(float(shares @ shrunk.means), float(shares**2 @ variance))


def _downstream(found: Cells, reading: Reading, position: int) -> Estimate | None:
    """The share of those at the stage who go all the way, step by step; None where that can't be followed."""
    later = [p for p in reading.paths.present if p >= position]
    later = [p for p in later if p <= (reading.paths.won or later[-1])]
    value, relative = 1.0, 0.0
    for _, after in pairwise(later):
        counts = found.steps["started_in", after].values()
        n, came = (sum(one[i] for one in counts) for i in (0, 1))
        if not (n and came):
            return None
        value *= came / n
        relative += (1 - came / n) / came
    return Estimate(value, relative * value**2)


def _average(won: Won) -> Estimate | None:
    """The mean amount of a deal won, where any carries one."""
    if won.n == 0:
        return None
    mean = won.total / won.n
    spread = max(0.0, won.squares / won.n - mean**2) / max(1, won.n - 1)
    return Estimate(mean, spread)
