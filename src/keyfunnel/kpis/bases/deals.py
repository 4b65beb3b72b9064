"""Deals: one row each, with everything that the deal KPIs read."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import days_between, days_from, earliest, local_date
from keyfunnel.kpis.bases.dimensions import pairs, with_accounts, with_people, with_products
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.lead_sources import with_lead
from keyfunnel.kpis.bases.money import converted
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS as STANDARD

DIMENSIONS = STANDARD


def deals(facts: Facts) -> ir.Table:
    """Dates are local; ``won`` and ``lost`` hold only with a close date; ``amount`` is in the workspace's currency.

    ``days_to_close`` (from creation) and ``cycle_days`` (from the earliest of first contact, lead and creation)
    are null where the deal isn't closed or was closed before it was created. ``open_from``/``open_until`` bound
    the time in the pipeline; both null where that can't be known.
    """
    return base_table(facts, "deals", _build)


def _build(facts: Facts) -> ir.Table:
    rows = _dated(facts.tables["deals"])
    rows = converted(facts, rows, "deals", ("amount",), on="_money_on")
    rows = with_lead(facts, rows)
    rows = with_products(facts, with_accounts(facts, with_people(facts, rows, "owner_id")))
    rows = rows.mutate(
        source=ibis.coalesce(rows.source, rows.lead_source),
        campaign=rows.lead_campaign,
        region=ibis.coalesce(rows.region, rows.owner_region),
        country=ibis.coalesce(rows.country, rows.account_country),
        segment=ibis.coalesce(rows.segment, rows.account_segment),
        industry=rows.account_industry,
    )
    start = earliest(rows.first_contact_on, rows.lead_created_on, rows.created_on)
    days_to_close = days_from(rows.created_on, rows.closed_on)
    impossible = (days_between(rows.created_on, rows.closed_on) < 0).fill_null(False)
    known = ~impossible & ~rows._unclosed
    nothing = ibis.null("date")
    return rows.select(
        "deal_id",
        "name",
        "account_id",
        "account",
        "lead_id",
        "outcome",
        "stage",
        "lost_reason",
        **pairs(rows, DIMENSIONS),
        amount=rows.amount,
        without_rate=rows.without_rate,
        created_on=rows.created_on,
        closed_on=rows.closed_on,
        expected_close_on=rows.expected_close_on,
        won=rows.won,
        lost=rows.lost,
        days_to_close=days_to_close,
        cycle_days=impossible.ifelse(ibis.null("int64"), days_from(start, rows.closed_on)),
        open_from=known.ifelse(rows.created_on, nothing),
        open_until=known.ifelse(rows.closed_on, nothing),
        _file=rows._file,
        _line=rows._line,
    )


def _dated(table: ir.Table) -> ir.Table:
    outcome = table.outcome.fill_null("")
    # An export's "close date" of an open deal is a plan, not an event.
    closed_on = (outcome == "open").ifelse(ibis.null("date"), local_date(table.closed_at))
    dated = table.select(
        "deal_id",
        "name",
        "account_id",
        "lead_id",
        "owner_id",
        "product_id",
        "deal_type",
        "pipeline",
        "source",
        "region",
        "segment",
        "country",
        "amount",
        "currency",
        "expected_close_on",
        "outcome",
        "lost_reason",
        "stage",
        created_on=local_date(table.created_at),
        first_contact_on=local_date(table.first_contact_at),
        closed_on=closed_on,
        **origin(table),
    )
    decided = dated.outcome.isin(["won", "lost"]).fill_null(False)
    return dated.mutate(
        won=(dated.outcome == "won").fill_null(False) & dated.closed_on.notnull(),
        lost=(dated.outcome == "lost").fill_null(False) & dated.closed_on.notnull(),
        _unclosed=decided & dated.closed_on.isnull(),
        _money_on=ibis.coalesce(dated.closed_on, dated.created_on),
    )
