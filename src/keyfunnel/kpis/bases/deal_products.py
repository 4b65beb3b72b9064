"""Products of deals: one row for each deal and product on it."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import kept_atom
from keyfunnel.kpis.bases.deals import DIMENSIONS, deals
from keyfunnel.kpis.bases.dimensions import columns_of, with_products
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.money import AMOUNT, converted
from keyfunnel.kpis.facts import Facts

_UNKNOWN = {"units": ibis.null("float64"), "cost": ibis.null(AMOUNT)}
_OF_DEAL = ("deal_id", "name", "account_id", "account", "outcome", "closed_on", "won", "lost")


def deal_products(facts: Facts) -> ir.Table:
    """``value``, ``units`` and ``cost`` of the product's lines; a deal without lines has its amount as value, and
    neither of the others. The cost is null where one of the lines doesn't tell it, nor does its product.

    Lines are added up before they meet the deal, so that none of its columns is multiplied.
    """
    return base_table(facts, "deal_products", _build, is_view)


def is_view(facts: Facts) -> bool:
    """Whether each row is a deal's own."""
    return not facts.has("deal_lines", "deal_id")


def _build(facts: Facts) -> ir.Table:
    table = deals(facts)
    others = [name for name in columns_of(DIMENSIONS) if name not in ("product", "product_id")]
    kept = [*_OF_DEAL, *others, "product", "product_id", "without_rate", "_file", "_line"]
    if is_view(facts):
        return table.select(*kept, value=table.amount, **_UNKNOWN, **kept_atom(table, "closed_on", "closed_on"))
    lines = _lines(facts)
    plain = table.anti_join(lines, table.deal_id == lines._deal_id)
    plain = plain.select(*kept, value=plain.amount, **_UNKNOWN)
    joined = table.drop("product", "product_id", "without_rate").join(lines, table.deal_id == lines._deal_id)
    joined = with_products(facts, joined.rename(product_id="_product_id"))
    return ibis.union(plain, joined.select(*kept, "value", "units", "cost"))


def _lines(facts: Facts) -> ir.Table:
    """Those of each deal and product added up; a line that names none is of the deal's own."""
    heads = facts.tables["deals"].select(
        "currency",
        _head="deal_id",
        _main_product="product_id",
        _on=ibis.coalesce(ibis._.closed_at, ibis._.created_at).cast("date"),
    )
    rows = _valued(facts)
    rows = rows.join(heads, rows.deal_id == heads._head)
    rows = rows.mutate(product_id=ibis.coalesce(rows.product_id, rows._main_product))
    rows = converted(facts, rows, "deals", ("value", "cost"), on="_on")
    return rows.group_by(_deal_id="deal_id", _product_id="product_id").aggregate(
        value=rows["value"].sum().cast(AMOUNT),
        units=rows.quantity.sum(),
        cost=rows.cost.isnull().any().ifelse(ibis.null(AMOUNT), rows.cost.sum().cast(AMOUNT)),
        without_rate=rows.without_rate.any(),
    )


def _valued(facts: Facts) -> ir.Table:
    """Each line's ``value`` and ``cost``: its own unit cost, else the product's."""
    lines = facts.tables["deal_lines"]
    if facts.has("products", "unit_cost"):
        usual = facts.tables["products"].select(_product="product_id", _usual_cost="unit_cost")
        lines = lines.left_join(usual, lines.product_id == usual._product)
    else:
        lines = lines.mutate(_usual_cost=ibis.null(AMOUNT))
    quantity = lines.quantity.fill_null(1).cast("float64")
    value = quantity * lines.unit_price.cast("float64") - lines.discount.fill_null(0).cast("float64")
    cost = quantity * ibis.coalesce(lines.unit_cost, lines._usual_cost).cast("float64")
    return lines.select(
        "deal_id",
        "product_id",
        quantity=quantity,
        value=value.round(4).cast(AMOUNT),
        cost=cost.round(4).cast(AMOUNT),
    )
