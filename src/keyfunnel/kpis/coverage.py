"""What a base's rows carry: from when on there are dates, and up to when (outside, there is no value; inside, a count
may be 0), and which dimensions have members."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.base import Base
from keyfunnel.kpis.bases.customer_spells import spells_of_orders
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts, TableFacts
from keyfunnel.kpis.rhythm import quiet_from
from keyfunnel.kpis.shapes import AsOf, Count, Derived, Distinct, Ratio, Retention, Shape, Sum, dated_by, inputs_of
from keyfunnel.kpis.stage_coverage import recorded_from, tables_telling


def first_day(facts: Facts, shape: Shape) -> dt.date | None:
    """The first date that the shape's rows carry; None where they carry none up to the edition's clock."""
    place = dated_by(shape)
    if place is None:
        return None
    name, column = place
    if isinstance(shape, Count) and shape.stage is not None:
        first = recorded_from(facts, shape.stage)
    else:
        first = _profile(facts, name).first_days[column]
    return first if first is not None and first < facts.observed_end else None


def day_beyond(facts: Facts, shape: Shape) -> dt.date | None:
    """From which day on there are no data on what the shape adds up, as their source went quiet: its sum isn't 0, but
    not known. None where they reach up to the edition's clock.

    Of a ratio's parts the first that ends, and of a formula's inputs where not all end together. Who is a customer by
    having ordered isn't known once orders stop; what other spans of time tell stays as it stands.
    """
    match shape:
        case Count(stage=str() as stage):
            return quiet_from(facts, tables_telling(facts, stage))
        case Count() | Sum() | Distinct():
            return quiet_from(facts, get(shape.base).sources(facts))
        case Ratio():
            ends = (day_beyond(facts, part) for part in (shape.numerator, shape.denominator))
            return min((day for day in ends if day is not None), default=None)
        case Derived():
            inputs = {day_beyond(facts, catalogue.get(key).shape) for key in inputs_of(shape)}
            return min(day for day in inputs if day is not None) if len(inputs) > 1 else None
        case AsOf(base="customer_spells") | Retention(base="customer_spells") if spells_of_orders(facts):
            return quiet_from(facts, ("orders",))
        case _:
            return None


def needs_the_end(shape: Shape) -> bool:
    """Whether a period in which the data end has no value either: one part of the ratio would be set against the whole
    of the other, and what stands at a period's end isn't known before it."""
    match shape:
        case Ratio():
            return shape.numerator.base != shape.denominator.base
        case AsOf() | Retention():
            return True
        case _:
            return False


def filled(facts: Facts, name: str) -> tuple[str, ...]:
    """The base's dimensions that at least one row has a member of."""
    return _profile(facts, name).filled


def rows(facts: Facts, name: str) -> int:
    """How many rows the base has."""
    return _profile(facts, name).rows


def stands_for_itself(facts: Facts, name: str) -> bool:
    """Whether each of the base's rows counts one, whatever could be."""
    return _profile(facts, name).several == 0


@dataclass(frozen=True)
class _Profile:
    """``several`` is how many rows may not count one."""

    rows: int
    several: int
    first_days: Mapping[str, dt.date | None]
    filled: tuple[str, ...]


def _profile(facts: Facts, name: str) -> _Profile:
    def look(facts: Facts) -> _Profile:
        what = get(name)
        if name in facts.known_prepared:
            return _known(facts.known_prepared[name], what)
        table = base(facts, name)
        found = table.aggregate(
            rows=table.count(),
            several=_several(table, what.weight),
            **{f"first {column}": table[column].min() for column in what.dates},
            **{f"has {one}": table[f"{one}_id"].count() for one in what.dimensions},
        )
        row = found.to_pyarrow().to_pylist()[0]
        days = {column: row[f"first {column}"] for column in what.dates}
        return _Profile(row["rows"], row["several"], days, tuple(one for one in what.dimensions if row[f"has {one}"]))

    return learnt(facts, f"profile {name}", look)


def _known(stored: TableFacts, what: Base) -> _Profile:
    days = {column: stored.columns[column].first for column in what.dates}
    weights = None if what.weight is None else stored.columns[what.weight]
    ones = weights is None or (weights.constant == 1 and weights.filled == stored.rows)
    dimensions = tuple(one for one in what.dimensions if stored.columns[f"{one}_id"].filled)
    return _Profile(stored.rows, 0 if ones else stored.rows, days, dimensions)


def _several(table: ir.Table, weight: str | None) -> ir.Value:
    return ibis.literal(0) if weight is None else table.count(where=(table[weight] != 1).fill_null(True))
