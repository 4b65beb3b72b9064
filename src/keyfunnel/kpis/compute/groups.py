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
    """A number for each row, the same where all columns (and ``start``) are the same; nulls are equal."""
    code = np.zeros(keys.num_rows, np.int64) if start is None else start
    for column in keys.columns:
        encoded = pa.array(column.combine_chunks()).dictionary_encode(null_encoding="encode")
        indices = np.asarray(encoded.indices, dtype=np.int64)
        code = np.unique(code * max(1, len(encoded.dictionary)) + indices, return_inverse=True)[1]
    return np.asarray(code, dtype=np.int64)


def _placed(at: IntArray, frame: Frame, places: Sequence[int]) -> tuple[IntArray, IntArray]:
    """For periods of one grain, which don't overlap: where each row falls, and which rows fall anywhere."""
    order = sorted(places, key=lambda place: frame.periods[place].start)
    starts = np.array([frame.periods[place].start.toordinal() for place in order])
    ends = np.array([frame.periods[place].end.toordinal() for place in order])
    index = np.searchsorted(starts, at, side="right") - 1
    rows = np.flatnonzero((index >= 0) & (at < ends[np.maximum(index, 0)]))
    return np.asarray(order, dtype=np.int64)[index[rows]], rows


def _added(place: IntArray, keys: pa.Table, rows: IntArray, totals: Mapping[str, FloatArray]) -> Sums:
    by_row = codes(keys)[rows] if keys.num_columns else np.zeros(len(rows), np.int64)
    size = int(by_row.max(initial=0)) + 1
    _, first, group = np.unique(place * size + by_row, return_index=True, return_inverse=True)
    return Sums(
        place[first],
        keys.take(pa.array(rows[first])) if keys.num_columns else bare(len(first)),
        {name: floats(np.bincount(group, total, len(first))) for name, total in totals.items()},
    )


def _or_zero(one: Sums, name: str) -> FloatArray:
    return one.totals[name] if name in one.totals else np.zeros(len(one))
