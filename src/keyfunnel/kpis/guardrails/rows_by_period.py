"""The rows behind values, each with the period it falls in, so that one question answers for all of them."""

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from keyfunnel.kpis.bases import base
from keyfunnel.kpis.guardrails.rule import Situation
from keyfunnel.kpis.scope import scope_of
from keyfunnel.model.calendar import Period


def periods(situation: Situation) -> list[Period]:
    """Those that were asked about, each once."""
    return list(dict.fromkeys(one.period for one in situation.measurements))


def rows_by_period(situation: Situation, name: str, date: str) -> ir.Table:
    """Rows of the base ``name`` within the question's scope, with ``period``: the place in :func:`periods` of the one
    that their ``date`` falls in."""
    table, asked = _within(situation, name), _bounds(situation)
    return table.join(asked, [table[date] >= asked._start, table[date] < asked._end]).drop("_start", "_end")


def running_by_period(situation: Situation, name: str, opened: str, closed: str) -> ir.Table:
    """The same of rows that run at a period's end: ``opened`` before it and not ``closed`` before it."""
    table, asked = _within(situation, name), _bounds(situation)
    running = (table[closed] >= asked._end).fill_null(True)
    return table.join(asked, [table[opened] < asked._end, running]).drop("_start", "_end")


def _within(situation: Situation, name: str) -> ir.Table:
    facts = situation.facts
    return scope_of(facts, situation.query.where, (name,)).within(facts, name, base(facts, name))


def _bounds(situation: Situation) -> ir.Table:
    asked, clock = periods(situation), situation.facts.observed_end
    bounds = {
        "period": list(range(len(asked))),
        "_start": pa.array([one.start for one in asked], pa.date32()),
        "_end": pa.array([min(one.end, clock) for one in asked], pa.date32()),
    }
    return ibis.memtable(pa.table(bounds))
