"""Answers to surveys: one row each."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.customers import customers
from keyfunnel.kpis.bases.dates import days_from, local_date
from keyfunnel.kpis.bases.dimensions import ACCOUNT, by_account, pairs
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.customers import CSAT_SCALE, NPS_SCALE


def surveys(facts: Facts) -> ir.Table:
    """``promoted``: 100 for a promoter (9 or 10), -100 for a detractor (0 to 6), 0 between; null for other surveys,
    and for other scales than 0 to 10. ``contented``: in the top two boxes of a satisfaction survey; null for others.
    ``customer_days``: how long the account was a customer when it answered, where that is known.

    An answer below 0 or beyond its scale is impossible and says nothing.
    """
    return base_table(facts, "surveys", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["surveys"]
    rows = table.select(
        "response_id", "kind", "account_id", "score", "scale", answered_on=local_date(table["at"]), **origin(table)
    )
    rows = _aged(facts, by_account(facts, rows))
    nps = (rows.kind == "nps") & _possible(rows, NPS_SCALE) & (_scale(rows, NPS_SCALE) == NPS_SCALE)
    csat = (rows.kind == "csat") & _possible(rows, CSAT_SCALE)
    promoted = ibis.cases(
        (~nps.fill_null(False), ibis.null("int64")), (rows.score >= 9, 100), (rows.score > 6, 0), else_=-100
    )
    contented = csat.fill_null(False).ifelse(rows.score >= _scale(rows, CSAT_SCALE) - 1, ibis.null("boolean"))
    kept = ("response_id", "kind", "account_id", "account", "score", "scale", "answered_on", "customer_days")
    return rows.select(
        *kept, **pairs(rows, ACCOUNT), promoted=promoted, contented=contented, _file=rows._file, _line=rows._line
    )


def _scale(rows: ir.Table, usual: int) -> ir.NumericValue:
    return rows.scale.fill_null(usual)


def _possible(rows: ir.Table, usual: int) -> ir.BooleanValue:
    return (rows.score >= 0) & (rows.score <= _scale(rows, usual))


def _aged(facts: Facts, rows: ir.Table) -> ir.Table:
    if not facts.has(facts.workspace.new_customer_by, "account_id"):
        return rows.mutate(customer_days=ibis.null("int64"))
    first = customers(facts).select(_customer="account_id", _first_on="first_on")
    joined = rows.left_join(first, rows.account_id == first._customer)
    return joined.mutate(customer_days=days_from(joined._first_on, joined.answered_on))
