"""Orders: one row each, placed by the deal behind it, else by the customer."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.deals import deals
from keyfunnel.kpis.bases.dimensions import ACCOUNT, TEXT, by_account, columns_of, pairs
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.money import converted
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS as STANDARD

DIMENSIONS = STANDARD


def orders(facts: Facts) -> ir.Table:
    """``revenue`` and ``cost`` in the workspace's currency at the rate of the order's date."""
    return base_table(facts, "orders", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["orders"]
    rows = table.select(
        "order_id",
        "account_id",
        "deal_id",
        "revenue",
        "cost",
        "currency",
        ordered_on=local_date(table.ordered_at),
        **origin(table),
    )
    rows = converted(facts, rows, "orders", ("revenue", "cost"), on="ordered_on")
    rows = _placed(facts, by_account(facts, rows))
    kept = ("order_id", "account_id", "account", "deal_id", "revenue", "cost", "without_rate", "ordered_on")
    return rows.select(*kept, *columns_of(DIMENSIONS), "_file", "_line")


def _placed(facts: Facts, rows: ir.Table) -> ir.Table:
    """``rows`` with every dimension: the deal's, else the account's."""
    columns = columns_of(DIMENSIONS)
    if not facts.has("orders", "deal_id") or "deals" not in facts.tables:
        own = pairs(rows, ACCOUNT)
        return rows.mutate(**{column: own.get(column, TEXT) for column in columns})
    behind = deals(facts).select(_deal="deal_id", **{f"_deal_{column}": column for column in columns})
    joined = rows.left_join(behind, rows.deal_id == behind._deal)
    own = pairs(joined, ACCOUNT)
    return joined.mutate(
        **{
            column: ibis.coalesce(joined[f"_deal_{column}"], own[column])
            if column in own
            else joined[f"_deal_{column}"]
            for column in columns
        }
    )
