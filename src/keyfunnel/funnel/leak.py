"""Where the funnel leaks: the step that would bring most if all did as the best quarter of them do.

At each step, rates by rep, source and quarter of entry are compared, of groups with at least 30 subjects. Only where
they differ more than chance lets them (χ², p < .01) is there a leak, and the best quartile is that of rates
shrunk by empirical Bayes, so that nobody is best by luck.

    value = Σ (best quartile - rate) × subjects before the step × rate of all later steps × average value

over the groups below the best quartile: those above it aren't asked to do worse, as they would be if the rate of
all together were lifted. The interval is by the delta method, from the variances of the groups' posteriors, of the
later rates and of the average, taken as independent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from keyfunnel.funnel.counting import Key
from keyfunnel.funnel.leak_cells import COVERS, Cells, Member, Won, answers, cells, steps_of
from keyfunnel.funnel.leak_words import said
from keyfunnel.funnel.reading import Reading
from keyfunnel.funnel.result import Leak, LeakGroup
from keyfunnel.stats.heterogeneity import chi_square, large_enough
from keyfunnel.stats.intervals import normal_quantile
from keyfunnel.stats.shrinkage import Shrunk, beta_binomial

FEWEST = 30
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


def leaks(reading: Reading) -> dict[Key, tuple[Leak, ...]]:
    """Each group's leaks, largest first; a group without any isn't there."""
    found = {key: _of_group(reading, one) for key, one in cells(reading).items()}
    return {key: candidates for key, candidates in found.items() if candidates}


def _of_group(reading: Reading, found: Cells) -> tuple[Leak, ...]:
    worth = _average(found.won)
    candidates = []
    for before, position in steps_of(reading.paths):
        onward = _downstream(found, reading, position)
        for cover, dimension in COVERS.items():
            if onward is None or (dimension == "owner" and cover != answers(reading.paths, before)):
                continue
            members = found.steps[cover, position]
            leak = _at_step(reading, (before, position), dimension, members, onward, worth)
            candidates += [leak] if leak else []
    return tuple(sorted(candidates, key=lambda leak: (-leak.value, leak.stage, leak.dimension)))


def _at_step(
    reading: Reading,
    between: tuple[int, int],
    dimension: str,
    members: Mapping[Member, list[int]],
    onward: Estimate,
    worth: Estimate | None,
) -> Leak | None:
    """The leak of one step and dimension; None where the groups are alike, or all as good as the best quartile."""
    named = sorted((name, key) for name, key in members if name is not None and key is not None)
    compared = [one for one in named if members[one][0] >= FEWEST]
    before = np.array([members[one][0] for one in compared])
    came = np.array([members[one][1] for one in compared])
    tested = large_enough(came, before)
    test = chi_square(came[tested], before[tested])
    if not test.p < CHANCE:  # also where there are fewer than two groups, and p is not a number
        return None
    shrunk = beta_binomial(came, before)
    best, lifted = lift(shrunk)
    if lifted.value <= 0 or onward.value <= 0:
        return None
    factors = [lifted, onward, *([worth] if worth else [])]
    value = float(np.prod([factor.value for factor in factors]))
    half = normal_quantile(0.95) * value * sum(factor.relative for factor in factors) ** 0.5
    stages = reading.paths.stages
    leak = {
        "stage": stages[between[1] - 1].name,
        "after": stages[between[0] - 1].name,
        "dimension": dimension,
        "unit": "money" if worth else "count",
        "value": value,
        "low": max(0.0, value - half),
        "high": value + half,
        "n": int(before.sum()),
        "rate": float(came.sum() / before.sum()),
        "best": best,
    }
    groups = tuple(
        LeakGroup(str(name), str(key), int(of), int(on), float(mean))
        for (name, key), of, on, mean in zip(compared, before, came, shrunk.means, strict=True)
    )
    return Leak(
        **leak,
        downstream=onward.value,
        average=worth.value if worth else None,
        p=test.p,
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
