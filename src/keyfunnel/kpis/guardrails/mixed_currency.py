"""Money left out because nobody said what its currency was worth."""

import datetime as dt
from functools import partial

from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.guardrails.readings import Reading, about, all_shapes, readings
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Measurement, Severity
from keyfunnel.kpis.scope import Scope, scope_of
from keyfunnel.kpis.shapes import AsOf, Retention
from keyfunnel.texts import N_, Message

CODE = "mixed_currency"
SENTENCE = N_(
    "{left_out} of {rows} rows are in a currency that has no exchange rate for their date: they are left out."
)

Counts = list[tuple[dt.date, tuple[object, ...], int, int]]
"""By day and group: the rows, and those of them without a rate."""


def check(situation: Situation) -> Findings:
    facts, query = situation.facts, situation.query
    found: list[tuple[bool, Counts]] = []
    for shape in all_shapes(situation):
        for reading in readings(shape):
            if reading.value is None or not get(reading.base).can_be_made(facts):
                continue
            if set(query.by) <= set(get(reading.base).dimensions):
                scope = scope_of(facts, query.where, (reading.base,))
                name = f"{CODE} {reading} {query.by} {sorted(query.where.items())}"
                counts = learnt(facts, name, partial(_counted, reading=reading, scope=scope, by=query.by))
                found.append((isinstance(shape, AsOf | Retention), counts))
    fired = {}
    for place, one in enumerate(situation.measurements):
        rows, left_out = max(
            (_within(one, query.by, *each) for each in found), key=lambda pair: pair[1], default=(0, 0)
        )
        if one.n + left_out and left_out:
            told = {"left_out": left_out, "rows": rows}
            fired[place] = Guardrail(Severity.WARNING, Message(CODE, SENTENCE, told))
    return fired


def _within(one: Measurement, by: tuple[str, ...], from_the_start: bool, counts: Counts) -> tuple[int, int]:
    """Rows and those left out of a value: of its period, or of all time up to its end."""
    group = tuple(one.ids[name] for name in by)
    mine = [
        (rows, left_out)
        for day, of, rows, left_out in counts
        if of == group and day < one.period.end and (from_the_start or day >= one.period.start)
    ]
    return sum(rows for rows, _ in mine), sum(left_out for _, left_out in mine)


def _counted(facts: Facts, reading: Reading, scope: Scope, by: tuple[str, ...]) -> Counts:
    rows = scope.within(facts, reading.base, about(base(facts, reading.base), reading))
    if "without_rate" not in rows.columns:
        return []
    rows = rows.filter(rows[reading.date].notnull())
    columns = [f"{name}_id" for name in by]
    counted = rows.group_by([reading.date, *columns]).aggregate(
        rows=rows.count(), left_out=rows.count(where=rows.without_rate)
    )
    return [
        (row[reading.date], tuple(row[name] for name in columns), row["rows"], row["left_out"])
        for row in counted.to_pyarrow().to_pylist()
    ]


MIXED_CURRENCY = Rule(CODE, N_("Rows were left out because their currency has no exchange rate."), check)
