"""Sums by group: the numbers that come back from an engine, rolled up to periods.

``place`` is the position of a period in the frame; ``keys`` a table of the group's columns, row by row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from keyfunnel.kpis.compute.cells import bare
from keyfunnel.kpis.compute.numbered import codes, examples, ranked, stacked
from keyfunnel.kpis.frame import Frame
from keyfunnel.stats.arrays import FloatArray, IntArray, floats


@dataclass(frozen=True)
class Grouped:
    """What an engine counted: ``at`` is the day (ordinal) a row's date falls in or begins with, None where the query
    was bound to one period; ``totals`` run beside ``keys``."""

    at: IntArray | None
    keys: pa.Table
    totals: Mapping[str, FloatArray]

    def places(self, frame: Frame) -> Iterator[IntArray]:
        """For each grain of the frame, whose periods don't overlap, the place where each row falls; -1 outside."""
        if self.at is None:
            yield np.zeros(self.keys.num_rows, np.int64)
            return
        when, days = self.days
        for _, places in frame.by_grain():
            yield _place_of(days, frame, places)[when]

    @cached_property
    def days(self) -> tuple[IntArray, IntArray]:
        """Each row's day as a number, and the days by these; none where the query was bound to one period."""
        if self.at is None or not len(self.at):
            return np.zeros(self.keys.num_rows, np.int64), np.zeros(0, np.int64)
        first = self.at.min()
        when, days = ranked(self.at - first)
        return when, days + first


@dataclass(frozen=True)
class Sums:
    """``totals`` by period and group, ascending as these do; no combination comes twice."""

    place: IntArray
    keys: pa.Table
    totals: Mapping[str, FloatArray]

    def __len__(self) -> int:
        return len(self.place)


def roll_up(grouped: Grouped, frame: Frame, columns: Sequence[str]) -> Sums:
    """``grouped`` added up to the frame's periods, kept apart by ``columns`` of its keys."""
    return _added(list(grouped.places(frame)), grouped.keys.select(list(columns)), grouped.totals)


def together(several: Sequence[Sums]) -> Sums:
    """Sums over the same columns side by side: a group that one lacks counts 0 there."""
    if len(several) == 1:
        return several[0]
    place = np.concatenate([one.place for one in several])
    keys = stacked(*(one.keys for one in several)) if several[0].keys.num_columns else bare(len(place))
    names = [name for one in several for name in one.totals]
    totals = {name: np.concatenate([_or_zero(one, name) for one in several]) for name in names}
    return _added([place], keys, totals)


def different(each: Grouped, frame: Frame, columns: Sequence[str], name: str) -> Sums:
    """How many different values of the key ``_different`` each period and group has as ``name``; of how many rows.

    A value counts where it comes for the first time in a period: in the order of time, every row whose predecessor
    (of the same group and value) lies in another one.
    """
    ((_, rows),) = each.totals.items()
    keys = each.keys.select(list(columns))
    pair = codes(each.keys.select([*columns, "_different"]))
    when, days = each.days
    order = np.argsort(pair * max(1, len(days)) + when)
    pair = pair[order]
    again = np.concatenate([[False], pair[1:] == pair[:-1]])[: len(pair)]
    places, firsts = [], []
    for found in each.places(frame):
        place = found[order]
        places.append(place)
        firsts.append(floats(~again | np.concatenate([[True], place[1:] != place[:-1]])[: len(place)]))
    keys = keys.take(order) if columns else keys
    return _added(places, keys, {f"{name}_n": rows[order]}, {name: firsts})


def _place_of(days: IntArray, frame: Frame, places: Sequence[int]) -> IntArray:
    """The place among ``places`` where each day falls; -1 outside."""
    order = sorted(places, key=lambda place: frame.periods[place].start)
    starts = np.array([frame.periods[place].start.toordinal() for place in order])
    ends = np.array([frame.periods[place].end.toordinal() for place in order])
    index = np.searchsorted(starts, days, side="right") - 1
    inside = (index >= 0) & (days < ends[np.maximum(index, 0)])
    return np.where(inside, np.asarray(order, dtype=np.int64)[index], -1)


def _added(
    places: Sequence[IntArray],
    keys: pa.Table,
    totals: Mapping[str, FloatArray],
    by_places: Mapping[str, Sequence[FloatArray]] | None = None,
) -> Sums:
    """Totals by place and group: each row counts once at each of its ``places``, but for negative ones.

    Of the totals in ``by_places`` a row has another one for each place.
    """
    group = codes(keys)
    size = int(group.max(initial=0)) + 1
    cell, present = ranked(np.concatenate([(place + 1) * size + group for place in places]))
    cells = np.split(cell, len(places))
    outside = int(np.searchsorted(present, size))  # cells of place -1 come first

    def added(several: Sequence[FloatArray]) -> FloatArray:
        sums = np.zeros(len(present))
        for one, total in zip(cells, several, strict=True):
            sums += np.bincount(one, total, len(present))
        return sums[outside:]

    inside = present[outside:]
    return Sums(
        inside // size - 1,
        keys.take(examples(group)[inside % size]) if keys.num_columns else bare(len(inside)),
        {name: added([total] * len(places)) for name, total in totals.items()}
        | {name: added(several) for name, several in (by_places or {}).items()},
    )


def _or_zero(one: Sums, name: str) -> FloatArray:
    return one.totals[name] if name in one.totals else np.zeros(len(one))
