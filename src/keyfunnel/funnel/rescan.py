"""The way of subjects that entered stages out of order, from each of their entries.

They are few, so they are worked out together in memory: a column of an array for each subject, a row for each stage.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from keyfunnel.funnel.query import Skips
from keyfunnel.stats.arrays import IntArray

Flags = npt.NDArray[np.bool_]

DAY = 86_400_000_000  # microseconds
NEVER = np.iinfo(np.int64).max // DAY * DAY  # a midnight later than all


@dataclass(frozen=True)
class Histories:
    """The entries of ``many`` subjects: ``who`` (0..many-1), ``stage`` and ``path`` (1..stages) and ``at``
    (microseconds) of each."""

    who: IntArray
    stage: IntArray
    path: IntArray
    at: IntArray
    many: int
    stages: int

    def of(self, chosen: IntArray) -> "Histories":
        """Those of the subjects ``chosen``, in that order."""
        place = np.full(self.many, -1)
        place[chosen] = np.arange(len(chosen))
        theirs = np.flatnonzero(place[self.who] >= 0)
        columns = (self.stage[theirs], self.path[theirs], self.at[theirs])
        return Histories(place[self.who[theirs]], *columns, len(chosen), self.stages)

    def first(self, counted: Flags | slice = slice(None)) -> IntArray:
        """(stages, subjects): the first of the entries ``counted`` to each stage, else :data:`NEVER`."""
        first = np.full(self.stages * self.many, NEVER)
        np.minimum.at(first, (self.stage[counted] - 1) * self.many + self.who[counted], self.at[counted])
        return first.reshape(self.stages, self.many)


def rescanned(histories: Histories, readings: Collection[Skips]) -> dict[Skips, IntArray]:
    """(stages, subjects) moments of each of the ``readings``: see :mod:`keyfunnel.funnel.order`."""
    ways = {Skips.COUNT: _counting_skips, Skips.STRICT: _strict}
    return {reading: ways[reading](histories) for reading in readings}


def _counting_skips(of: Histories) -> IntArray:
    """From the first entry to the lowest stage on, the first entry to each that went beyond every stage so far: not
    after the first entry to any later one."""
    lowest = np.full(of.many, of.stages)
    np.minimum.at(lowest, of.who, of.stage)
    begins = of.stage == lowest[of.who]
    start = np.full(of.many, NEVER)
    np.minimum.at(start, of.who[begins], of.at[begins])
    first = of.first(_at_or_after(of.at, start[of.who]))
    beyond = np.full_like(first, NEVER)
    beyond[:-1] = np.minimum.accumulate(first[:0:-1])[::-1]
    return np.where(_at_or_after(beyond, first), first, NEVER)


def _strict(of: Histories) -> IntArray:
    """The first entry to the path's first stage, then each first one at or after that before."""
    rows: list[IntArray] = []
    before = np.full(of.many, NEVER)
    for k in range(1, of.stages + 1):
        follows = (of.path < k) & (before[of.who] < NEVER) & _at_or_after(of.at, before[of.who])
        counted = (of.stage == k) & ((of.path == k) | follows)
        before = np.full(of.many, NEVER)
        np.minimum.at(before, of.who[counted], of.at[counted])
        rows.append(before)
    return np.stack(rows)


def _at_or_after(later: IntArray, earlier: IntArray) -> Flags:
    """Not before; by date alone where either is a midnight, which means that only the date is known."""
    same_day = later // DAY == earlier // DAY
    timed = (later % DAY != 0) & (earlier % DAY != 0)
    return np.asarray((later >= earlier) | (same_day & ~timed))
