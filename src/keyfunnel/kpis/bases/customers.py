"""Customers by what first made them one."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.deals import DIMENSIONS, deals
from keyfunnel.kpis.bases.dimensions import TEXT, columns_of, with_accounts
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts


def customers(facts: Facts) -> ir.Table:
    """One row for each account, ``first_on`` the date of its first won deal, order or subscription, as
    ``Workspace.new_customer_by`` says. With deals it has that deal's dimensions, else the account's."""
    return base_table(facts, "customers", _build)


def _build(facts: Facts) -> ir.Table:
    if facts.workspace.new_customer_by == "deals":
        table = deals(facts)
        rows = table.filter(table.won & table.account_id.notnull())
        return _first(rows.mutate(first_on=rows.closed_on, by=ibis.literal("deal"), by_id=rows.deal_id))
    return _first(_placed(facts, facts.workspace.new_customer_by))


def _placed(facts: Facts, name: str) -> ir.Table:
    """Orders or subscriptions with the account's dimensions."""
    table = facts.tables[name]
    key, date = ("order_id", "ordered_at") if name == "orders" else ("subscription_id", "started_on")
    dated = table.filter(table.account_id.notnull() & table[date].notnull())
    rows = dated.select(
        "account_id",
        first_on=local_date(dated[date]),
        by=ibis.literal(name.rstrip("s")),
        by_id=dated[key],
        **origin(dated),
    )
    rows = with_accounts(facts, rows)
    known = {name: rows[f"account_{name}"] for name in ("industry", "segment", "country")}
    dimensions = {column: known.get(column.removesuffix("_id"), TEXT) for column in columns_of(DIMENSIONS)}
    return rows.mutate(**dimensions)


def _first(rows: ir.Table) -> ir.Table:
    """The row of each account's first day; where there are several, that of the first key."""
    in_time = ibis.window(group_by="account_id", order_by=["first_on", "by_id"])
    turns = rows.select("account_id", "first_on", "by_id").mutate(_turn=ibis.row_number().over(in_time))
    firsts = turns.filter(turns._turn == 0).select(_first="by_id")
    first = rows.semi_join(firsts, rows.by_id == firsts._first)  # sorting whole rows takes over twice as long
    columns = ("account_id", "account", *columns_of(DIMENSIONS), "by", "by_id", "first_on", "_file", "_line")
    return first.select(*columns)
