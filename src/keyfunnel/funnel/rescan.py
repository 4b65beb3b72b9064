"""The way of subjects that entered stages out of order, from each of their entries.

They are few, so they are worked out together in memory: a row of an array for each subject, a column for each stage.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from keyfunnel.stats.arrays import IntArray

Flags = npt.NDArray[np.bool_]

_DAY = 86_400_000_000  # microseconds
_NEVER = np.iinfo(np.int64).max // _DAY * _DAY  # a midnight later than all


def rescanned(entries: pa.Table, stages: int) -> pa.Table:
    """``subject_id``, dates ``t1..`` and ``s1..`` of the subjects of ``entries``: see :mod:`keyfunnel.funnel.order`.

    ``entries`` has ``subject_id``, ``path``, ``stage`` and ``at`` (timestamps), in any order.
    """
    subjects = pa.array(entries["subject_id"].combine_chunks()).dictionary_encode()
    who = np.asarray(subjects.indices, dtype=np.int64)
    at = _microseconds(entries["at"])
    stage, path = (np.asarray(entries[name], dtype=np.int64) for name in ("stage", "path"))
    many = len(subjects.dictionary)
    counting, strict = _counting_skips(who, stage, at, many, stages), _strict(who, stage, path, at, many, stages)
    dates = {f"{kind}{k + 1}": found[:, k] for kind, found in (("t", counting), ("s", strict)) for k in range(stages)}
    return pa.table({"subject_id": subjects.dictionary, **{name: _dates(moments) for name, moments in dates.items()}})


def _counting_skips(who: IntArray, stage: IntArray, at: IntArray, many: int, stages: int) -> IntArray:
    """(subjects, stages): from the first entry to the lowest stage on, the first entry to each that went beyond every
    stage so far: not after the first entry to any later one."""
    lowest = np.full(many, stages)
    np.minimum.at(lowest, who, stage)
    begins = stage == lowest[who]
    start = np.full(many, _NEVER)
    np.minimum.at(start, who[begins], at[begins])
    counted = _at_or_after(at, start[who])
    first = np.full((many, stages), _NEVER)
    np.minimum.at(first, (who[counted], stage[counted] - 1), at[counted])
    beyond = np.full((many, stages), _NEVER)
    beyond[:, :-1] = np.minimum.accumulate(first[:, :0:-1], axis=1)[:, ::-1]
    return np.where(_at_or_after(beyond, first), first, _NEVER)


def _strict(who: IntArray, stage: IntArray, path: IntArray, at: IntArray, many: int, stages: int) -> IntArray:
    """(subjects, stages): the first entry to the path's first stage, then each first one at or after that before."""
    columns: list[IntArray] = []
    before = np.full(many, _NEVER)
    for k in range(1, stages + 1):
        follows = (path < k) & (before[who] < _NEVER) & _at_or_after(at, before[who])
        counted = (stage == k) & ((path == k) | follows)
        before = np.full(many, _NEVER)
        np.minimum.at(before, who[counted], at[counted])
        columns.append(before)
    return np.stack(columns, axis=1)


def _at_or_after(later: IntArray, earlier: IntArray) -> Flags:
    """Not before; by date alone where either is a midnight, which means that only the date is known."""
    same_day = later // _DAY == earlier // _DAY
    timed = (later % _DAY != 0) & (earlier % _DAY != 0)
    return np.asarray((later >= earlier) | (same_day & ~timed))


def _microseconds(moments: pa.ChunkedArray) -> IntArray:
    return np.asarray(moments.cast(pa.timestamp("us")).cast(pa.int64()), dtype=np.int64)


def _dates(moments: IntArray) -> pa.Array:
    return pa.array((moments // _DAY).astype(np.int32), pa.int32(), mask=moments == _NEVER).cast(pa.date32())
