"""Which rows and columns of the base tables a KPI's values are made of, and which dates put these into periods."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import ibis.expr.operations as ops
from ibis import Deferred

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.bases import base
from keyfunnel.kpis.compute.tally import bound
from keyfunnel.kpis.facts import Facts
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
    Part,
    Ratio,
    Retention,
    Shape,
    Sum,
    inputs_of,
    parts,
)


@dataclass(frozen=True)
class Reading:
    """Rows of ``base``, each in the periods that its ``date`` says, of which ``columns`` count besides the dimensions.

    With ``date`` None any row may count in any period. ``outcome`` is a date from which on a row counts otherwise.
    ``censored`` are the columns of a time to an event and of whether it has come: where it hasn't, the time tells up to
    when that is known, and matters by the events that come before it only.
    """

    base: str
    date: str | None
    columns: frozenset[str]
    outcome: str | None = None
    censored: tuple[str, str] | None = None


def readings(facts: Facts, shape: Shape) -> Iterator[Reading]:
    """All that the shape and its inputs are made of. A row that differs changes no period that ended by its date."""
    match shape:
        case Count() | Sum() | Distinct():
            yield _of_part(facts, shape)
        case Ratio():
            for part in parts(shape):
                yield _of_part(facts, part, shape.outcome if part is shape.numerator else None)
        case Median():
            read = _reading(facts, shape.base, shape.date, shape.value, shape.where, shape.event)
            yield replace(read, censored=_censored(facts, shape))
        case AsOf():
            yield from _of_spells(facts, shape, shape.value, shape.where)
        case Retention():
            yield from _of_spells(facts, shape, shape.value, shape.subject)
        case Foreseen():
            yield Reading("forecasts", None, frozenset())
        case Entered():
            yield Reading("entries", None, frozenset())
    for key in inputs_of(shape):
        yield from readings(facts, catalogue.get(key).shape)


def reads_targets(shape: Shape) -> bool:
    """Whether it is set against targets, in whatever it is made from."""
    own = isinstance(shape, Derived) and any(name.startswith("target:") for name in shape.inputs)
    return own or any(reads_targets(catalogue.get(key).shape) for key in inputs_of(shape))


def looks_ahead(shape: Shape) -> bool:
    """Whether a value may depend on what is dated after its period: the month around a week, say."""
    return isinstance(shape, Foreseen) or any(looks_ahead(catalogue.get(key).shape) for key in inputs_of(shape))


def looks_back(shape: Shape) -> int:
    """How many months before its period a value may depend on what was counted of others (a few days more, perhaps)."""
    match shape:
        case Growth():
            own = 12
        case Derived():
            own = shape.trailing or 0
        case Lifetime():
            own = shape.months
        case _:
            own = 0
    return own + max((looks_back(catalogue.get(key).shape) for key in inputs_of(shape)), default=0)


def _of_part(facts: Facts, part: Part, outcome: str | None = None) -> Reading:
    match part:
        case Sum():
            used: tuple[Deferred | str | None, ...] = (part.value,)
        case Distinct():
            used = (part.of,)
        case _:
            used = (part.weight,)
    return _reading(facts, part.base, part.date, *used, part.where, outcome=outcome)


def _censored(facts: Facts, shape: Median) -> tuple[str, str] | None:
    """Where both are columns of the base."""
    if shape.event is None:
        return None
    table = base(facts, shape.base)
    value, event = (bound(table, one).op() for one in (shape.value, shape.event))
    return (value.name, event.name) if isinstance(value, ops.Field) and isinstance(event, ops.Field) else None


def _of_spells(facts: Facts, shape: AsOf | Retention, *used: Deferred | str | None) -> Iterator[Reading]:
    """What was open is what had been opened, less what had been closed: a row that is closed now was open as before."""
    yield _reading(facts, shape.base, shape.opened, *used)
    yield _reading(facts, shape.base, shape.closed, shape.opened, *used)


def _reading(facts: Facts, name: str, date: str, *used: Deferred | str | None, outcome: str | None = None) -> Reading:
    table = base(facts, name)
    columns = {date, *([outcome] if outcome else [])}
    for one in used:
        if isinstance(one, str):
            columns.add(one)
        elif one is not None:
            fields = bound(table, one).op().find(ops.Field, filter=ops.Value)
            columns |= {field.name for field in fields}
    return Reading(name, date, frozenset(columns), outcome)
