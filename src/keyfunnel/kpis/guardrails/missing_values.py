"""Rows that a KPI would count but for a value they lack: without a date they are in no period and no total.

Looked at over all that was brought, within ``where``: an undated row belongs to no period, so no single period can
show that it is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import ibis
import ibis.expr.types as ir
from ibis import Deferred, _

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.kept import kept
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.scope import Scope, scope_of
from keyfunnel.kpis.shapes import AsOf, Median, Retention, Shape, Sum, bases_of, inputs_of, parts
from keyfunnel.texts import N_, Message

CODE = "missing_values"
MOST = 0.05
UNDATED = N_("{lacking} of {rows} rows ({share:percent}) have no date to count by: they are in no period and no total.")
EMPTY = N_("{lacking} of {rows} rows ({share:percent}) lack a value that this reads: they are left out of it.")

# Dates of what needn't happen at all: a row without one isn't what the KPI is about.
EVENTS: frozenset[tuple[str, str]] = frozenset(
    ("leads", column) for column in ("nurtured_on", "qualified_on", "sales_qualified_on", "disqualified_on", "deal_on")
)


@dataclass(frozen=True, eq=False)
class Reading:
    """What a KPI reads of each row of ``base`` that it is about: a ``date``, and a ``value`` where it sums or ranks."""

    base: str
    date: str
    where: Deferred | None
    value: Deferred | None


def check(situation: Situation) -> Findings:
    messages = [m for shape in _shapes(situation) for m in _missing(situation, shape)]
    if not messages:
        return {}
    worst = max(messages, key=lambda message: float(message.params["share"]))
    fired = Guardrail(Severity.WARNING, worst)
    return {place: fired for place, one in enumerate(situation.measurements) if one.value is not None}


def _shapes(situation: Situation) -> Iterator[Shape]:
    """The KPI's own shape, and those of the KPIs it is made from."""
    yield situation.shape
    for key in all_inputs(situation.shape):
        yield catalogue.get(key).shape


def all_inputs(shape: Shape) -> tuple[str, ...]:
    """The keys of the KPIs that a shape is made from, and of those that these are made from."""
    direct = inputs_of(shape)
    beyond = (key for one in direct for key in all_inputs(catalogue.get(one).shape))
    return tuple(dict.fromkeys((*direct, *beyond)))


def _missing(situation: Situation, shape: Shape) -> list[Message]:
    facts, where = situation.facts, situation.query.where
    scope = scope_of(facts, where, bases_of(shape))
    found = []
    for reading in _readings(shape):
        if not get(reading.base).can_be_made(facts):
            continue
        name = f"{CODE} {reading} {sorted(where.items())}"
        rows, undated, empty = kept(facts, name, partial(_counted, reading=reading, scope=scope))
        for lacking, sentence in ((undated, UNDATED), (empty, EMPTY)):
            if lacking > MOST * rows:
                found.append(Message(CODE, sentence, {"lacking": lacking, "rows": rows, "share": lacking / rows}))
    return found


def _readings(shape: Shape) -> Iterator[Reading]:
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


def _counted(facts: Facts, reading: Reading, scope: Scope) -> tuple[int, int, int]:
    """Rows the KPI is about; those without a date; those dated, but without the value."""
    rows = scope.within(facts, reading.base, _about(base(facts, reading.base), reading))
    if "without_rate" in rows.columns:  # money that no exchange rate was known for is told elsewhere
        rows = rows.filter(~rows.without_rate)
    if (reading.base, reading.date) in EVENTS:
        rows = rows.filter(rows[reading.date].notnull())
    undated = rows[reading.date].isnull()
    empty = ibis.literal(False) if reading.value is None else rows.bind(reading.value)[0].isnull()
    found = rows.aggregate(
        rows=rows.count(), undated=rows.count(where=undated), empty=rows.count(where=~undated & empty)
    )
    one = found.to_pyarrow().to_pylist()[0]
    return one["rows"], one["undated"], one["empty"]


def _about(rows: ir.Table, reading: Reading) -> ir.Table:
    """The rows that meet the KPI's condition, those included that would if only they had their date.

    A deal is won or lost in a base only once it has a close date; here the outcome alone decides. Any other deal
    without one is simply open, and lacks nothing.
    """
    if {"won", "lost", "outcome", "closed_on"} <= set(rows.columns) and reading.date == "closed_on":
        rows = rows.mutate(won=(rows.outcome == "won").fill_null(False), lost=(rows.outcome == "lost").fill_null(False))
        rows = rows.filter(rows.won | rows.lost)
    return rows if reading.where is None else rows.filter(reading.where)


MISSING_VALUES = Rule(
    CODE,
    N_("Over 5 % of the rows that it is about lack a date or value that the KPI reads."),
    check,
)
