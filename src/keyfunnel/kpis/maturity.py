"""When the outcomes of a cohort come in: learnt once from all its rows, so that any cohort can be judged by it.

A lead of last week hasn't failed to become a deal; it hasn't had the time. Nor has a lead from before
anybody wrote deals down. Both are read off the same curve: the share of the outcomes a cohort usually
reaches that have come in by so many days.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from keyfunnel.stats.arrays import ArrayLike, FloatArray, IntArray, floats
from keyfunnel.stats.survival import kaplan_meier

FEWEST_ROWS = 30
FEWEST_SHARE = 0.1


@dataclass(frozen=True)
class Maturity:
    """``shares`` (k,) of all usual outcomes have come in by ``lags`` (k,) days, ascending to 1; empty if unknown.

    ``recorded_from`` is the first day of the month of the first outcome on record, None where there is none. On
    ``days`` (ordinals, ascending) so many ``rows`` entered: the young and the old ones of a period count by number.
    """

    recorded_from: dt.date | None
    lags: tuple[int, ...] = ()
    shares: tuple[float, ...] = ()
    days: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()

    @property
    def known(self) -> bool:
        return bool(self.lags)

    def by(self, days: ArrayLike) -> FloatArray:
        """The share of outcomes that come in within ``days`` (any shape), inclusive; 0 below 0."""
        stairs: FloatArray = np.concatenate([[0.0], self.shares])
        return np.asarray(stairs[np.searchsorted(self.lags, floats(days), side="right")])

    def seen(self, start: dt.date, end: dt.date, last_day: dt.date) -> float:
        """The share of the outcomes of those entering in ``[start, end)`` that fall by ``last_day``; 1 if unknown."""
        days, weights = self._entered(start, min(end, last_day + dt.timedelta(days=1)))
        if not (days.size and self.known):
            return 1.0
        return float(np.average(self.by(last_day.toordinal() - days), weights=weights))

    def unrecorded(self, start: dt.date, end: dt.date) -> float:
        """The share of such a cohort's outcomes that fell before any were recorded, and so are missing."""
        if self.recorded_from is None:
            return 1.0
        days, weights = self._entered(start, end)
        ahead = self.recorded_from.toordinal() - days
        lost = self.by(ahead - 1) if self.known else (ahead > 0).astype(np.float64)
        return float(np.average(np.where(ahead > 0, lost, 0.0), weights=weights))

    def _entered(self, start: dt.date, end: dt.date) -> tuple[IntArray, FloatArray]:
        """The days of the period on which anyone entered, with how many; all days alike where nobody did."""
        first, last = np.searchsorted(self.days, [start.toordinal(), end.toordinal()])
        if first < last:
            return np.asarray(self.days[first:last], dtype=np.int64), floats(self.rows[first:last])
        days = np.arange(start.toordinal(), end.toordinal(), dtype=np.int64)
        return days, np.ones(days.size)


def learn(entered: ArrayLike, outcome: ArrayLike, counts: ArrayLike, last_day: dt.date) -> Maturity:
    """The curve from rows grouped by the ordinal of the day entered and of the outcome (NaN: none yet).

    Kaplan-Meier of the time to the outcome, in which a row that was lost stays at risk until ``last_day``: every
    row's time of censoring is known, so this is the cumulative incidence with loss as a competing risk (the
    censoring-complete case of Fine and Gray 1999, JASA 94:496-509). Rows that entered before outcomes were
    recorded would teach that outcomes are late, and are left out; the curve ends where fewer than 30 rows, or a
    tenth of them, were followed for so long. What history is too short to have seen counts as not usual.
    """
    start, end, rows = floats(entered), floats(outcome), floats(counts)
    days, place = np.unique(start, return_inverse=True)
    arrivals = (tuple(int(day) for day in days), tuple(int(n) for n in np.bincount(place, rows, days.size)))
    today = last_day.toordinal()
    end = np.where(end <= today, end, np.nan)
    if np.isnan(end).all():
        return Maturity(None, (), (), *arrivals)
    first = dt.date.fromordinal(int(np.nanmin(end))).replace(day=1)
    taught = (start >= first.toordinal()) & (start <= today)
    start, end, rows = start[taught], end[taught], rows[taught]
    happened = ~np.isnan(end)
    lag = np.where(happened, np.maximum(end - start, 0), today - start)
    curve = kaplan_meier(lag, rows * happened, rows * ~happened)
    enough = (curve.events > 0) & (curve.at_risk >= max(FEWEST_ROWS, FEWEST_SHARE * float(rows.sum())))
    incidence = 1 - curve.survival[enough]
    return Maturity(
        first,
        tuple(int(day) for day in curve.times[enough]),
        tuple(float(share) for share in incidence / incidence[-1:]),
        *arrivals,
    )
