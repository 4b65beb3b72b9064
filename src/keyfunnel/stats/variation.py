"""What the next period would look like if nothing changed: the usual swing between periods.

Binomial error alone calls nearly every difference between two large months real; months differ anyway.
"""

import numpy as np
from scipy import special

from keyfunnel.stats.arrays import ArrayLike, FloatArray, floats


def usual_range(values: ArrayLike, confidence: float = 0.95) -> tuple[float, float]:
    """Where one more of the past periods' ``values`` (k,) would fall: ``(low, high)``; NaN with fewer than 2.

    The prediction interval x̄ ± t s √(1 + 1/k), Hahn and Meeker (1991), Statistical Intervals, chapter 4.
    NaN values (periods without data) are left out.
    """
    known = floats(values)
    known = known[~np.isnan(known)]
    if known.size < 2:
        return float("nan"), float("nan")
    reach = _t(known.size - 1, confidence) * float(known.std(ddof=1)) * (1 + 1 / known.size) ** 0.5
    return float(known.mean()) - reach, float(known.mean()) + reach


def usual_rate(
    successes: ArrayLike, n: ArrayLike, next_n: ArrayLike, confidence: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Where a rate over ``next_n`` rows (any shape) would fall, given past periods' ``successes`` of ``n`` (k,).

    Binomial error widened by how much more the past periods differ than it explains: the dispersion φ is
    Pearson's χ² ÷ (k - 1), at least 1 (McCullagh and Nelder 1989, Generalized Linear Models, section 4.5),
    and the interval p ± t √(φ p (1 - p) (1/next_n + 1/Σn)), clipped to 0..1. NaN with fewer than 2 periods.
    """
    won, of, ahead = floats(successes), floats(n), floats(next_n)
    won, of = won[of > 0], of[of > 0]
    if of.size < 2:
        return np.full(ahead.shape, np.nan), np.full(ahead.shape, np.nan)
    rate = float(won.sum() / of.sum())
    error = rate * (1 - rate)
    dispersion = max(1.0, float(((won - of * rate) ** 2 / of).sum()) / error / (of.size - 1)) if error > 0 else 1.0
    with np.errstate(divide="ignore"):
        reach = _t(of.size - 1, confidence) * np.sqrt(dispersion * error * (1 / ahead + 1 / of.sum()))
    return np.clip(rate - reach, 0, 1), np.clip(rate + reach, 0, 1)


def _t(freedom: int, confidence: float) -> float:
    return float(special.stdtrit(freedom, (1 + confidence) / 2))
