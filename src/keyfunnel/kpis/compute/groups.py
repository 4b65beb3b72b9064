"""Sums by group: the numbers that come back from an engine, rolled up to periods.

``place`` is the position of a period in the frame; ``keys`` a table of the group's columns, row by row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from keyfunnel.kpis.compute.cells import bare
from keyfunnel.kpis.frame import Frame
from keyfunnel.stats.arrays import FloatArray, IntArray, floats


@dataclass(frozen=True)
class Grouped:
    """What an engine counted: ``at`` is the day (ordinal) a row's date falls in or begins with, None where the query
    was bound to one period; ``totals`` run beside ``keys``."""

    at: IntArray | None
    keys: pa.Table
    totals: Mapping[str, FloatArray]


@dataclass(frozen=True)
class Sums:
    """``totals`` by period and group; no combination comes twice."""

    place: IntArray
    keys: pa.Table
    totals: Mapping[str, FloatArray]

    def __len__(self) -> int:
        return len(self.place)


def roll_up(grouped: Grouped, frame: Frame, columns: Sequence[str]) -> Sums:
    """``grouped`` added up to the frame's periods, kept apart by ``columns`` of its keys."""
    keys = grouped.keys.select(list(columns))
    if grouped.at is None:
        places, rows = np.zeros(keys.num_rows, np.int64), np.arange(keys.num_rows)
    else:
        found = [_placed(grouped.at, frame, places) for _, places in frame.by_grain()]
        places = np.concatenate([place for place, _ in found])
        rows = np.concatenate([row for _, row in found])
    return _added(places, keys, rows, {name: total[rows] for name, total in grouped.totals.items()})


def together(several: Sequence[Sums]) -> Sums:
    """Sums over the same columns side by side: a group that one lacks counts 0 there."""
    if len(several) == 1:
        return several[0]
    place = np.concatenate([one.place for one in several])
    columns = several[0].keys.num_columns
    keys = pa.concat_tables([one.keys for one in several]) if columns else bare(len(place))
    names = [name for one in several for name in one.totals]
    totals = {name: np.concatenate([_or_zero(one, name) for one in several]) for name in names}
    return summed(place, keys, totals)


def summed(place: IntArray, keys: pa.Table, totals: Mapping[str, FloatArray]) -> Sums:
    """Rows that may repeat a period and group, added up."""
    return _added(place, keys, np.arange(len(place)), totals)


def codes(keys: pa.Table, start: IntArray | None = None) -> IntArray:
    """A number for each row, the same where all columns (and ``start``) are the same; nulls are equal.

    Numbers ascend from 0 without gaps, by ``start`` first.
    """
    code = np.zeros(keys.num_rows, np.int64) if start is None else start
    for column in keys.columns:
        encoded = pa.array(column.combine_chunks()).dictionary_encode(null_encoding="encode")
        indices = np.asarray(encoded.indices, dtype=np.int64)
        code = _without_gaps(code * max(1, len(encoded.dictionary)) + indices)
    return code


def different(each: Grouped, frame: Frame, columns: Sequence[str], name: str) -> Sums:
    """How many different values of the key ``_different`` each period and group has as ``name``; of how many rows.

    A value counts where it comes for the first time in a period: in the order of time, every row whose predecessor
    (of the same group and value) lies in another one.
    """
    ((_, rows),) = each.totals.items()
    keys = each.keys.select(list(columns))
    group = codes(keys) if columns else np.zeros(len(rows), np.int64)
    value = codes(each.keys.select(["_different"]))
    when, days = _numbered_days(each.at, len(rows))
    values = int(value.max(initial=0)) + 1
    packed = (group * values + value) * max(1, len(days)) + when
    order = np.argsort(packed)
    pair, when = np.divmod(packed[order], max(1, len(days)))
    new = np.concatenate([[True], pair[1:] != pair[:-1]])[: len(pair)]
    group, rows = pair // values, rows[order]
    found: list[tuple[IntArray, IntArray, FloatArray]] = []
    for _, places in frame.by_grain() if each.at is not None else [(None, [0])]:
        place_of = np.full(len(days), -1)
        if each.at is None:
            place_of[:] = 0
        else:
            where, inside = _placed(days, frame, places)
            place_of[inside] = where
        place = place_of[when]
        first = new | np.concatenate([[True], place[1:] != place[:-1]])[: len(place)]
        chosen = np.flatnonzero(place >= 0)
        found.append((place[chosen], chosen, floats(first[chosen])))
    place, chosen, first = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return _in_cells(place, keys.take(pa.array(order)), group, chosen, {name: first, f"{name}_n": rows[chosen]})


def _numbered_days(at: IntArray | None, rows: int) -> tuple[IntArray, IntArray]:
    """Each row's day as a number, and the days by these; one day where the query was bound to one period."""
    if at is None or not rows:
        return np.zeros(rows, np.int64), np.zeros(1, np.int64)
    number, days = _numbered(at - at.min())
    return number, days + at.min()


def _placed(at: IntArray, frame: Frame, places: Sequence[int]) -> tuple[IntArray, IntArray]:
    """For periods of one grain, which don't overlap: where each row falls, and which rows fall anywhere."""
    order = sorted(places, key=lambda place: frame.periods[place].start)
    starts = np.array([frame.periods[place].start.toordinal() for place in order])
    ends = np.array([frame.periods[place].end.toordinal() for place in order])
    index = np.searchsorted(starts, at, side="right") - 1
    rows = np.flatnonzero((index >= 0) & (at < ends[np.maximum(index, 0)]))
    return np.asarray(order, dtype=np.int64)[index[rows]], rows


def _added(place: IntArray, keys: pa.Table, rows: IntArray, totals: Mapping[str, FloatArray]) -> Sums:
    """Totals of ``rows`` by ``place`` and group, ascending. Rows of ``keys`` say which group is which."""
    by_row = codes(keys) if keys.num_columns else np.zeros(max(1, keys.num_rows), np.int64)
    return _in_cells(place, keys, by_row, rows, totals)


def _in_cells(
    place: IntArray, keys: pa.Table, by_row: IntArray, rows: IntArray, totals: Mapping[str, FloatArray]
) -> Sums:
    """The same where the number of the group is known ``by_row`` of ``keys``."""
    size = int(by_row.max(initial=0)) + 1
    cell, present = _numbered(place * size + by_row[rows])
    example = np.zeros(size, np.int64)
    example[by_row] = np.arange(len(by_row))
    return Sums(
        present // size,
        keys.take(pa.array(example[present % size])) if keys.num_columns else bare(len(present)),
        {name: floats(np.bincount(cell, total, len(present))) for name, total in totals.items()},
    )


def _without_gaps(numbers: IntArray) -> IntArray:
    return _numbered(numbers)[0]


def _numbered(numbers: IntArray) -> tuple[IntArray, IntArray]:
    """Each number's rank among the different ones, and those ascending. Sorts only where they are scattered."""
    span = int(numbers.max(initial=-1)) + 1
    if span > 4 * len(numbers) + 100_000:
        found, rank = np.unique(numbers, return_inverse=True)
        return np.asarray(rank, dtype=np.int64), np.asarray(found, dtype=np.int64)
    present = np.bincount(numbers, minlength=span) > 0
    return (np.cumsum(present) - 1)[numbers], np.flatnonzero(present)


def _or_zero(one: Sums, name: str) -> FloatArray:
    return one.totals[name] if name in one.totals else np.zeros(len(one))
