"""From a KPI's shape to its cells, shape by shape."""

import datetime as dt
from collections.abc import Iterator

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.compute import additive, as_of, median
from keyfunnel.kpis.compute.cells import Cells
from keyfunnel.kpis.compute.covered import covered, known
from keyfunnel.kpis.compute.derived import derived, grown
from keyfunnel.kpis.compute.entered import entered
from keyfunnel.kpis.compute.foreseen import foreseen
from keyfunnel.kpis.compute.lifetime import lifetime
from keyfunnel.kpis.compute.retained import retained
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.compute.tally import Tally
from keyfunnel.kpis.coverage import day_beyond, first_day, needs_the_end
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.shapes import (
    AsOf,
    Count,
    Derived,
    Distinct,
    Entered,
    Foreseen,
    Growth,
    Lifetime,
    Median,
    Ratio,
    Retention,
    Shape,
    Sum,
    inputs_of,
    known_before,
)


def compute(shape: Shape, source: Source, frame: Frame) -> Cells:
    """The shape's cells over the frame: every period where totals are asked, else the groups that have rows."""
    asked = (shape, frame)
    if asked not in source.computed:
        source.computed[asked] = _computed(shape, source, frame)
    return source.computed[asked]


def _computed(shape: Shape, source: Source, frame: Frame) -> Cells:
    def ask(key: str, other: Frame) -> Cells:
        return compute(catalogue.get(key).shape, source, other)

    match shape:
        case Growth():
            first = first_day(source.facts, catalogue.get(shape.of).shape)
            return grown(shape, ask, frame, first)
        case Derived():
            zero = {key: _is_zero_where_absent(catalogue.get(key).shape) for key in inputs_of(shape)}
            return known(derived(shape, ask, source, frame, zero), frame, day_beyond(source.facts, shape))
        case Foreseen():
            return foreseen(shape, ask, source, frame)
        case Entered():
            return entered(shape, source, frame)
        case Lifetime():
            return lifetime(shape, ask, source.facts.workspace.calendar, frame)
    first, beyond = _first_day(source.facts, shape), day_beyond(source.facts, shape)
    cells = _of_rows(shape, source, frame)
    return covered(cells, shape, frame, first, beyond, to_the_end=needs_the_end(shape))


def _first_day(facts: Facts, shape: Shape) -> dt.date | None:
    """From when on there can be a value. Where a ratio's parts are told by different tables, both must have begun."""
    if not isinstance(shape, Ratio):
        return first_day(facts, shape)
    days = [first_day(facts, part) for part in (shape.numerator, shape.denominator)]
    return max((day for day in days if day is not None), default=None) if None not in days else None


def tallies(shape: Shape, clock: dt.date) -> Iterator[Tally]:
    """All that the shape and its inputs need counted, by a frame's ``clock``."""
    match shape:
        case Ratio():
            yield from additive.tallies(known_before(shape, clock))
        case Count() | Sum() | Distinct():
            yield from additive.tallies(shape)
        case Median():
            yield from median.tallies(shape)
        case AsOf():
            yield from as_of.tallies(shape)
        case _:
            for key in inputs_of(shape):
                yield from tallies(catalogue.get(key).shape, clock)


def _of_rows(shape: Shape, source: Source, frame: Frame) -> Cells:
    match shape:
        case Ratio():
            return additive.divided(known_before(shape, frame.clock), source, frame)
        case Count() | Sum() | Distinct():
            return additive.counted(shape, source, frame)
        case Median():
            return median.ranked(shape, source, frame)
        case AsOf():
            return as_of.standing(shape, source, frame)
        case Retention():
            return retained(shape, source, frame)
        case _:
            raise TypeError(f"{type(shape).__name__} is made from other KPIs")


def _is_zero_where_absent(shape: Shape) -> bool:
    return isinstance(shape, Count | Sum | Distinct | AsOf)
