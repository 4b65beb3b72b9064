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
        return _first(_won(table), _won(table.select("won", "account_id", "closed_on", "deal_id")))
    rows = _placed(facts, facts.workspace.new_customer_by)
    return _first(rows, rows)


def _won(table: ir.Table) -> ir.Table:
    rows = table.filter(table.won & table.account_id.notnull())
    return rows.mutate(first_on=rows.closed_on, by=ibis.literal("deal"), by_id=rows.deal_id)


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


def _first(rows: ir.Table, slim: ir.Table) -> ir.Table:
    """The row of each account's first day, which every row has; where there are several, that of the first key.

    ``slim`` are the same rows with few columns: what is asked for twice as the same expression would be kept whole.
    """
    days = slim.group_by("account_id").aggregate(_day=slim.first_on.min())
    first = rows.semi_join(days, ["account_id", rows.first_on == days._day])  # few, so that sorting them is no work
    turns = first.mutate(_turn=ibis.row_number().over(ibis.window(group_by="account_id", order_by="by_id")))
    columns = ("account_id", "account", *columns_of(DIMENSIONS), "by", "by_id", "first_on", "_file", "_line")
    return turns.filter(turns._turn == 0).select(*columns)
