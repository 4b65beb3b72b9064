"""Exact quantiles and the median's interval from histograms of distinct values."""

import numpy as np
from scipy import special

from keyfunnel.stats.arrays import ArrayLike, FloatArray, IntArray, floats, histogram


def from_histogram(values: ArrayLike, counts: ArrayLike, q: float = 0.5) -> FloatArray:
    """The ``q``-quantile of each histogram: ``values`` (k,), ``counts`` (..., k) -> (...). NaN where empty.

    Linear interpolation between order statistics, definition 7 of Hyndman and Fan (1996), The American
    Statistician 50:361-365: what numpy, DuckDB's quantile_cont and spreadsheets give over the rows.
    """
    if not 0 <= q <= 1:
        raise ValueError(f"a quantile is a share from 0 to 1, not {q}")
    points, weights = histogram(values, counts)
    below = weights.cumsum(axis=-1)
    n = below[..., -1] if points.size else np.zeros(weights.shape[:-1])
    position = np.maximum(n - 1, 0) * q
    lower = np.floor(position)
    at, after = _order_statistic(points, below, lower + 1), _order_statistic(points, below, np.minimum(lower + 2, n))
    return np.where(n > 0, at + (after - at) * (position - lower), np.nan)


def median_interval(
    values: ArrayLike, counts: ArrayLike, confidence: float = 0.95
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """``(median, low, high)`` of each histogram, shapes as in :func:`from_histogram`.

    The distribution-free interval between two order statistics, Conover (1999), Practical Nonparametric
    Statistics, section 3.2; it covers at least ``confidence``. NaN where n is too small for it (under 6 for 0.95).
    """
    points, weights = histogram(values, counts)
    below = weights.cumsum(axis=-1)
    n = below[..., -1] if points.size else np.zeros(weights.shape[:-1])
    rank = floats(median_ranks(n, confidence))
    known = rank >= 1
    low = _order_statistic(points, below, np.where(known, rank, 1))
    high = _order_statistic(points, below, np.where(known, n + 1 - rank, 1))
    return from_histogram(points, weights), np.where(known, low, np.nan), np.where(known, high, np.nan)


def median_ranks(n: ArrayLike, confidence: float = 0.95) -> IntArray:
    """The rank r (from 1) such that the r-th smallest and r-th largest of n bound the median; 0 where none do."""
    # The binomial's quantile by its special function: scipy.stats takes longer to import than all else together.
    tail, trials = (1 - confidence) / 2, np.maximum(floats(n), 1)
    above = np.ceil(special.bdtrik(tail, trials, 0.5))
    below = np.maximum(above - 1, 0)
    ranks = np.where(special.bdtr(below, trials.astype(np.int64), 0.5) >= tail, below, above)
    return np.asarray(np.where(floats(n) > 0, ranks, 0), dtype=np.int64)


def _order_statistic(points: FloatArray, below: FloatArray, rank: ArrayLike) -> FloatArray:
    if not points.size:
        return np.full(np.shape(rank), np.nan)
    index = (below < floats(rank)[..., None]).sum(axis=-1)
    return np.asarray(points[np.minimum(index, points.size - 1)])
