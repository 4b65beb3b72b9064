"""Leads: one row each."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.contacts import first_outbound
from keyfunnel.kpis.bases.dates import at_or_after, earliest, has_time_of_day, local_date
from keyfunnel.kpis.bases.dimensions import pairs, with_accounts, with_people
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.lead_sources import with_lead
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.bases.working_time import seconds_between
from keyfunnel.kpis.facts import Facts

DIMENSIONS = ("owner", "team", "source", "campaign", "region", "country", "segment", "industry")

SOON = 5 * 60
"""Seconds within which an answer is at once."""

_DATED = ("created", "nurtured", "qualified", "sales_qualified", "disqualified")


def leads(facts: Facts) -> ir.Table:
    """Dates are local. ``has_deal``: a deal came of it, first on ``deal_on`` as far as that is known.

    ``response_minutes``: from being assigned (else received) to the first contact by sales, or, for leads not
    contacted yet (``contacted`` false), to the edition's clock or to being given up, when they stopped waiting. Null
    where a time of day is lacking and where the contact came before; of working time where the workspace sets it.
    ``within_5m``: that contact came at most five minutes after, around the clock; null where that can't be known, and
    while the lead is younger than that.

    ``nurtured_then_qualified``: qualified at or after the start of nurturing. ``open_until``: the day a deal came of
    it or it was given up, the day it was received where that was before; a lead is ``workable`` unless a deal came of
    it on a day that isn't known.
    """
    return base_table(facts, "leads", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["leads"]
    rows = table.select(
        "lead_id",
        "company",
        "account_id",
        "owner_id",
        "source",
        "campaign",
        "country",
        "qualified_by",
        "icp",
        "deal_id",
        "disqualified_at",
        nurtured_then_qualified=at_or_after(table.qualified_at, table.nurtured_at).fill_null(False),
        _created_at=table.created_at,
        _started_at=ibis.coalesce(table.assigned_at, table.created_at),
        _contacted_at=table.first_contacted_at,
        _converted=table.deal_id.notnull() | table.converted_at.notnull(),
        _converted_on=local_date(table.converted_at),
        **{f"{name}_on": local_date(table[f"{name}_at"]) for name in _DATED},
        **origin(table),
    )
    rows = _answered(facts, _with_deals(facts, rows))
    rows = with_accounts(facts, with_people(facts, rows, "owner_id"))
    rows = rows.mutate(
        region=rows.owner_region,
        country=ibis.coalesce(rows.country, rows.account_country),
        segment=rows.account_segment,
        industry=rows.account_industry,
    )
    dates = {f"{name}_on": rows[f"{name}_on"] for name in _DATED}
    ended_on = earliest(rows.deal_on, rows.disqualified_on)
    return rows.select(
        "lead_id",
        "company",
        "account_id",
        "account",
        "deal_id",
        "qualified_by",
        "icp",
        "nurtured_then_qualified",
        "within_5m",
        **pairs(rows, DIMENSIONS),
        **dates,
        has_deal=rows.has_deal,
        deal_on=rows.deal_on,
        open_until=(ended_on < rows.created_on).fill_null(False).ifelse(rows.created_on, ended_on),
        workable=~(rows.has_deal & rows.deal_on.isnull() & rows.disqualified_on.isnull()),
        contacted=rows.contacted,
        response_minutes=rows.response_minutes,
        _file=rows._file,
        _line=rows._line,
    )


def _with_deals(facts: Facts, rows: ir.Table) -> ir.Table:
    if "deals" not in facts.tables:
        return rows.mutate(has_deal=rows._converted, deal_on=rows._converted_on)
    deals = with_lead(facts, facts.tables["deals"].select("deal_id", "lead_id", "created_at", "closed_at"))
    opened_on = local_date(ibis.coalesce(deals.created_at, deals.closed_at))
    linked = deals.mutate(_opened_on=opened_on).filter(deals.lead_id.notnull())
    first = linked.group_by(_lead_id="lead_id").aggregate(
        _deal_id=linked.deal_id.min(), _opened_on=linked._opened_on.min()
    )
    joined = rows.left_join(first, rows.lead_id == first._lead_id)
    return joined.mutate(
        has_deal=joined._converted | joined._lead_id.notnull(),
        deal_id=ibis.coalesce(joined.deal_id, joined._deal_id),
        deal_on=ibis.coalesce(joined._opened_on, joined._converted_on),
    ).drop("_lead_id", "_deal_id", "_opened_on")


def _answered(facts: Facts, rows: ir.Table) -> ir.Table:
    touches = first_outbound(facts, "lead_id", by_sales=True)
    if touches is not None:
        rows = rows.left_join(touches, rows.lead_id == touches._lead_id)
        rows = rows.mutate(_contacted_at=ibis.coalesce(rows._touched_at, rows._contacted_at))
        rows = rows.drop("_lead_id", "_touched_at")
    clock = ibis.timestamp(facts.observed_until)
    contacted = (rows._contacted_at <= clock).fill_null(False)
    waited_until = earliest(clock, rows.disqualified_at)
    end = contacted.ifelse(rows._contacted_at, waited_until)
    elapsed = end.epoch_seconds() - rows._started_at.epoch_seconds()
    worked = seconds_between(facts.workspace, rows._started_at, end)
    timed = has_time_of_day(rows._started_at) & (~contacted | has_time_of_day(rows._contacted_at))
    known = timed & (end >= rows._started_at)
    grown = clock.epoch_seconds() - rows._started_at.epoch_seconds() >= SOON
    return rows.mutate(
        contacted=contacted,
        response_minutes=known.ifelse((worked / 60).cast("float64"), ibis.null("float64")),
        within_5m=(known & grown).ifelse(contacted & (elapsed <= SOON), ibis.null("boolean")),
    )
