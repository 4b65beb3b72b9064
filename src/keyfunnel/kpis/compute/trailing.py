"""Flows, and ratios of sums, over the months up to each period's end: what a month alone is too short to tell."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from keyfunnel.kpis.compute.cells import Cells, bare, nothing
from keyfunnel.kpis.compute.numbered import codes, examples
from keyfunnel.kpis.frame import Frame
from keyfunnel.model.calendar import Calendar, Grain, Period
from keyfunnel.stats.arrays import FloatArray, IntArray, floats
from keyfunnel.texts import N_, Message

NOT_SO_FAR_BACK = N_("It needs data from {start} on, and they reach back to {first}.")

# How many periods of a grain make a year. A year of weeks is 52, so that it ends and begins with a week.
_A_YEAR = {Grain.DAY: 365, Grain.WEEK: 52, Grain.MONTH: 12, Grain.QUARTER: 4, Grain.YEAR: 1}


def trailing(
    ask: Callable[[Frame], Cells],
    frame: Frame,
    calendar: Calendar,
    months: int,
    first: dt.date | None,
    ratio: bool = False,
) -> Cells:
    """The cells of a flow or a ``ratio`` of sums (``ask``) over ``months`` up to the end of each period; a range
    without a grain is its own window. A flow has no value where the data (from ``first`` on, its month taken as whole)
    don't reach that far back; a ratio is then that of what there is."""
    wide, last, width = _widened(frame, calendar, months)
    found = ask(wide)
    group, one_of = _numbered(found)
    windows = partial(_windows, place=found.place, group=group, groups=len(one_of), last=last, width=width)
    above, n = windows(found.numerator if ratio else found.value), windows(found.n)
    rows, places = np.nonzero(n > 0) if frame.dimensions else np.nonzero(np.ones_like(n, bool))
    keys = found.keys.take(one_of[rows]) if frame.dimensions else bare(len(rows))
    blank, sums = nothing(len(rows)), above[rows, places]
    below = windows(found.denominator)[rows, places] if ratio else blank
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(below > 0, sums / below, np.nan) if ratio else sums
    cells = Cells(places, keys, value, sums, below, n[rows, places], blank, blank)
    if ratio:
        return cells
    starts = [wide.periods[end - size + 1].start for end, size in zip(last, width, strict=True)]
    for place, start in enumerate(starts):
        if first is None or start < first.replace(day=1):
            told = {"start": start, "first": first or frame.clock}
            cells = cells.without(places == place, Message("not_so_far_back", NOT_SO_FAR_BACK, told))
    return cells


def _widened(frame: Frame, calendar: Calendar, months: int) -> tuple[Frame, IntArray, IntArray]:
    """A frame that holds each window's periods one after the other; where each window ends in it, and its width."""
    periods: list[Period] = []
    grains: list[Grain | None] = []
    last, width = np.zeros(len(frame.periods), np.int64), np.ones(len(frame.periods), np.int64)
    for grain, places in frame.by_grain():
        if grain is None:
            for place in places:
                last[place] = len(periods)
                periods.append(frame.periods[place])
                grains.append(None)
            continue
        size = max(1, _A_YEAR[grain] * months // 12)
        several = _with_earlier([frame.periods[place] for place in places], calendar, grain, size - 1)
        position = {period.start: len(periods) + at for at, period in enumerate(several)}
        for place in places:
            last[place], width[place] = position[frame.periods[place].start], size
        periods += several
        grains += [grain] * len(several)
    return replace(frame, periods=tuple(periods), grains=tuple(grains)), last, width


def _with_earlier(periods: list[Period], calendar: Calendar, grain: Grain, earlier: int) -> list[Period]:
    begin = min(periods)
    for _ in range(earlier):
        begin = calendar.before(begin, grain)
    return calendar.periods(begin.start, max(periods).end, grain)


def _numbered(cells: Cells) -> tuple[IntArray, IntArray]:
    """A number for each row's group, and a row of each group."""
    if not cells.keys.num_columns:
        return np.zeros(len(cells), np.int64), np.zeros(1, np.int64)
    group = codes(cells.keys)
    return group, examples(group)


def _windows(
    numbers: FloatArray, place: IntArray, group: IntArray, groups: int, last: IntArray, width: IntArray
) -> FloatArray:
    """(groups, windows): Σ ``numbers`` over each window; missing ones count 0."""
    size = int(max(place.max(initial=0), last.max(initial=0))) + 1
    flat = np.bincount(group * size + place, np.nan_to_num(numbers), groups * size)
    until = np.concatenate([np.zeros((groups, 1)), flat.reshape(groups, size).cumsum(axis=1)], axis=1)
    return floats(np.round(until[:, last + 1] - until[:, last + 1 - width], 4))
