"""Tickets: one row each."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import has_time_of_day, local_date
from keyfunnel.kpis.bases.dimensions import ACCOUNT, by_account, pairs
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts


def tickets(facts: Facts) -> ir.Table:
    """``hours_open``: to being ``resolved``, or for those that aren't, to the edition's clock. Null
    where a time of day is lacking and where it was resolved before it was opened."""
    return base_table(facts, "tickets", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["tickets"]
    clock = ibis.timestamp(facts.observed_until)
    resolved = (table.resolved_at <= clock).fill_null(False)
    end = resolved.ifelse(table.resolved_at, clock)
    hours = ((end.epoch_seconds() - table.opened_at.epoch_seconds()) / 3600).cast("float64")
    timed = has_time_of_day(table.opened_at) & (~resolved | has_time_of_day(table.resolved_at))
    rows = table.select(
        "ticket_id",
        "kind",
        "account_id",
        opened_on=local_date(table.opened_at),
        resolved_on=local_date(table.resolved_at),
        resolved=resolved,
        hours_open=(timed & (end >= table.opened_at)).ifelse(hours, ibis.null("float64")),
        **origin(table),
    )
    rows = by_account(facts, rows)
    kept = ("ticket_id", "kind", "account_id", "account", "opened_on", "resolved_on", "resolved", "hours_open")
    return rows.select(*kept, **pairs(rows, ACCOUNT), _file=rows._file, _line=rows._line)
