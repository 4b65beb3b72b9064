"""Rates of many groups, pulled towards what all groups have in common in the measure that each is uncertain."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from keyfunnel.stats.arrays import ArrayLike, FloatArray, floats


@dataclass(frozen=True)
class Shrunk:
    """Posterior means (g,) under a Beta(``alpha``, ``beta``) prior; alpha + beta is the prior's weight in rows."""

    means: FloatArray
    alpha: float
    beta: float
    successes: FloatArray
    n: FloatArray

    @property
    def prior_mean(self) -> float:
        return self.alpha / (self.alpha + self.beta)

    def interval(self, confidence: float = 0.95) -> tuple[FloatArray, FloatArray]:
        """Equal-tailed credible ``(low, high)`` (g,) of each group's own rate."""
        a, b = self.alpha + self.successes, self.beta + self.n - self.successes
        tail = (1 - confidence) / 2
        return np.asarray(special.betaincinv(a, b, tail)), np.asarray(special.betaincinv(a, b, 1 - tail))


def beta_binomial(successes: ArrayLike, n: ArrayLike) -> Shrunk:
    """Empirical-Bayes rates of groups (g,) from ``successes`` out of ``n``; a group without rows gets the prior's mean.

    The prior is fitted by moments, Kleinman (1973), JASA 68:46-54: weights n first, then once
    n ÷ (1 + ρ(n - 1)), ρ being the correlation within groups and 1/ρ - 1 the prior's weight. That
    weight is kept between one row and the rows of all groups together: groups no more alike than chance
    makes them are pooled, but never believed more than everything that was seen. NaN with no rows at all.
    """
    won, of = floats(successes), floats(n)
    seen = of > 0
    total = float(of[seen].sum())
    if total == 0:
        return Shrunk(np.full(of.shape, np.nan), float("nan"), float("nan"), won, of)
    mean, within = _moments(won[seen], of[seen], of[seen])
    mean, within = _moments(won[seen], of[seen], of[seen] / (1 + within * (of[seen] - 1)))
    weight = min(max(1 / within - 1, 1.0), total) if within > 0 else total
    alpha, beta = mean * weight, (1 - mean) * weight
    return Shrunk((won + alpha) / (of + weight), alpha, beta, won, of)


def _moments(won: FloatArray, of: FloatArray, weights: FloatArray) -> tuple[float, float]:
    """The weighted mean rate and the correlation within groups (0 to 1) by Kleinman's moments."""
    share, total = won / of, float(weights.sum())
    mean = float((weights * share).sum() / total)
    spread = float((weights * (share - mean) ** 2).sum())
    by_chance = float((weights / of * (1 - weights / total)).sum())
    between = float((weights * (1 - weights / total)).sum())
    variance = mean * (1 - mean)
    if variance <= 0 or between <= by_chance:
        return mean, 0.0
    return mean, min(max((spread - variance * by_chance) / (variance * (between - by_chance)), 0.0), 1.0)
