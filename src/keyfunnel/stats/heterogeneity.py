"""Do groups differ, and by how much? A test with its effect size, because at large n everything differs."""

from typing import NamedTuple

import numpy as np
from scipy import special

from keyfunnel.stats.arrays import ArrayLike, floats, histogram


class Heterogeneity(NamedTuple):
    """``p`` of the test that all groups are alike, and the ``effect`` (0 alike, 1 wholly determined by group)."""

    p: float
    effect: float


def chi_square(successes: ArrayLike, n: ArrayLike) -> Heterogeneity:
    """Pearson's χ² of homogeneity over groups (g,) of ``successes`` out of ``n``; the effect is Cramér's V.

    Pearson (1900), without continuity correction; V = √(χ² ÷ N) for a two-column table, Cramér (1946),
    Mathematical Methods of Statistics, section 21.9. Groups without rows are left out; NaN with fewer than
    two. The approximation wants expected counts of 5 or more: leave smaller groups out before (see
    :func:`large_enough`).
    """
    won, of = floats(successes), floats(n)
    won, of = won[of > 0], of[of > 0]
    if of.size < 2:
        return Heterogeneity(np.nan, np.nan)
    share = won.sum() / of.sum()
    if share in (0.0, 1.0):
        return Heterogeneity(1.0, 0.0)
    statistic = float((((won - of * share) ** 2) / (of * share * (1 - share))).sum())
    return Heterogeneity(float(special.chdtrc(of.size - 1, statistic)), min(1.0, (statistic / float(of.sum())) ** 0.5))


def large_enough(
    successes: ArrayLike, n: ArrayLike, expected: float = 5
) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """Which groups would expect at least ``expected`` successes and failures at the pooled rate (Cochran 1954)."""
    won, of = floats(successes), floats(n)
    total = of.sum()
    share = won.sum() / total if total else 0.0
    return np.asarray(of * min(share, 1 - share) >= expected)


def kruskal_wallis(values: ArrayLike, counts: ArrayLike) -> Heterogeneity:
    """Kruskal-Wallis H with ties corrected, over groups' histograms: ``values`` (k,), ``counts`` (g, k).

    Kruskal and Wallis (1952), JASA 47:583-621; the effect is ε² = H ÷ (n - 1), Tomczak and Tomczak (2014), Trends in
    Sport Sciences 21:19-25. Groups without rows are left out; NaN with fewer than two.
    """
    points, weights = histogram(values, counts)
    group, place = np.nonzero(weights)
    return kruskal_wallis_of(group, points[place], weights[group, place])


def kruskal_wallis_of(group: ArrayLike, values: ArrayLike, counts: ArrayLike) -> Heterogeneity:
    """The same from ``counts`` by ``group`` (any code) and value, all (r,): where few groups share a value."""
    weights = floats(counts)
    _, members = np.unique(np.asarray(group), return_inverse=True)
    _, places = np.unique(floats(values), return_inverse=True)
    sizes = np.bincount(members, weights)
    if sizes.size < 2:
        return Heterogeneity(np.nan, np.nan)
    ties = np.bincount(places, weights)
    n = float(weights.sum())
    correction = 1 - float((ties**3 - ties).sum()) / (n**3 - n)
    if correction <= 0:  # every value is the same
        return Heterogeneity(1.0, 0.0)
    ranks = ties.cumsum() - (ties - 1) / 2
    mean_ranks = np.bincount(members, weights * ranks[places]) / sizes
    spread = float((sizes * (mean_ranks - (n + 1) / 2) ** 2).sum())
    statistic = 12 / (n * (n + 1)) * spread / correction
    return Heterogeneity(float(special.chdtrc(sizes.size - 1, statistic)), statistic / (n - 1))
