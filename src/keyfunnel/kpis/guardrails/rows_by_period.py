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
    facts = situation.facts
    asked = periods(situation)
    bounds = pa.table(
        {
            "period": list(range(len(asked))),
            "_start": pa.array([one.start for one in asked], pa.date32()),
            "_end": pa.array([min(one.end, facts.observed_end) for one in asked], pa.date32()),
        }
    )
    found = ibis.memtable(bounds)
    table = scope_of(facts, situation.query.where, (name,)).within(facts, name, base(facts, name))
    return table.join(found, [table[date] >= found._start, table[date] < found._end]).drop("_start", "_end")
