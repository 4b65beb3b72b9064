"""What was open at each period's end: everything opened before it, less everything closed before it."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from ibis import _

from keyfunnel.kpis.compute.additive import valued
from keyfunnel.kpis.compute.cells import Cells, bare, nothing
from keyfunnel.kpis.compute.groups import Grouped
from keyfunnel.kpis.compute.numbered import codes, examples, stacked
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.compute.tally import Tally, Total
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.shapes import AsOf
from keyfunnel.model.calendar import Grain
from keyfunnel.stats.arrays import FloatArray, IntArray


@lru_cache(maxsize=4096)
def tallies(shape: AsOf) -> list[Tally]:
    opened = _[shape.opened].notnull()
    counts = opened if shape.where is None else opened & shape.where
    totals = {"rows": Total(None, counts)}
    if shape.value is not None:
        totals |= {"value": Total(shape.value, counts), "valued": Total(None, counts & shape.value.notnull())}
    return [Tally(shape.base, date, totals, from_the_start=True) for date in (shape.opened, shape.closed)]


def standing(shape: AsOf, source: Source, frame: Frame) -> Cells:
    """The cells of an as-of value; periods that the clock cuts short are looked at where it stands.

    Groups with nothing open are left out; n counts what was open (and carried a value, where values are summed).
    """
    columns = [column for name in frame.dimensions for column in (name, f"{name}_id")]
    opened, closed = (source.fetch(tally, _in_time(frame)) for tally in tallies(shape))
    keys = stacked(opened.keys.select(columns), closed.keys.select(columns)) if columns else None
    group = np.zeros(len(_days(opened)) + len(_days(closed)), np.int64) if keys is None else codes(keys)
    groups = int(group.max(initial=0)) + 1
    levels = {name: _levels(name, opened, closed, group, groups, frame) for name in opened.totals}
    n = levels["rows"]
    value = n if shape.value is None else np.round(levels["value"] * shape.times, 4)
    carried = n if shape.value is None else levels["valued"]
    rows, places = np.nonzero(n > 0.5) if columns else np.nonzero(np.ones_like(n, bool))
    found = value[rows, places]
    blank = nothing(len(rows))
    chosen = keys.take(examples(group)[rows]) if keys is not None else bare(len(rows))
    return valued(Cells(places, chosen, found, found, blank, carried[rows, places], blank, blank), n[rows, places])


def _in_time(frame: Frame) -> Frame:
    """A range without a grain is asked by day here: what counts is its end, not a single sum."""
    return replace(frame, grains=tuple(grain or Grain.DAY for grain in frame.grains))


def _days(grouped: Grouped) -> IntArray:
    if grouped.at is None:
        raise ValueError("what is open at a period's end needs days")
    return grouped.at


def _levels(name: str, opened: Grouped, closed: Grouped, group: IntArray, groups: int, frame: Frame) -> FloatArray:
    """(groups, periods): Σ opened before each period's end, less Σ closed before it."""
    ends = np.array([min(period.end, frame.clock).toordinal() for period in frame.periods])
    order = np.argsort(ends, kind="stable")
    days = np.concatenate([_days(opened), _days(closed)])
    change = np.concatenate([opened.totals[name], -closed.totals[name]])
    turn = np.searchsorted(ends[order], days, side="right")  # the first end that lies after the day
    within = turn < len(ends)
    moved = np.bincount(group[within] * len(ends) + turn[within], change[within], groups * len(ends))
    levels = np.empty((groups, len(ends)))
    levels[:, order] = moved.reshape(groups, len(ends)).cumsum(axis=1)
    return levels
