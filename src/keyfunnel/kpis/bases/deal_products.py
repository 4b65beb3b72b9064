"""Products of deals: one row for each deal and product on it."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.deals import DIMENSIONS, deals
from keyfunnel.kpis.bases.dimensions import columns_of, with_products
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.money import AMOUNT, converted
from keyfunnel.kpis.facts import Facts

_OF_DEAL = ("deal_id", "name", "account_id", "account", "outcome", "closed_on", "won", "lost")


def deal_products(facts: Facts) -> ir.Table:
    """``value`` and ``units`` of the product's lines; a deal without lines has its amount as value, and no units.

    Lines are added up before they meet the deal, so that none of its columns is multiplied.
    """
    return base_table(facts, "deal_products", _build)


def _build(facts: Facts) -> ir.Table:
    table = deals(facts)
    others = [name for name in columns_of(DIMENSIONS) if name not in ("product", "product_id")]
    kept = [*_OF_DEAL, *others, "product", "product_id", "without_rate", "_file", "_line"]
    if not facts.has("deal_lines", "deal_id"):
        return table.select(*kept, value=table.amount, units=ibis.null("float64"))
    lines = _lines(facts)
    plain = table.anti_join(lines, table.deal_id == lines._deal_id)
    plain = plain.select(*kept, value=plain.amount, units=ibis.null("float64"))
    joined = (
        table.drop("product", "without_rate")
        .rename(_main_product="product_id")
        .join(lines, table.deal_id == lines._deal_id)
    )
    joined = with_products(
        facts, joined.mutate(product_id=ibis.coalesce(joined._product_id, joined._main_product)).drop("_product_id")
    )
    return ibis.union(plain, joined.select(*kept, "value", "units"))


def _lines(facts: Facts) -> ir.Table:
    lines = facts.tables["deal_lines"]
    heads = facts.tables["deals"].select(
        _head="deal_id", currency="currency", _on=ibis.coalesce(ibis._.closed_at, ibis._.created_at).cast("date")
    )
    quantity = lines.quantity.fill_null(1).cast("float64")
    value = quantity * lines.unit_price.cast("float64") - lines.discount.fill_null(0).cast("float64")
    rows = lines.select("deal_id", "product_id", quantity=quantity, value=value.round(4).cast(AMOUNT))
    rows = rows.join(heads, rows.deal_id == heads._head)
    rows = converted(facts, rows, "deals", ("value",), on="_on")
    return rows.group_by(_deal_id="deal_id", _product_id="product_id").aggregate(
        value=rows["value"].sum().cast(AMOUNT), units=rows.quantity.sum(), without_rate=rows.without_rate.any()
    )
