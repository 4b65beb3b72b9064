"""KPIs made from other KPIs: growth, and formulas."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import reduce

import numpy as np

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.compute.cells import Cells, Flags, nothing
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.compute.targets import targets
from keyfunnel.kpis.compute.trailing import trailing
from keyfunnel.kpis.coverage import first_day
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.shapes import Derived, Growth, Ratio
from keyfunnel.model.calendar import Grain, Period, add_months, span, whole_months
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.stats.intervals import wilson
from keyfunnel.texts import N_, Message

Ask = Callable[[str, Frame], Cells]
SUMS = ("numerator", "denominator")

NOTHING_BEFORE = Message("nothing_before", N_("There is nothing before it to compare with."))
NOT_ALL_BEFORE = Message("not_all_before", N_("The period it is compared with isn't wholly covered by data."))
NO_RESULT = Message("no_result", N_("One of the numbers that the value is made from is missing, 0 or less."))


def grown(shape: Growth, ask: Ask, frame: Frame, first: dt.date | None) -> Cells:
    """KPI ``of`` ÷ the same one period (or one year) before − 1; numerator now, denominator then."""
    now = ask(shape.of, frame)
    earlier = tuple(_before(period, grain, shape) for period, grain in zip(frame.periods, frame.grains, strict=True))
    then = ask(shape.of, frame.over(earlier))
    base = now.beside(then, then.value)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(base > 0, now.value / base - 1, np.nan)
    blank = nothing(len(now))
    cells = Cells(now.place, now.keys, value, now.value, base, now.n, blank, blank, now.reasons)
    partly = np.array(
        [
            first is None or not _reaches(period, grain, first)
            for period, grain in zip(earlier, frame.grains, strict=True)
        ],
        bool,
    )
    return cells.without(np.isnan(value), NOTHING_BEFORE) if not partly.any() else _explained(cells, partly)


def _explained(cells: Cells, partly: Flags) -> Cells:
    return cells.without(partly[cells.place], NOT_ALL_BEFORE).without(np.isnan(cells.value), NOTHING_BEFORE)


def _before(period: Period, grain: Grain | None, shape: Growth) -> Period:
    """The period to compare with. Weeks of a year ago are 52 weeks back, so that weekdays match."""
    if shape.year:
        if grain is Grain.WEEK:
            return span(period.start - dt.timedelta(weeks=52), period.end - dt.timedelta(weeks=52))
        return span(add_months(period.start, -12), add_months(period.end, -12))
    if grain is not Grain.WEEK and (months := whole_months(period)):
        return span(add_months(period.start, -months), period.start)
    return span(period.start - dt.timedelta(days=period.days), period.start)


def _reaches(period: Period, grain: Grain | None, first: dt.date) -> bool:
    """Whether data cover the whole period; a first row within its first month is taken as the beginning of it."""
    begins = first if grain in (Grain.DAY, Grain.WEEK) else first.replace(day=1)
    return period.start >= begins


def derived(shape: Derived, ask: Ask, source: Source, frame: Frame, zero: Mapping[str, bool]) -> Cells:
    """The formula's cells; ``zero`` tells which inputs are 0 where absent. Its groups are those of its first input and
    of all that count, so that what is counted of each adds up to what is counted of all."""
    first, *_ = (name.split(":")[0] for name in shape.inputs)
    cells = {key: _input(shape, key, ask, source, frame) for key in zero}
    others = (cells[key] for key, counts in zero.items() if counts and key != first)
    leading = reduce(Cells.joined, others, cells[first])
    arguments = [_argument(name, cells, zero, leading, source, frame) for name in shape.inputs]
    with np.errstate(divide="ignore", invalid="ignore"):
        numerator, denominator = (np.asarray(part, dtype=np.float64) for part in shape.formula(*arguments))
        value = np.where(denominator > 0, numerator / denominator, np.nan)
    blank = nothing(len(leading))
    low, high = wilson(numerator, denominator) if shape.subset else (blank, blank)
    counted = cells[shape.counting or first]
    n = leading.beside(counted, counted.n, 0.0)
    result = Cells(leading.place, leading.keys, value, numerator, denominator, n, low, high)
    for other in cells.values():
        if other.reasons:
            same = leading.rows_in(other).tolist()
            lacking = np.flatnonzero(np.isnan(value)).tolist()
            result.reasons.update({row: other.reasons[same[row]] for row in lacking if same[row] in other.reasons})
    return result.without(np.isnan(value), NO_RESULT)


def _argument(
    name: str,
    cells: Mapping[str, Cells],
    zero: Mapping[str, bool],
    leading: Cells,
    source: Source,
    frame: Frame,
) -> FloatArray:
    key, _, part = name.partition(":")
    if key == "target":
        return targets(part, leading, source, frame)
    numbers: FloatArray = getattr(cells[key], part or "value")
    return leading.beside(cells[key], numbers, 0.0 if zero[key] or part in SUMS else np.nan)


def _input(shape: Derived, key: str, ask: Ask, source: Source, frame: Frame) -> Cells:
    of = catalogue.get(key)
    ratio = isinstance(of.shape, Ratio)
    if shape.trailing is None or not (ratio or of.accumulates == "flow"):
        return ask(key, frame)
    calendar, first = source.facts.workspace.calendar, first_day(source.facts, of.shape)
    return trailing(lambda wide: ask(key, wide), frame, calendar, shape.trailing, first, ratio)
