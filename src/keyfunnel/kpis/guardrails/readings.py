"""What a KPI reads of the rows it is about, looked for where these rows come from."""

from collections.abc import Iterator
from dataclasses import dataclass

import ibis.expr.types as ir
from ibis import Deferred, _

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.guardrails.rule import Situation
from keyfunnel.kpis.shapes import AsOf, Median, Retention, Shape, Sum, inputs_of, parts


@dataclass(frozen=True, eq=False)
class Reading:
    """What a KPI reads of each row of ``base`` that it is about: a ``date``, and a ``value`` where it sums or ranks."""

    base: str
    date: str
    where: Deferred | None
    value: Deferred | None


def all_shapes(situation: Situation) -> Iterator[Shape]:
    """The KPI's own shape, and those of the KPIs it is made from."""
    yield situation.shape
    for key in all_inputs(situation.shape):
        yield catalogue.get(key).shape


def all_inputs(shape: Shape) -> tuple[str, ...]:
    """The keys of the KPIs that a shape is made from, and of those that these are made from."""
    direct = inputs_of(shape)
    beyond = (key for one in direct for key in all_inputs(catalogue.get(one).shape))
    return tuple(dict.fromkeys((*direct, *beyond)))


def readings(shape: Shape) -> Iterator[Reading]:
    match shape:
        case Median():
            yield _at_source(Reading(shape.base, shape.date, shape.where, shape.value))
        case AsOf():
            yield _at_source(Reading(shape.base, shape.opened, shape.where, shape.value))
        case Retention():
            yield _at_source(Reading(shape.base, shape.opened, None, shape.value))
        case _:
            for part in parts(shape):
                value = part.value if isinstance(part, Sum) else None
                yield _at_source(Reading(part.base, part.date, part.where, value))


def _at_source(reading: Reading) -> Reading:
    """Where the rows of a base that holds only dated ones come from."""
    match reading.base:
        case "pipeline":
            return Reading("deals", "open_from", reading.where, reading.value)
        case "engagements":
            return Reading("deals", "created_on", None, None)
        case "customers":
            return Reading("deals", "closed_on", _.won, None)
        case "customer_spells":
            return Reading("subscriptions", "started_on", None, None)
        case "mrr_movements":
            return Reading("subscriptions", "started_on", None, _.mrr)
        case _:
            return reading


def about(rows: ir.Table, reading: Reading) -> ir.Table:
    """The rows that meet the KPI's condition, those included that would if only they had their date.

    A deal is won or lost in a base only once it has a close date; here the outcome alone decides. Any other deal
    without one is simply open, and lacks nothing.
    """
    if {"won", "lost", "outcome", "closed_on"} <= set(rows.columns) and reading.date == "closed_on":
        rows = rows.mutate(won=(rows.outcome == "won").fill_null(False), lost=(rows.outcome == "lost").fill_null(False))
        rows = rows.filter(rows.won | rows.lost)
    return rows if reading.where is None else rows.filter(reading.where)
