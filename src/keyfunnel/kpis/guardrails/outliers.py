"""A sum or a mean that a few rows carry: without them it would be another number."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.guardrails.groups import Ranked, ranked
from keyfunnel.kpis.guardrails.rows_by_period import periods, rows_by_period, running_by_period
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.shapes import Lifetime, Sum
from keyfunnel.texts import N_, Message

CODE = "outliers"
FEWEST = 100
MOST = 0.30
SENTENCE = N_(
    "{top:The largest row of|The largest # rows of} {n} {top:carries|carry} {share:percent} of the total: this number "
    "hangs on {top:it|a few}."
)


def check(situation: Situation) -> Findings:
    rows = _rows(situation)
    if rows is None:
        return {}
    carried = _carried(situation, rows)
    places = {period: place for place, period in enumerate(periods(situation))}
    fired = {}
    for place, one in enumerate(situation.measurements):
        group = (places[one.period], *(one.ids[name] for name in situation.query.by))
        n, total, top = carried.get(group, (0, 0.0, 0.0))
        if one.value is not None and n >= FEWEST and total > 0 and top > MOST * total:
            told = {"top": n // 100, "n": n, "share": top / total}
            fired[place] = Guardrail(Severity.WARNING, Message(CODE, SENTENCE, told))
    return fired


def _rows(situation: Situation) -> ir.Table | None:
    """What the value is summed from, by period; of a lifetime value, the subscriptions that run."""
    shape = situation.shape
    if isinstance(shape, Lifetime):
        running = running_by_period(situation, "subscriptions", "started_on", "ended_on")
        return running.mutate(value=running.mrr.cast("float64"))
    what = Ranked(shape.base, shape.date, shape.value, shape.where) if isinstance(shape, Sum) else ranked(shape)
    if what is None:
        return None
    rows = rows_by_period(situation, what.base, what.date)
    rows = rows if what.where is None else rows.filter(what.where)
    return rows.mutate(value=rows.bind(what.value)[0].cast("float64"))


def _carried(situation: Situation, rows: ir.Table) -> dict[tuple[object, ...], tuple[int, float, float]]:
    """For each period and group: the rows, their sum, and that of the largest hundredth of them."""
    by = ["period", *(f"{name}_id" for name in situation.query.by)]
    rows = rows.select(*by, "value").filter(rows["value"].notnull())
    group = ibis.window(group_by=by)
    turns = rows.mutate(
        _turn=ibis.row_number().over(ibis.window(group_by=by, order_by=ibis.desc("value"))),
        _top=(rows.count().over(group) / 100).floor(),
    )
    found = turns.group_by(by).aggregate(
        n=turns.count(), total=turns["value"].sum(), top=turns["value"].sum(where=turns._turn < turns._top)
    )
    return {
        tuple(row[name] for name in by): (row["n"], row["total"], row["top"] or 0.0)
        for row in found.to_pyarrow().to_pylist()
    }


OUTLIERS = Rule(CODE, N_("Of 100 rows or more, the largest hundredth carries over 30% of the total."), check)
