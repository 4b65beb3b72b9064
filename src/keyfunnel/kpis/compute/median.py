"""Medians from how often each value occurs: exact, and rolled up like sums."""

from functools import lru_cache

import numpy as np

from keyfunnel.kpis.compute.cells import Cells, bare, nothing
from keyfunnel.kpis.compute.numbered import codes
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.compute.survival import survival_medians
from keyfunnel.kpis.compute.tally import Tally, Total
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.shapes import Median
from keyfunnel.stats.arrays import FloatArray, floats
from keyfunnel.stats.quantiles import median_ranks
from keyfunnel.texts import N_, Message

NOT_YET_HALF = Message("not_yet_half", N_("Fewer than half have come to an end so far, so the median isn't known yet."))


@lru_cache(maxsize=4096)
def tallies(shape: Median) -> list[Tally]:
    present = shape.value.notnull()
    where = present if shape.where is None else present & shape.where
    keys = {"_value": shape.value} | ({} if shape.event is None else {"_event": shape.event})
    return [Tally(shape.base, shape.date, {"n": Total()}, keys, where)]


def ranked(shape: Median, source: Source, frame: Frame) -> Cells:
    """The cells of a median: numerator Σ, denominator n, so that the mean is there (of those that ended, if
    censored); the interval between order statistics, or Brookmeyer-Crowley's."""
    (tally,) = tallies(shape)
    columns = [column for name in frame.dimensions for column in (name, f"{name}_id")]
    each = source.sums(tally, frame)
    if not len(each):
        empty = nothing(0)
        return Cells(each.place, each.keys.select(columns), empty, empty, empty, empty, empty, empty)
    group = codes(each.keys.select(columns))
    begins = np.concatenate([[True], (each.place[1:] != each.place[:-1]) | (group[1:] != group[:-1])])
    number = np.cumsum(begins) - 1
    # Within each group values ascend, as sums do by their keys.
    values, counts = floats(each.keys["_value"].to_numpy()), each.totals["n"]
    ended = np.ones(len(values), bool)
    if shape.event is not None:
        ended = each.keys["_event"].to_numpy(zero_copy_only=False).astype(bool)
    n = floats(np.bincount(number, counts))
    finished = floats(np.bincount(number, counts * ended))
    total = floats(np.bincount(number, values * counts * ended))
    value, low, high = order_statistics(values, counts, n)
    if not ended.all():
        # By group, so that a group's interval doesn't depend on which others are asked with it.
        censored = finished < n
        survival = survival_medians(values, counts, ended, number)
        value, low, high = (
            np.where(censored, theirs, own) for own, theirs in zip((value, low, high), survival, strict=True)
        )
    rows = np.flatnonzero(begins)
    keys = each.keys.select(columns).take(rows) if columns else bare(len(rows))
    cells = Cells(each.place[rows], keys, value, total, finished, n, low, high)
    return cells.without(np.isnan(value), NOT_YET_HALF)


def order_statistics(
    values: FloatArray, counts: FloatArray, n: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Median and interval of each group; ``values`` ascend within groups, groups ascend."""
    below = np.cumsum(counts)
    before = np.concatenate([[0.0], np.cumsum(n)[:-1]])

    def ranking(rank: FloatArray) -> FloatArray:
        return np.asarray(values[np.minimum(np.searchsorted(below, before + rank, side="left"), len(values) - 1)])

    median = (ranking(np.floor((n + 1) / 2)) + ranking(np.ceil((n + 1) / 2))) / 2
    sizes, size = np.unique(n, return_inverse=True)
    rank = floats(median_ranks(sizes)[size])
    known = rank >= 1
    low = np.where(known, ranking(np.maximum(rank, 1)), np.nan)
    high = np.where(known, ranking(np.maximum(n + 1 - rank, 1)), np.nan)
    return median, low, high
