"""Which lead a deal came from, and what the deal inherits from it."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.dimensions import TEXT
from keyfunnel.kpis.facts import Facts


def with_lead(facts: Facts, deals: ir.Table) -> ir.Table:
    """``deals`` with ``lead_id`` completed from the lead's side, and the lead's ``lead_source``, ``lead_campaign``
    and ``lead_created_on``."""
    if "leads" not in facts.tables:
        return deals.mutate(lead_source=TEXT, lead_campaign=TEXT, lead_created_on=ibis.null("date"))
    leads = facts.tables["leads"]
    if facts.has("leads", "deal_id"):
        named = leads.filter(leads.deal_id.notnull())
        by_deal = named.group_by(_of_deal="deal_id").aggregate(_by_deal=named.lead_id.min())
        deals = deals.left_join(by_deal, deals.deal_id == by_deal._of_deal)
        deals = deals.mutate(lead_id=ibis.coalesce(deals.lead_id, deals._by_deal)).drop("_of_deal", "_by_deal")
    inherited = leads.select(
        _lead_id=leads.lead_id,
        lead_source=leads.source,
        lead_campaign=leads.campaign,
        lead_created_on=local_date(leads.created_at),
    )
    return deals.left_join(inherited, deals.lead_id == inherited._lead_id).drop("_lead_id")
