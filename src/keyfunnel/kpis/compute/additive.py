"""Counts, sums and ratios of them."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from ibis import _

from keyfunnel.kpis.compute.cells import Cells, nothing
from keyfunnel.kpis.compute.groups import Sums, different, together
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.compute.tally import Tally, Total
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.shapes import Complete, Count, Distinct, Part, Ratio, Sum
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.stats.intervals import ratio_of_sums, wilson
from keyfunnel.texts import N_, Message

NO_VALUES = "no_values"
VALUELESS = N_("{rows:The only row carries no value to sum|None of the # rows carries a value to sum}.")
NO_ROWS = Message("no_rows", N_("No rows to measure in this period."))
NO_DENOMINATOR = Message("no_denominator", N_("There is nothing in this period that it could be divided by."))


def tallies(shape: Part | Ratio) -> list[Tally]:
    """What it needs counted, those of one base and date to be counted together."""
    return [tally for _part, tally in _planned(shape)]


def counted(shape: Count | Sum | Distinct, source: Source, frame: Frame) -> Cells:
    """The cells of a count or a sum."""
    sums = _sums(shape, source, frame)
    value, n = sums.totals["x"], sums.totals["x_n"]
    blank = nothing(len(sums))
    cells = Cells(sums.place, sums.keys, value, value, blank, n, blank, blank)
    return valued(cells, sums.totals["x_rows"]) if isinstance(shape, Sum) else cells


def divided(shape: Ratio, source: Source, frame: Frame) -> Cells:
    """The cells of a ratio, with Wilson's interval or that of a ratio of sums over the same rows."""
    sums = _sums(shape, source, frame)
    totals = sums.totals
    x, y = totals["x"], totals["y"]
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(y != 0, x / y, np.nan)
    low, high = nothing(len(sums)), nothing(len(sums))
    if shape.subset:
        low, high = wilson(x, y)
    elif "xy" in totals:
        low, high = ratio_of_sums(
            totals["y_n"],
            x,
            y,
            numerator_squares=totals["xx"],
            denominator_squares=totals["yy"],
            products=totals["xy"],
        )
    if shape.within:  # few rows say little, but no value lies beyond what there can be
        low, high = (np.clip(end, *shape.within) for end in (low, high))
    cells = Cells(sums.place, sums.keys, value, x, y, totals["y_n"], low, high)
    empty = (x == 0) & (totals["y_n"] == 0)
    cells = cells.without((y == 0) & empty, NO_ROWS).without((y == 0) & ~empty, NO_DENOMINATOR)
    return _checked(cells, shape.complete, sums)


def valued(cells: Cells, rows: FloatArray) -> Cells:
    """No sum where there are ``rows`` but none of them carries a value: that isn't 0."""
    for row in np.flatnonzero((rows > 0) & (cells.n == 0)):
        told = Message(NO_VALUES, VALUELESS, {"rows": int(rows[row])})
        cells = cells.without(np.arange(len(cells)) == row, told)
    return cells


def _checked(cells: Cells, checks: Sequence[Complete], sums: Sums) -> Cells:
    """No value where too few rows carry what it is made of, and what was found instead."""
    for place, check in enumerate(checks):
        rows, filled = sums.totals[f"rows_{place}"], sums.totals[f"filled_{place}"]
        for row in np.flatnonzero((rows > 0) & (filled < check.share * rows)):
            told = {"filled": int(filled[row]), "rows": int(rows[row]), "needed": check.share}
            only = np.arange(len(cells)) == row
            cells = cells.without(only, Message("incomplete", check.text, told))
    return cells


def _sums(shape: Part | Ratio, source: Source, frame: Frame) -> Sums:
    columns = [column for name in frame.dimensions for column in (name, f"{name}_id")]
    found = [
        different(source.fetch(tally, frame), frame, columns, next(iter(tally.totals)))
        if isinstance(part, Distinct)
        else source.sums(tally, frame)
        for part, tally in _planned(shape)
    ]
    sums = together(found)
    return Sums(sums.place, sums.keys, {name: _exact(name, total) for name, total in sums.totals.items()})


def _exact(name: str, total: FloatArray) -> FloatArray:
    """Money has four decimals: rounding undoes what adding binary fractions in another order would change."""
    return np.round(total, 4) if name in ("x", "y") else total


@lru_cache(maxsize=4096)
def _planned(shape: Part | Ratio) -> list[tuple[Part, Tally]]:
    if not isinstance(shape, Ratio):
        return [(shape, _tally({"x": shape}))]
    named: dict[str, Part] = {"x": shape.numerator, "y": shape.denominator}
    for place, check in enumerate(shape.complete):
        named |= {f"rows_{place}": check.rows, f"filled_{place}": check.filled}
    by_scan: dict[object, dict[str, Part]] = {}
    for name, part in named.items():
        apart = name if isinstance(part, Distinct) else None
        by_scan.setdefault((part.base, part.date, apart), {})[name] = part
    return [(next(iter(parts.values())), _tally(parts)) for parts in by_scan.values()]


def _tally(parts: dict[str, Part]) -> Tally:
    first = next(iter(parts.values()))
    if isinstance(first, Distinct):
        name = next(iter(parts))
        present = _[first.of].notnull()
        where = present if first.where is None else present & first.where
        return Tally(first.base, first.date, {name: Total()}, {"_different": _[first.of]}, where)
    totals: dict[str, Total] = {}
    for name, part in parts.items():
        totals |= _totals(name, part)
    if isinstance(x := parts.get("x"), Sum) and "y" in parts:
        totals |= _squares(x, parts["y"])
    return Tally(first.base, first.date, totals)


def _totals(name: str, part: Part) -> dict[str, Total]:
    match part:
        case Count(weight=str() as weight):
            count = Total(None, part.where, weight)
            return {name: count, f"{name}_n": count}
        case Sum():
            present = part.value.notnull()
            where = present if part.where is None else present & part.where
            rows = Total(None, part.where)
            return {name: Total(part.value, part.where), f"{name}_n": Total(None, where), f"{name}_rows": rows}
        case _:
            return {name: Total(None, part.where), f"{name}_n": Total(None, part.where)}


def _squares(x: Sum, y: Part) -> dict[str, Total]:
    """Σx², Σy² and Σxy of the rows: a count is 1 in each."""
    amount = x.value.cast("float64")
    xx = Total(amount * amount, x.where)
    if isinstance(y, Sum):
        other = y.value.cast("float64")
        both = x.where if y.where is None else y.where if x.where is None else x.where & y.where
        return {"xx": xx, "yy": Total(other * other, y.where), "xy": Total(amount * other, both)}
    return {"xx": xx, "yy": Total(None, y.where), "xy": Total(amount, x.where)}
