"""Visits to the web site: one row each, or one for several that were summed."""

import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.dimensions import pairs
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts

DIMENSIONS = ("source", "campaign")


def visits(facts: Facts) -> ir.Table:
    """``visits`` is how many the row stands for: 1 where it doesn't say, none where it says less than 0."""
    return base_table(facts, "visits", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["visits"]
    stands_for = table["count"].fill_null(1)
    rows = table.select(
        "visit_id",
        "kind",
        "page",
        "visitor_id",
        "lead_id",
        "source",
        "campaign",
        visited_on=local_date(table["at"]),
        visits=(stands_for >= 0).ifelse(stands_for, 0),
        **origin(table),
    )
    kept = ("visit_id", "kind", "page", "visitor_id", "lead_id", "visited_on", "visits", "_file", "_line")
    return rows.select(*kept, **pairs(rows, DIMENSIONS))
