"""Every base table: what it is made of, and what it offers."""

from keyfunnel.kpis.bases import deals, leads, subscriptions
from keyfunnel.kpis.bases.activities import activities
from keyfunnel.kpis.bases.base import Base
from keyfunnel.kpis.bases.customer_spells import customer_spells
from keyfunnel.kpis.bases.customers import customers
from keyfunnel.kpis.bases.deal_products import deal_products
from keyfunnel.kpis.bases.engagements import engagements
from keyfunnel.kpis.bases.mrr_movements import mrr_movements
from keyfunnel.kpis.bases.pipeline import pipeline
from keyfunnel.kpis.bases.stage_entries import stage_entries

_DEAL = ("deal_id", "name", "account", "account_id")

DECLARED = (
    Base(
        "deals",
        deals.deals,
        ("deals",),
        deals.DIMENSIONS,
        ("created_on", "closed_on"),
        (*_DEAL, "outcome", "amount", "created_on", "closed_on", "days_to_close", "cycle_days"),
    ),
    Base(
        "pipeline",
        pipeline,
        ("deals",),
        deals.DIMENSIONS,
        ("open_from", "open_until", "stale_from"),
        (*_DEAL, "stage", "amount", "open_from", "open_until", "stale_from"),
    ),
    Base(
        "deal_products",
        deal_products,
        ("deals",),
        deals.DIMENSIONS,
        ("closed_on",),
        (*_DEAL, "outcome", "value", "units", "closed_on"),
    ),
    Base(
        "leads",
        leads.leads,
        ("leads",),
        leads.DIMENSIONS,
        ("created_on", "nurtured_on", "qualified_on", "sales_qualified_on"),
        ("lead_id", "company", "account", "created_on", "qualified_on", "deal_id", "deal_on", "response_minutes"),
    ),
    Base(
        "engagements",
        engagements,
        ("leads", "deals"),
        leads.DIMENSIONS,
        ("engaged_on",),
        ("lead_id", "deal_id", "name", "account", "engaged_on", "won_on"),
    ),
    Base(
        "stage_entries",
        stage_entries,
        ("deals", "leads", "visits"),
        deals.DIMENSIONS,
        ("entered_on",),
        ("path_id", "stage", "lead_id", "deal_id", "entered_on", "weight", "went_on_on", "days_in", "won_on"),
    ),
    Base(
        "activities",
        activities,
        ("activities",),
        deals.DIMENSIONS,
        ("done_on",),
        ("activity_id", "kind", "by", "held", "account", "lead_id", "deal_id", "done_on", "minutes"),
    ),
    Base(
        "customers",
        customers,
        None,
        deals.DIMENSIONS,
        ("first_on",),
        ("account_id", "account", "by", "by_id", "first_on"),
    ),
    Base(
        "customer_spells",
        customer_spells,
        ("subscriptions", "orders"),
        subscriptions.DIMENSIONS,
        ("active_from", "active_until"),
        ("account_id", "account", "active_from", "active_until"),
    ),
    Base(
        "subscriptions",
        subscriptions.subscriptions,
        ("subscriptions",),
        subscriptions.DIMENSIONS,
        ("started_on", "ended_on"),
        ("subscription_id", "account_id", "account", "plan", "mrr", "started_on", "ended_on", "end_reason"),
    ),
    Base(
        "mrr_movements",
        mrr_movements,
        ("subscriptions",),
        subscriptions.DIMENSIONS,
        ("month_on",),
        ("account_id", "account", "month_on", "kind", "before", "change", "after"),
    ),
)
