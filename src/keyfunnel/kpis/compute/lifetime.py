"""What a subscriber is worth: margin a month for as many months as customers usually stay."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from keyfunnel.kpis.compute.cells import Cells
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.shapes import Lifetime
from keyfunnel.model.calendar import Calendar, Grain, Period, add_months
from keyfunnel.stats.arrays import FloatArray, floats
from keyfunnel.stats.intervals import wilson
from keyfunnel.texts import N_, Message

Ask = Callable[[str, Frame], Cells]
Group = tuple[object, ...]
Fractions = dict[Group, tuple[float, float]]

NOBODY_LEFT = Message("nobody_left", N_("No customer left in that time, so it can't be told how long they stay."))
NO_MARGIN = Message("no_margin", N_("Its customers, their monthly revenue or the margin on it aren't known here."))


def lifetime(shape: Lifetime, ask: Ask, calendar: Calendar, frame: Frame) -> Cells:
    """Revenue per customer × margin ÷ monthly churn: revenue and customers at the period's end, margin and churn over
    the whole months up to it. n counts the customers.

    The interval is that of the churn (Wilson over customer-months), which is far the least certain of the three. The
    expected lifetime 1 ÷ churn takes churn to be constant (Gupta and Lehmann 2003, J. Interactive Marketing 17:9-24).
    """
    windows = [months_before(calendar, min(period.end, frame.clock), shape.months) for period in frame.periods]
    months = sorted({month for window in windows for month in window})
    monthly = replace(frame, periods=tuple(months), grains=(Grain.MONTH,) * len(months))
    churn, margin = (_fractions(ask(key, monthly)) for key in (shape.churn, shape.margin))
    customers, mrr = ask(shape.customers, frame), ask(shape.mrr, frame)
    place_of = {month: place for place, month in enumerate(months)}
    within = [[place_of[month] for month in window] for window in windows]
    groups = customers.groups()
    gone, started = _summed(churn, groups, within)
    earned, revenue = _summed(margin, groups, within)
    paid = dict(zip(mrr.groups(), mrr.value, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.array([paid.get(group, np.nan) for group in groups]) / customers.value * (earned / revenue)
        rate = gone / started
        low, high = wilson(gone, started)
        value = np.where(gone > 0, each / rate, np.nan)
        ends = np.where(gone > 0, each / high, np.nan), np.where(gone > 0, each / low, np.nan)
    known = np.isfinite(each) & (started > 0)
    value, shortest, longest = (np.where(known, numbers, np.nan) for numbers in (value, *ends))
    cells = Cells(customers.place, customers.keys, value, each, rate, customers.n, shortest, longest, customers.reasons)
    return cells.without(known & (gone == 0), NOBODY_LEFT).without(np.isnan(value), NO_MARGIN)


def months_before(calendar: Calendar, end: dt.date, count: int) -> list[Period]:
    """The last whole months before ``end``."""
    until = end.replace(day=1)
    return [calendar.period(add_months(until, -back), Grain.MONTH) for back in range(count, 0, -1)]


def _fractions(cells: Cells) -> Fractions:
    pairs = zip(np.nan_to_num(cells.numerator).tolist(), np.nan_to_num(cells.denominator).tolist(), strict=True)
    return dict(zip(cells.groups(), pairs, strict=True))


def _summed(found: Fractions, groups: Iterable[Group], within: list[list[int]]) -> tuple[FloatArray, FloatArray]:
    """For each period and group the numerators and denominators of its months."""
    sums = [
        np.sum([found.get((month, *names), (0.0, 0.0)) for month in within[int(str(place))]], axis=0)
        for place, *names in groups
    ]
    above, below = np.array(sums, dtype=np.float64).reshape(-1, 2).T
    return floats(above), floats(below)
