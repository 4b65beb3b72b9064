"""From stage entries in any order to each subject's ordered way through the stages.

Two readings of one history, neither dependent on a window:

``t1..tk`` **counting skips**. A subject starts with its first entry to the lowest stage it ever entered. From
then on, in the order of time, entering a stage beyond the furthest so far reaches it, and implies those
skipped; anything else is a re-entry or a move back. ``t`` is null for a stage that was only implied.

``s1..sk`` **strict**. The first entry to the path's first stage, then at each stage the first entry at or after
the entry to the stage before. A stage without one ends the path.

The trap is the one-pass query, "the minimum per stage, where it lies after the minimum before": it misses
whoever entered a stage too early and again later. It is right for everyone whose minima are in order, though
(:func:`keyfunnel.funnel.minima.from_minima`), so only the others are looked at again (:mod:`keyfunnel.funnel.rescan`).
"""

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.funnel.query import Skips
from keyfunnel.funnel.rescan import DAY, NEVER, Flags, Histories, rescanned
from keyfunnel.stats.arrays import IntArray

PREFIX = {Skips.COUNT: "t", Skips.STRICT: "s"}
"""What the columns of a reading begin with."""

_BLOCK = 1 << 17  # entries worked on at once: what they need stays close to the processor


def ordered(entries: ir.Table, stages: int, readings: Collection[Skips] = tuple(Skips)) -> pa.Table:
    """Each subject that entered any stage: ``subject_id`` and, of the ``readings``, dates ``t1..t{stages}`` and
    ``s1..s{stages}``.

    ``entries`` has ``subject_id``, ``stage`` (1..stages), ``at`` (timestamp) and ``path``, the stage at which the
    subject's strict path begins (the same in all its rows). Dates come out, because only the order of entries
    needs the time of day: durations and windows are counted in calendar days.
    """
    return in_order(entries.select("subject_id", "path", "stage", "at").to_pyarrow(), stages, readings)


def in_order(rows: pa.Table, stages: int, readings: Collection[Skips] = tuple(Skips)) -> pa.Table:
    """As :func:`ordered`, from entries in memory; fastest where they are sorted by subject."""
    rows = _by_subject(rows.combine_chunks())
    names = [f"{PREFIX[reading]}{k}" for reading in readings for k in range(1, stages + 1)]
    kinds = [("subject_id", rows.schema.field("subject_id").type), *((name, pa.date32()) for name in names)]
    schema = pa.schema(kinds)
    with ThreadPoolExecutor() as pool:
        columns = pool.map(lambda block: _block(block[0], block[1], stages, readings), _blocks(rows))
        return pa.Table.from_batches([pa.record_batch(found, schema) for found in columns], schema)


def _by_subject(rows: pa.Table) -> pa.Table:
    who = rows["subject_id"]
    ascend = pc.all(pc.greater_equal(who[1:], who[:-1])).as_py()
    return rows if ascend else rows.sort_by("subject_id").combine_chunks()


def _blocks(rows: pa.Table) -> Iterator[tuple[pa.Table, IntArray]]:
    """Pieces of ``rows`` that hold subjects whole, each with the places where a subject begins."""
    if not rows.num_rows:
        return
    who = rows["subject_id"]
    starts = np.flatnonzero(np.r_[True, np.asarray(pc.not_equal(who[1:], who[:-1]))])
    cuts = np.unique(np.searchsorted(starts, np.arange(0, rows.num_rows, _BLOCK)))
    for begin, end in zip(cuts, [*cuts[1:], len(starts)], strict=True):
        first, last = starts[begin], starts[end] if end < len(starts) else rows.num_rows
        yield rows.slice(first, last - first), starts[begin:end] - first


def _block(rows: pa.Table, starts: IntArray, stages: int, readings: Collection[Skips]) -> list[pa.Array]:
    """The columns of the result for whole subjects that begin at ``starts``."""
    who = np.repeat(np.arange(len(starts)), np.diff(starts, append=rows.num_rows))
    stage, path = np.asarray(rows["stage"]).astype(np.int64), np.asarray(rows["path"])
    histories = Histories(who, stage, path, _microseconds(rows["at"]), len(starts), stages)
    first = histories.first()
    late = np.flatnonzero(_out_of_order(first))
    again = rescanned(histories.of(late), readings) if len(late) else {}
    columns = [rows["subject_id"].combine_chunks().take(pa.array(starts))]
    for reading in readings:
        found = first.copy() if reading is Skips.COUNT else _unbroken(first, path[starts])
        if reading in again:
            found[:, late] = again[reading]
        columns += map(_dates, found)
    return columns


def _out_of_order(first: IntArray) -> Flags:
    """Whose first entry to some stage lies before that to a stage that precedes it."""
    late = np.zeros(first.shape[1], dtype=bool)
    nearest_after = first[-1]
    for moments in first[-2::-1]:
        late |= (moments > nearest_after) & (moments < NEVER)
        nearest_after = np.minimum(moments, nearest_after)
    return late


def _unbroken(first: IntArray, path: IntArray) -> IntArray:
    """``first`` as far as no stage is lacking since that at which the path begins."""
    goes_on = np.zeros(first.shape[1], dtype=bool)
    found = np.full_like(first, NEVER)
    for k, moments in enumerate(first, start=1):
        goes_on = (goes_on | (path == k)) & (path <= k) & (moments < NEVER)
        np.copyto(found[k - 1], moments, where=goes_on)
    return found


def _microseconds(moments: pa.ChunkedArray) -> IntArray:
    return np.asarray(moments.cast(pa.timestamp("us")).cast(pa.int64()), dtype=np.int64)


def _dates(moments: IntArray) -> pa.Array:
    return pa.array((moments // DAY).astype(np.int32), pa.date32(), mask=moments == NEVER)
