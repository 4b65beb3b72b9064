"""What was sold, and what it cost: the orders where they tell it, else the products on the deals won."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.deal_products import deal_products
from keyfunnel.kpis.bases.dimensions import TEXT, columns_of
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.money import AMOUNT
from keyfunnel.kpis.bases.orders import orders
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS as STANDARD

DIMENSIONS = STANDARD


def sales_with_cost(facts: Facts) -> ir.Table:
    """``revenue`` and ``cost`` of each order, or of each deal won and product on it, on the date ``sold_on``."""
    return base_table(facts, "sales_with_cost", _build)


def _build(facts: Facts) -> ir.Table:
    kept = ("order_id", "deal_id", "account_id", "account", "revenue", "cost", "without_rate", "sold_on")
    return _sold(facts).select(*kept, *columns_of(DIMENSIONS), "_file", "_line")


def _sold(facts: Facts) -> ir.Table:
    by_order = facts.has("orders", "revenue", "cost") or not facts.has("deal_lines")
    if by_order:
        return orders(facts).rename(sold_on="ordered_on")
    if "deals" not in facts.tables:
        return _nothing(facts)
    rows = deal_products(facts)
    return rows.filter(rows.won).rename(revenue="value", sold_on="closed_on").mutate(order_id=TEXT)


def _nothing(facts: Facts) -> ir.Table:
    """Lines of deals that weren't brought: nobody knows which of them were sold."""
    money, text = ibis.null(AMOUNT), dict.fromkeys(("order_id", "account_id", "account", *columns_of(DIMENSIONS)), TEXT)
    lines = facts.tables["deal_lines"].filter(ibis.literal(False))
    origin = {"_file": TEXT, "_line": ibis.null("int64")}
    return lines.select(
        "deal_id",
        revenue=money,
        cost=money,
        without_rate=ibis.literal(False),
        sold_on=ibis.null("date"),
        **text,
        **origin,
    )
