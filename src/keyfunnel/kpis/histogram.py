"""How often each value of a median occurs on each day, so that it can be asked of many stretches of days at once."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from keyfunnel.kpis import library
from keyfunnel.kpis.compute.median import tallies
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.scope import scope_of
from keyfunnel.kpis.shapes import Median, Shape, bases_of
from keyfunnel.model.calendar import Grain, span
from keyfunnel.stats.arrays import FloatArray, IntArray
from keyfunnel.stats.quantiles import from_histogram


@dataclass(frozen=True, eq=False)
class Histogram:
    """Three columns side by side: ``days`` as ordinals, ascending; ``values``; and how many rows have them."""

    days: IntArray
    values: FloatArray
    counts: FloatArray

    def median(self, start: dt.date, end: dt.date) -> float | None:
        """Over ``[start, end)``; None without rows."""
        first, last = np.searchsorted(self.days, [start.toordinal(), end.toordinal()])
        if first >= last:
            return None
        return float(from_histogram(self.values[first:last], self.counts[first:last]))

    @property
    def first(self) -> dt.date | None:
        return dt.date.fromordinal(int(self.days[0])) if len(self.days) else None


def can_be_counted(shape: Shape) -> bool:
    """A median of what has ended. A censored one depends on the day it is looked at."""
    return isinstance(shape, Median) and shape.event is None


def histogram(facts: Facts, key: str, query: Query) -> Histogram:
    """Of the median ``key`` over the query's range, which it must name, and filter.

    Raises :class:`~keyfunnel.model.errors.NotThere` as :func:`~keyfunnel.kpis.evaluate.evaluate` does, ValueError
    for a KPI of another shape.
    """
    shape = library.get(key, facts.workspace).shape
    if not isinstance(shape, Median) or shape.event is not None or query.start is None or query.end is None:
        raise ValueError(f"no histogram by day can be made of {key} over {query.start}/{query.end}")
    (tally,) = tallies(shape)
    source = Source(facts, scope_of(facts, query.where, bases_of(shape)), [tally])
    found = source.fetch(tally, Frame((span(query.start, query.end),), (Grain.DAY,), (), facts.observed_end))
    if found.at is None:
        raise ValueError(f"{key} was not counted by day")
    order = np.argsort(found.at, kind="stable")
    values = found.keys["_value"].to_numpy().astype(np.float64)
    return Histogram(found.at[order], values[order], found.totals["n"][order])
