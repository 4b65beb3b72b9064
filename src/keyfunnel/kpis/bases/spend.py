"""Money spent: one row for each item."""

import ibis.expr.types as ir

from keyfunnel.kpis.bases.dimensions import pairs
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.money import converted
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts

DIMENSIONS = ("source", "campaign")


def spend(facts: Facts) -> ir.Table:
    """``amount`` in the workspace's currency at the rate of its day; ``to_acquire``: for marketing or for sales."""
    return base_table(facts, "spend", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["spend"]
    rows = table.select(
        "spend_id",
        "category",
        "source",
        "campaign",
        "amount",
        "currency",
        spent_on=table.on,
        to_acquire=table.category.isin(["marketing", "sales"]).fill_null(False),
        **origin(table),
    )
    rows = converted(facts, rows, "spend", ("amount",), on="spent_on")
    kept = ("spend_id", "category", "amount", "without_rate", "spent_on", "to_acquire", "_file", "_line")
    return rows.select(*kept, **pairs(rows, DIMENSIONS))
