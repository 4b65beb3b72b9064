"""Kaplan-Meier medians of many groups at once.

The same as :func:`keyfunnel.stats.survival.median_interval` of each group's curve, which its test holds it to, but laid
out as a table of groups and times: an edition has thousands of groups, most of them small.
"""

import numpy as np

from keyfunnel.kpis.compute.cells import Flags
from keyfunnel.stats.arrays import FloatArray, IntArray, floats
from keyfunnel.stats.intervals import normal_quantile

_CELLS_AT_ONCE = 2_000_000
_HALF = np.log(0.5)
_EXACT = 2e-12  # of a logarithm there: 1e-12 of the share itself


def survival_medians(
    values: FloatArray, counts: FloatArray, ended: Flags, group: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """``(median, low, high)`` of each group, NaN where the data don't reach it.

    ``counts`` of rows by time (``values``), ``ended`` or censored then; ``group`` numbers them 0..k-1, ascending, and
    times ascend within a group.
    """
    step, times, happened, left, groups = _steps(values, counts, ended, group)
    found = np.full((groups, 3), np.nan)
    sizes = np.bincount(step[0], minlength=groups)
    order = np.argsort(sizes, kind="stable")
    begin = 0
    while begin < groups:
        end = begin + 1
        while end < groups and (end + 1 - begin) * sizes[order[end]] <= _CELLS_AT_ONCE:
            end += 1
        chosen = order[begin:end]
        found[chosen] = _medians(chosen, step, times, happened, left, int(sizes[chosen].max(initial=1)))
        begin = end
    return found[:, 0], found[:, 1], found[:, 2]


Steps = tuple[IntArray, IntArray]


def _steps(
    values: FloatArray, counts: FloatArray, ended: Flags, group: IntArray
) -> tuple[Steps, FloatArray, FloatArray, FloatArray, int]:
    """Each distinct time of each group: (its group, its turn in it), the time, how many ended and were censored."""
    begins = np.concatenate([[True], (group[1:] != group[:-1]) | (values[1:] != values[:-1])])
    place = np.cumsum(begins) - 1
    happened, left = floats(np.bincount(place, counts * ended)), floats(np.bincount(place, counts * ~ended))
    owner: IntArray = group[begins]
    first = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1]]))
    turn = np.arange(len(owner)) - np.repeat(first, np.diff([*first, len(owner)]))
    return (owner, np.asarray(turn)), floats(values[begins]), happened, left, int(owner[-1]) + 1


def _medians(
    chosen: IntArray, step: Steps, times: FloatArray, happened: FloatArray, left: FloatArray, width: int
) -> FloatArray:
    owner, turn = step
    row_of = np.full(int(owner[-1]) + 1, -1)
    row_of[chosen] = np.arange(len(chosen))
    mine = row_of[owner] >= 0
    rows, turns = row_of[owner[mine]], turn[mine]
    at, events, exits = (np.zeros((len(chosen), width)) for _ in range(3))
    at[rows, turns], events[rows, turns] = times[mine], happened[mine]
    exits[rows, turns] = happened[mine] + left[mine]
    at_risk = exits[:, ::-1].cumsum(axis=1)[:, ::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(1 - np.where(at_risk > 0, events / at_risk, 0), axis=1)
        variance = survival**2 * np.cumsum(np.where(events > 0, events / (at_risk * (at_risk - events)), 0), axis=1)
        heights = np.log(survival)
        reach = np.exp(normal_quantile(0.95) * np.sqrt(variance) / (survival * heights))
        low, high = heights / reach, heights * reach
    stepped = events > 0
    bounded = stepped & ~np.isnan(low)
    return np.stack(
        [_first_time(at, heights, stepped), _first_time(at, low, bounded), _first_time(at, high, bounded)], axis=1
    )


def _first_time(at: FloatArray, heights: FloatArray, steps: Flags) -> FloatArray:
    """When ``heights`` (their logarithms) first come down to one half, at a step; midway to the next step where they
    lie on it exactly."""
    with np.errstate(invalid="ignore"):
        reached = steps & (heights <= _HALF + _EXACT)
    rows = np.arange(len(at))
    first = reached.argmax(axis=1)
    time = np.where(reached.any(axis=1), at[rows, first], np.nan)
    exactly = np.flatnonzero(np.abs(heights[rows, first] - _HALF) <= _EXACT)
    later = steps[exactly] & (np.arange(at.shape[1]) > first[exactly, None])
    following = at[exactly, later.argmax(axis=1)]
    time[exactly] = np.where(later.any(axis=1), (time[exactly] + following) / 2, time[exactly])
    return time
