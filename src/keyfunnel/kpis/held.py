"""What some members of a dimension (a team, with those below it) had, told from stored cells without asking the rows.

Stored are the groups that have rows. One that has none counted 0 where the company has a value, and several add up
where the KPI does; what can't be told exactly from cells has to be asked of the rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import fsum

import numpy as np

from keyfunnel.kpis.compute.additive import NO_ROWS
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.shapes import AsOf, Count, Distinct, Entered, Median, Ratio, Shape, Sum
from keyfunnel.model.calendar import Period
from keyfunnel.stats.intervals import wilson


def held(
    kpi: KPI, totals: Sequence[Measurement], cells: Sequence[Measurement], members: int
) -> list[Measurement] | None:
    """The values of ``members`` members together, in the periods of ``totals``, the company's stored values.

    ``cells`` are those stored of the members. None where they don't suffice.
    """
    if isinstance(kpi.shape, Entered):  # a level is entered for the very scope, which no group's cell tells
        return None
    by_period: dict[Period, list[Measurement]] = {}
    for cell in cells:
        by_period.setdefault(cell.period, []).append(cell)
    found = [_in_period(kpi.shape, total, by_period, members) for total in totals]
    return [one for one in found if one is not None] if None not in found else None


def _in_period(
    shape: Shape, total: Measurement, by_period: Mapping[Period, Sequence[Measurement]], members: int
) -> Measurement | None:
    cells = by_period.get(total.period, ())
    if not cells:
        return _absent(shape, total)
    if members == 1:
        return replace(cells[0], dimensions={}, ids={})
    return _together(shape, cells)


def _absent(shape: Shape, total: Measurement) -> Measurement | None:
    none = replace(total, value=None, n=0, numerator=None, denominator=None, low=None, high=None)
    if isinstance(shape, Ratio | Median):
        reason = NO_ROWS if total.n or total.reason is None else total.reason
        return replace(none, guardrails=(), reason=reason)
    # A sum may have rows of which none carries a value, which is no 0: they leave no cell either.
    counts = isinstance(shape, Count | Distinct) or (isinstance(shape, AsOf) and shape.value is None)
    if counts and total.value is not None:
        return replace(none, value=0.0, numerator=0.0, reason=None)
    return None


def _together(shape: Shape, cells: Sequence[Measurement]) -> Measurement | None:
    """Members have no row in common, so that counts and sums of rows add up; different values and medians don't."""
    if any(cell.value is None for cell in cells):
        return None
    n = sum(cell.n for cell in cells)
    numerator = _sum(cell.numerator for cell in cells)
    whole = replace(cells[0], n=n, numerator=numerator, dimensions={}, ids={})
    match shape:
        case Count() | Sum() | AsOf():
            return replace(whole, value=numerator)
        case Ratio(subset=True, complete=(), numerator=Count(), denominator=Count()):
            denominator = _sum(cell.denominator for cell in cells)
            low, high = wilson(np.array([numerator]), np.array([denominator]))
            value = numerator / denominator
            return replace(whole, value=value, denominator=denominator, low=float(low[0]), high=float(high[0]))
    return None


def _sum(numbers: Iterable[float | None]) -> float:
    """Money has four decimals: rounding undoes what adding binary fractions in another order would change."""
    return round(fsum(number or 0.0 for number in numbers), 4)
