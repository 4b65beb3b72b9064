"""Subscriptions: one row each."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dimensions import pairs, with_accounts
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.money import converted
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts

DIMENSIONS = ("country", "segment", "industry")


def subscriptions(facts: Facts) -> ir.Table:
    """``mrr`` in the workspace's currency at the rate of the start. One that ended before it started never ran: both
    dates are null."""
    return base_table(facts, "subscriptions", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["subscriptions"]
    rows = table.select(
        "subscription_id",
        "account_id",
        "plan",
        "mrr",
        "currency",
        "started_on",
        "ended_on",
        "end_reason",
        **origin(table),
    )
    rows = with_accounts(facts, converted(facts, rows, "subscriptions", ("mrr",), on="started_on"))
    rows = rows.mutate(country=rows.account_country, segment=rows.account_segment, industry=rows.account_industry)
    possible = rows.started_on.notnull() & (rows.ended_on >= rows.started_on).fill_null(True)
    started_on = possible.ifelse(rows.started_on, ibis.null("date"))
    ended_on = possible.ifelse(rows.ended_on, ibis.null("date"))
    return rows.select(
        "subscription_id",
        "account_id",
        "account",
        "plan",
        "end_reason",
        "mrr",
        "without_rate",
        **pairs(rows, DIMENSIONS),
        started_on=started_on,
        ended_on=ended_on,
        _file=rows._file,
        _line=rows._line,
    )
