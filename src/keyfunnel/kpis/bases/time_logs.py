"""Working time: one row for each entry."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dimensions import pairs, with_people
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts

DIMENSIONS = ("owner", "team", "region")


def time_logs(facts: Facts) -> ir.Table:
    """``selling_hours`` and ``total_hours``, both or neither: negative hours, and more of selling than in all, can't
    be and are null."""
    return base_table(facts, "time_logs", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["time_logs"]
    possible = ((table.selling_hours >= 0) & (table.selling_hours <= table.total_hours)).fill_null(False)
    nothing = ibis.null("decimal(18, 4)")
    rows = table.select(
        "log_id",
        "rep_id",
        worked_on=table.on,
        selling_hours=possible.ifelse(table.selling_hours, nothing),
        total_hours=possible.ifelse(table.total_hours, nothing),
        **origin(table),
    )
    rows = with_people(facts, rows, "rep_id")
    rows = rows.mutate(region=rows.owner_region)
    kept = ("log_id", "worked_on", "selling_hours", "total_hours", "_file", "_line")
    return rows.select(*kept, **pairs(rows, DIMENSIONS))
