"""Rows that a KPI would count but for a value they lack: without a date they are in no period and no total.

Looked at over all that was brought, within ``where``: an undated row belongs to no period, so no single period can
show that it is missing.
"""

from functools import partial

import ibis

from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.guardrails.readings import Reading, about, all_shapes, readings
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.scope import Scope, scope_of
from keyfunnel.kpis.shapes import Shape, bases_of
from keyfunnel.texts import N_, Message

CODE = "missing_values"
MOST = 0.05
UNDATED = N_(
    "{lacking} of {rows:# row|# rows} ({share:percent}) {lacking:has|have} no date to count by: {lacking:it is|they "
    "are} in no period and no total."
)
EMPTY = N_(
    "{lacking} of {rows:# row|# rows} ({share:percent}) {lacking:lacks|lack} a value that this reads: {lacking:it "
    "is|they are} left out of it."
)

# Dates of what needn't happen at all: a row without one isn't what the KPI is about.
EVENTS: frozenset[tuple[str, str]] = frozenset(
    ("leads", column) for column in ("nurtured_on", "qualified_on", "sales_qualified_on", "disqualified_on", "deal_on")
)


def check(situation: Situation) -> Findings:
    messages = [m for shape in all_shapes(situation) for m in _missing(situation, shape)]
    if not messages:
        return {}
    worst = max(messages, key=lambda message: float(message.params["share"]))
    fired = Guardrail(Severity.WARNING, worst)
    return {place: fired for place, one in enumerate(situation.measurements) if one.value is not None}


def _missing(situation: Situation, shape: Shape) -> list[Message]:
    facts, where = situation.facts, situation.query.where
    scope = scope_of(facts, where, bases_of(shape))
    found = []
    for reading in readings(shape):
        if not get(reading.base).can_be_made(facts):
            continue
        name = f"{CODE} {reading} {sorted(where.items())}"
        rows, undated, empty = learnt(facts, name, partial(_counted, reading=reading, scope=scope))
        for lacking, sentence in ((undated, UNDATED), (empty, EMPTY)):
            if lacking > MOST * rows:
                found.append(Message(CODE, sentence, {"lacking": lacking, "rows": rows, "share": lacking / rows}))
    return found


def _counted(facts: Facts, reading: Reading, scope: Scope) -> tuple[int, int, int]:
    """Rows the KPI is about; those without a date; those dated, but without the value."""
    rows = scope.within(facts, reading.base, about(base(facts, reading.base), reading))
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


MISSING_VALUES = Rule(
    CODE,
    N_("Over 5% of the rows that it is about lack a date or value that the KPI reads."),
    check,
)
