"""The ordered chain in plain Python, one subject at a time, to hold the set-based one to."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from keyfunnel.funnel.order import in_order

Entry = tuple[int, dt.datetime]  # stage, at
Dates = Mapping[int, dt.date]


def at_or_after(later: dt.datetime, earlier: dt.datetime) -> bool:
    timed = later.time() != dt.time() and earlier.time() != dt.time()
    return later >= earlier if timed else later.date() >= earlier.date()


def strict(entries: Iterable[Entry], path: int) -> dict[int, dt.date]:
    """The first entry to ``path``, then at each stage the first at or after the one before."""
    found: dict[int, dt.date] = {}
    before = None
    for stage in range(path, 100):
        ats = [at for s, at in entries if s == stage and (before is None or at_or_after(at, before))]
        if not ats:
            return found
        before = min(ats)
        found[stage] = before.date()
    return found


def counting_skips(entries: Sequence[Entry]) -> dict[int, dt.date]:
    """From the first entry to the lowest stage on, every first entry that isn't after one to a later stage."""
    lowest = min(stage for stage, _ in entries)
    start = min(at for stage, at in entries if stage == lowest)
    first: dict[int, dt.datetime] = {}
    for stage, at in entries:
        if at_or_after(at, start):
            first[stage] = min(at, first.get(stage, at))
    return {
        stage: at.date()
        for stage, at in first.items()
        if (beyond := min((later for s, later in first.items() if s > stage), default=None)) is None
        or at_or_after(beyond, at)
    }


def walked(entries: Sequence[Entry]) -> dict[int, dt.date]:
    """The same for entries that all have a time of day, by walking through them in the order of time."""
    lowest = min(stage for stage, _ in entries)
    furthest, started = 0, False
    found: dict[int, dt.date] = {}
    for at, stage in sorted((at, stage) for stage, at in entries):
        started = started or stage == lowest
        if started and stage > furthest:
            found[stage], furthest = at.date(), stage
    return found


class SetBased:
    """What :func:`keyfunnel.funnel.order.ordered` does over ``stages`` stages."""

    def __init__(self, stages: int) -> None:
        self.stages = stages

    def __call__(self, subjects: Sequence[tuple[int, Sequence[Entry]]]) -> list[dict[str, Any]]:
        """Rows by subject, each of which is a path's first stage and its entries."""
        rows = [(f"{i:04}", path, stage, at) for i, (path, entries) in enumerate(subjects) for stage, at in entries]
        names, kinds = ("subject_id", "path", "stage", "at"), (pa.string(), pa.int8(), pa.int8(), pa.timestamp("us"))
        columns = zip(*rows, strict=True)
        table = pa.table({n: pa.array(c, k) for n, c, k in zip(names, columns, kinds, strict=True)})
        found: list[dict[str, Any]] = in_order(table, self.stages).to_pylist()
        return found

    def dates(self, row: Mapping[str, Any], reading: str) -> dict[int, dt.date]:
        """``reading`` t (counting skips) or s (strict)."""
        return {k: row[f"{reading}{k}"] for k in range(1, self.stages + 1) if row[f"{reading}{k}"] is not None}
