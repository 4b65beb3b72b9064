"""Confidence intervals of rates, means and ratios, from counts and sums. All vectorised by broadcasting."""

import numpy as np
from scipy import special

from keyfunnel.stats.arrays import ArrayLike, FloatArray, floats

_ROUNDING = 1e-14


def wilson(successes: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[FloatArray, FloatArray]:
    """Score interval of a proportion: ``(low, high)``, NaN where ``n`` is 0.

    Wilson (1927), JASA 22:209-212; equation (4) of Brown, Cai and DasGupta (2001), Statistical Science
    16:101-133, who recommend it for small n. The numerator must be a subset of the denominator.
    """
    won, of = floats(successes), floats(n)
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = won / of
        centre = (won + z**2 / 2) / (of + z**2)
        half = z / (of + z**2) * np.sqrt(of * share * (1 - share) + z**2 / 4)
    low, high = centre - half, centre + half
    # The ends are exact there; rounding would make them -1e-18.
    return np.where(won == 0, np.where(of > 0, 0.0, np.nan), low), np.where(
        won == of, np.where(of > 0, 1.0, np.nan), high
    )


def mean(n: ArrayLike, total: ArrayLike, squares: ArrayLike, confidence: float = 0.95) -> tuple[FloatArray, FloatArray]:
    """Student's t interval of a mean from n, Σx and Σx²; NaN for n < 2."""
    of = floats(n)
    return ratio_of_sums(
        of, total, of, numerator_squares=squares, denominator_squares=of, products=total, confidence=confidence
    )


def ratio_of_sums(
    n: ArrayLike,
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    numerator_squares: ArrayLike,
    denominator_squares: ArrayLike,
    products: ArrayLike,
    confidence: float = 0.95,
) -> tuple[FloatArray, FloatArray]:
    """Interval of Σy ÷ Σx over ``n`` independent rows, from Σy, Σx, Σy², Σx² and Σxy.

    Fieller (1954), JRSS B 16:175-185, with Student's t on n - 1 degrees of freedom: the set of
    R for which ȳ - R·x̄ doesn't differ from 0. Preferred to the delta method (Cochran 1977, Sampling
    Techniques, section 6.4), to which it tends as n grows, because the latter is symmetric and too short while
    the denominator is still uncertain. NaN for n < 2, and where the denominator itself doesn't differ from 0
    (the set is then unbounded).
    """
    rows, y, x = floats(n), floats(numerator), floats(denominator)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 1 / (rows * (rows - 1))
        var_y = np.maximum(floats(numerator_squares) - y**2 / rows, 0) * scale
        var_x = np.maximum(floats(denominator_squares) - x**2 / rows, 0) * scale
        cov = (floats(products) - x * y / rows) * scale
        t = special.stdtrit(np.where(rows > 1, rows - 1, np.nan), (1 + confidence) / 2)
        a = (x / rows) ** 2 - t**2 * var_x
        b = x * y / rows**2 - t**2 * cov
        c = (y / rows) ** 2 - t**2 * var_y
        apart = b**2 - a * c
        # Where every row has the same ratio it is 0, of which rounding leaves something.
        root = np.sqrt(np.where(apart > _ROUNDING * b**2, apart, 0))
        known = (rows > 1) & (a > 0)
        return np.where(known, (b - root) / a, np.nan), np.where(known, (b + root) / a, np.nan)


def normal_quantile(confidence: float) -> float:
    """z of a two-sided interval: 1.96 for 0.95. Raises ValueError outside (0, 1)."""
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is a share between 0 and 1, not {confidence}")
    return float(special.ndtri((1 + confidence) / 2))
