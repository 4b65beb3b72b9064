"""Which path through the funnel a deal and a visit belong to."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.kept import kept
from keyfunnel.kpis.bases.lead_sources import with_lead
from keyfunnel.kpis.facts import Facts

VISITOR = "visitor:"  # begins the path of one who never became a lead


def deal_paths(facts: Facts) -> ir.Table:
    """Each deal with ``path_id``, ``kind`` (lead or deal) and ``main``: the lead's path for its first deal, else its
    own, which isn't main where the lead had a deal before."""
    return kept(facts, "deal paths", _deal_paths)


def visit_paths(facts: Facts) -> ir.Table:
    """Each visit with ``path_id``, ``kind`` (lead or visitor), ``lead_id``, ``kind_of_visit``, ``_at`` and ``weight``.

    Visits of one visitor who became a lead are the lead's, those before it was one too.
    """
    return kept(facts, "visit paths", _visit_paths)


def _deal_paths(facts: Facts) -> ir.Table:
    table = facts.tables["deals"]
    deals = with_lead(
        facts,
        table.select("deal_id", "lead_id", "created_at", "closed_at", "outcome"),
    )
    deals = deals.drop("lead_source", "lead_campaign", "lead_created_on")
    if "leads" not in facts.tables:
        return _placed(deals.mutate(_known=ibis.literal(False), _first=ibis.literal(False)))
    leads = facts.tables["leads"].select(_lead="lead_id")
    # Only the deals of leads are ranked: all others would be one window.
    theirs = deals.inner_join(leads, deals.lead_id == leads._lead)
    # Undated deals come last; the key settles ties, so that every run agrees.
    undated = theirs.created_at.isnull().ifelse(1, 0)
    order = ibis.window(group_by="_lead", order_by=[undated, theirs.created_at, theirs.deal_id])
    ranked = theirs.select(_deal="deal_id", _turn=ibis.row_number().over(order))
    joined = deals.left_join(ranked, deals.deal_id == ranked._deal)
    joined = joined.mutate(_known=joined._deal.notnull(), _first=(joined._turn == 0).fill_null(False))
    return _placed(joined.drop("_deal", "_turn"))


def _placed(deals: ir.Table) -> ir.Table:
    of_lead = deals._first
    return deals.mutate(
        path_id=of_lead.ifelse(ibis.literal("lead:") + deals.lead_id, ibis.literal("deal:") + deals.deal_id),
        kind=of_lead.ifelse("lead", "deal"),
        main=~deals._known | of_lead,
    ).drop("_known", "_first")


def _visit_paths(facts: Facts) -> ir.Table:
    visits = facts.tables["visits"]
    visitor = ibis.window(group_by=visits.visitor_id)
    became = visits.visitor_id.isnull().ifelse(visits.lead_id, visits.lead_id.min().over(visitor))
    rows = visits.mutate(_became=ibis.coalesce(visits.lead_id, became))
    path_id = ibis.cases(
        (rows._became.notnull(), ibis.literal("lead:") + rows._became),
        (rows.visitor_id.notnull(), ibis.literal(VISITOR) + rows.visitor_id),
        else_=ibis.literal("visit:") + rows.visit_id,
    )
    nobody = rows._became.isnull() & rows.visitor_id.isnull()
    return rows.select(
        "visit_id",
        path_id=path_id,
        kind=rows._became.notnull().ifelse("lead", "visitor"),
        main=ibis.literal(True),
        lead_id=rows._became,
        kind_of_visit=rows.kind,
        _at=rows["at"],
        weight=nobody.ifelse(rows["count"].fill_null(1), ibis.literal(1, "int64")),
    )
