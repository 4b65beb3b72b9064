"""Time to an event when some are still waiting: Kaplan-Meier, its median, and competing risks.

Times are grouped: each row of the input is a time with a count. Of those at one time, events come before
censoring, as is usual for days.
"""

from dataclasses import dataclass

import numpy as np

from keyfunnel.stats.arrays import ArrayLike, FloatArray, IntArray, floats
from keyfunnel.stats.intervals import normal_quantile


@dataclass(frozen=True)
class Curve:
    """Survival after each distinct time (k,), ascending, with Greenwood's variance; 1 before the first."""

    times: FloatArray
    at_risk: FloatArray
    events: FloatArray
    survival: FloatArray
    variance: FloatArray

    def at(self, time: ArrayLike) -> FloatArray:
        """Survival at ``time`` (any shape)."""
        return _step(self.times, self.survival, time, before=1.0)

    def interval(self, confidence: float = 0.95) -> tuple[FloatArray, FloatArray]:
        """Pointwise ``(low, high)``, log(-log) transformed; 1 before the first event, NaN once nobody is left.

        Kalbfleisch and Prentice (2002), The Statistical Analysis of Failure Time Data, section 1.4.
        """
        z = normal_quantile(confidence)
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = np.exp(z * np.sqrt(self.variance) / (self.survival * np.log(self.survival)))
            low, high = self.survival ** (1 / reach), self.survival**reach
        untouched = self.survival == 1
        return np.where(untouched, 1.0, low), np.where(untouched, 1.0, high)


def kaplan_meier(times: ArrayLike, events: ArrayLike, censored: ArrayLike | None = None) -> Curve:
    """The product-limit estimate from ``events`` and ``censored`` counts at ``times`` (all (k,), any order).

    Kaplan and Meier (1958), JASA 53:457-481; variance by Greenwood (1926), NaN where
    everyone left has had the event. Use it only where every exit is the event: with a competing exit
    treated as censored, 1 - survival overstates (see :func:`aalen_johansen`).
    """
    moments, (happened, left) = _grouped(times, [events, np.zeros(np.shape(events)) if censored is None else censored])
    at_risk = _at_risk(happened + left)
    survival = np.cumprod(1 - happened / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = survival**2 * np.cumsum(happened / (at_risk * (at_risk - happened)))
    return Curve(moments, at_risk, happened, survival, variance)


def quantile(curve: Curve, q: float = 0.5) -> float:
    """The time by which a share ``q`` has had the event; NaN where the curve never gets there.

    Where the curve lies exactly on 1 - q, the middle of that step: so the median of uncensored times is the
    ordinary one.
    """
    return _first_time(curve.times[curve.events > 0], curve.survival[curve.events > 0], 1 - q)


def median_interval(curve: Curve, confidence: float = 0.95) -> tuple[float, float, float]:
    """``(median, low, high)``; an end that the data don't reach is NaN.

    Brookmeyer and Crowley (1982), Biometrics 38:29-41: the times at which one half lies inside the pointwise
    interval, here the log(-log) one (Klein and Moeschberger 2003, Survival Analysis, section 4.5).
    """
    low, high = curve.interval(confidence)
    stepped = (curve.events > 0) & ~np.isnan(low)
    return (
        quantile(curve),
        _first_time(curve.times[stepped], low[stepped], 0.5),
        _first_time(curve.times[stepped], high[stepped], 0.5),
    )


@dataclass(frozen=True)
class Incidence:
    """Cumulative incidence per cause (m, k) at each distinct time (k,), ascending; row i is cause i + 1."""

    times: FloatArray
    at_risk: FloatArray
    incidence: FloatArray
    variance: FloatArray

    def at(self, time: ArrayLike, cause: int = 1) -> FloatArray:
        """Share with ``cause`` by ``time`` (any shape)."""
        return _step(self.times, self.incidence[cause - 1], time, before=0.0)

    def interval(self, cause: int = 1, confidence: float = 0.95) -> tuple[FloatArray, FloatArray]:
        """Pointwise ``(low, high)``, log(-log) transformed (Choudhury 2002, Statistics in Medicine 21:1129-1144)."""
        share, error = self.incidence[cause - 1], np.sqrt(self.variance[cause - 1])
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = np.exp(normal_quantile(confidence) * error / (share * np.log(share)))
            low, high = share ** (1 / reach), share**reach
        certain = (share <= 0) | (share >= 1)
        return np.where(certain, share, low), np.where(certain, share, high)


def aalen_johansen(times: ArrayLike, causes: ArrayLike, counts: ArrayLike) -> Incidence:
    """Cumulative incidence with competing risks, from ``counts`` by time and cause (all (r,), any order).

    ``causes`` are integers: 0 censored, 1..m the events. Aalen and Johansen (1978), Scand. J. Statist.
    5:141-150, for the competing-risks model: F_j(t) = Σ S(t_i-) d_ij ÷ n_i. Variance by the delta method,
    Marubini and Valsecchi (1995), Analysing Survival Data, p. 341: with one cause it is Greenwood's,
    without censoring the binomial one.
    """
    codes: IntArray = np.asarray(causes, dtype=np.int64)
    size, weights = max(1, int(codes.max(initial=0))), floats(counts)
    moments, by_cause = _grouped(times, [np.where(codes == c, weights, 0) for c in range(size + 1)])
    events, at_risk = by_cause[1:], _at_risk(by_cause.sum(axis=0))
    survival = np.cumprod(1 - events.sum(axis=0) / at_risk)
    before = np.concatenate([[1.0], survival[:-1]])
    incidence = np.cumsum(before * events / at_risk, axis=1)
    return Incidence(moments, at_risk, incidence, _delta_variance(incidence, events, at_risk, before))


def _delta_variance(incidence: FloatArray, events: FloatArray, at_risk: FloatArray, before: FloatArray) -> FloatArray:
    # Σ [F(t)-F(t_i)]² d_i/(n_i(n_i-d_i)) + Σ S(t_i-)² d_ij(n_i-d_ij)/n_i³ - 2 Σ [F(t)-F(t_i)] S(t_i-) d_ij/n_i²,
    # multiplied out into running sums. Where everyone left exits, F no longer moves and the first term is 0.
    total = events.sum(axis=0)
    left = at_risk - total
    hazard = np.where(left > 0, total / (at_risk * np.where(left > 0, left, 1)), 0.0)
    cross = before * events / at_risk**2
    own = before**2 * events * (at_risk - events) / at_risk**3
    spread = incidence**2 * hazard.cumsum() - 2 * incidence * (hazard * incidence).cumsum(axis=1)
    spread += (hazard * incidence**2).cumsum(axis=1) + own.cumsum(axis=1)
    spread -= 2 * (incidence * cross.cumsum(axis=1) - (cross * incidence).cumsum(axis=1))
    return np.asarray(np.maximum(spread, 0))  # rounding can leave -1e-18


def _grouped(times: ArrayLike, counts: list[ArrayLike]) -> tuple[FloatArray, FloatArray]:
    """Distinct times that anything happened at (k,), and each of the counts summed there (len(counts), k)."""
    weights = np.stack([floats(c) for c in counts])
    if not (weights >= 0).all():
        raise ValueError("counts must be 0 or more")
    kept = weights.sum(axis=0) > 0
    moments, place = np.unique(floats(times)[kept], return_inverse=True)
    return moments, np.stack([np.bincount(place, row[kept], moments.size) for row in weights])


def _at_risk(exits: FloatArray) -> FloatArray:
    return np.asarray(exits[::-1].cumsum()[::-1])


def _step(times: FloatArray, heights: FloatArray, time: ArrayLike, before: float) -> FloatArray:
    stairs: FloatArray = np.concatenate([[before], heights])
    return np.asarray(stairs[np.searchsorted(times, floats(time), side="right")])


def _first_time(times: FloatArray, heights: FloatArray, level: float) -> float:
    reached = np.flatnonzero(heights <= level + 1e-12)
    if not reached.size:
        return float("nan")
    first = int(reached[0])
    exactly = abs(heights[first] - level) <= 1e-12 and first + 1 < times.size
    return float((times[first] + times[first + 1]) / 2) if exactly else float(times[first])
