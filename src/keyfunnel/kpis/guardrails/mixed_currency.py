"""Money left out because nobody said what its currency was worth."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

import ibis.expr.types as ir

from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.guardrails.readings import Reading, about, all_shapes, readings
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.scope import Scope, scope_of
from keyfunnel.kpis.shapes import AsOf, Retention, Shape
from keyfunnel.model.calendar import Period
from keyfunnel.texts import N_, Message

CODE = "mixed_currency"
SENTENCE = N_("Left out for want of an exchange rate for their date: {left_out} of {rows:# row|# rows}.")

Counts = list[tuple[dt.date, tuple[object, ...], int, int]]
"""By day and group: the rows, and those of them without a rate; what ends on a day is taken away on it."""


def check(situation: Situation) -> Findings:
    found = [(shape, counts) for shape in all_shapes(situation) for counts in _counts(situation, shape)]
    clock = situation.facts.observed_end
    fired = {}
    for place, one in enumerate(situation.measurements):
        group = tuple(one.ids[name] for name in situation.query.by)
        sums = (_within(_days(shape, one.period, clock), group, counts) for shape, counts in found)
        rows, left_out = max(sums, key=lambda pair: pair[1], default=(0, 0))
        if left_out:
            told = {"left_out": left_out, "rows": rows}
            fired[place] = Guardrail(Severity.WARNING, Message(CODE, SENTENCE, told))
    return fired


def _days(shape: Shape, period: Period, clock: dt.date) -> tuple[dt.date, dt.date]:
    """Rows of what days a value is made of: its period's, or all up to the day on which it looks at what runs."""
    match shape:
        case AsOf():
            return dt.date.min, min(period.end, clock)
        case Retention():
            return dt.date.min, period.start
        case _:
            return period.start, period.end


def _within(days: tuple[dt.date, dt.date], group: tuple[object, ...], counts: Counts) -> tuple[int, int]:
    """Rows and those left out of a group's value."""
    start, end = days
    mine = [(rows, left_out) for day, of, rows, left_out in counts if of == group and start <= day < end]
    return sum(rows for rows, _ in mine), sum(left_out for _, left_out in mine)


def _counts(situation: Situation, shape: Shape) -> Iterator[Counts]:
    facts, query = situation.facts, situation.query
    for reading, closed in _money(shape):
        if not get(reading.base).can_be_made(facts) or not set(query.by) <= set(get(reading.base).dimensions):
            continue
        scope = scope_of(facts, query.where, (reading.base,))
        name = f"{CODE} {reading} {closed} {query.by} {sorted(query.where.items())}"
        yield learnt(facts, name, partial(_counted, reading=reading, closed=closed, scope=scope, by=query.by))


def _money(shape: Shape) -> Iterator[tuple[Reading, str | None]]:
    """What is read of rows that carry money, and the day on which they end where a value is of what runs."""
    if isinstance(shape, AsOf | Retention):
        if shape.value is not None:
            where = shape.where if isinstance(shape, AsOf) else None
            yield Reading(shape.base, shape.opened, where, shape.value), shape.closed
        return
    for reading in readings(shape):
        if reading.value is not None:
            yield reading, None


def _counted(facts: Facts, reading: Reading, closed: str | None, scope: Scope, by: tuple[str, ...]) -> Counts:
    rows = scope.within(facts, reading.base, about(base(facts, reading.base), reading))
    if "without_rate" not in rows.columns:
        return []
    rows = rows.filter(rows[reading.date].notnull())
    begun = _by_day(rows, reading.date, by)
    if closed is None:
        return begun
    ended = _by_day(rows.filter(rows[closed].notnull()), closed, by)
    return begun + [(day, of, -number, -left_out) for day, of, number, left_out in ended]


def _by_day(rows: ir.Table, date: str, by: tuple[str, ...]) -> Counts:
    columns = [f"{name}_id" for name in by]
    counted = rows.group_by([date, *columns]).aggregate(rows=rows.count(), left_out=rows.count(where=rows.without_rate))
    return [
        (row[date], tuple(row[name] for name in columns), row["rows"], row["left_out"])
        for row in counted.to_pyarrow().to_pylist()
    ]


MIXED_CURRENCY = Rule(CODE, N_("Rows were left out because their currency has no exchange rate."), check)
