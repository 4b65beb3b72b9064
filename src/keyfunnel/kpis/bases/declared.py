"""Every base table: what it is made of, and what it offers."""

from keyfunnel.kpis.bases import (
    deal_products,
    deals,
    engagements,
    entries,
    forecasts,
    leads,
    pipeline,
    spend,
    subscriptions,
    time_logs,
    visits,
)
from keyfunnel.kpis.bases.activities import activities
from keyfunnel.kpis.bases.base import Base
from keyfunnel.kpis.bases.customer_spells import customer_spells
from keyfunnel.kpis.bases.customers import customers
from keyfunnel.kpis.bases.dimensions import ACCOUNT
from keyfunnel.kpis.bases.first_meetings import first_meetings
from keyfunnel.kpis.bases.mrr_movements import mrr_movements
from keyfunnel.kpis.bases.orders import orders
from keyfunnel.kpis.bases.sales_with_cost import sales_with_cost
from keyfunnel.kpis.bases.stage_entries import stage_entries
from keyfunnel.kpis.bases.surveys import surveys
from keyfunnel.kpis.bases.tickets import tickets

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
        pipeline.pipeline,
        ("deals",),
        deals.DIMENSIONS,
        ("open_from", "open_until", "stale_from", "decider_known_from"),
        (*_DEAL, "stage", "amount", "open_from", "open_until", "stale_from"),
        pipeline.is_view,
    ),
    Base(
        "deal_products",
        deal_products.deal_products,
        ("deals",),
        deals.DIMENSIONS,
        ("closed_on",),
        (*_DEAL, "outcome", "value", "units", "closed_on"),
        deal_products.is_view,
    ),
    Base(
        "leads",
        leads.leads,
        ("leads",),
        leads.DIMENSIONS,
        ("created_on", "nurtured_on", "qualified_on", "sales_qualified_on", "open_until"),
        ("lead_id", "company", "account", "created_on", "qualified_on", "deal_id", "deal_on", "response_minutes"),
    ),
    Base(
        "engagements",
        engagements.engagements,
        ("leads", "deals"),
        leads.DIMENSIONS,
        ("engaged_on",),
        ("lead_id", "deal_id", "name", "account", "engaged_on", "won_on"),
        engagements.is_view,
    ),
    Base(
        "stage_entries",
        stage_entries,
        ("deals", "leads", "visits"),
        deals.DIMENSIONS,
        ("entered_on",),
        ("path_id", "stage", "lead_id", "deal_id", "entered_on", "weight", "went_on_on", "days_in", "won_on"),
        weight="weight",
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
    Base(
        "visits",
        visits.visits,
        ("visits",),
        visits.DIMENSIONS,
        ("visited_on",),
        ("visit_id", "kind", "page", "visited_on", "visits", "lead_id"),
        weight="visits",
    ),
    Base(
        "first_meetings",
        first_meetings,
        ("activities",),
        deals.DIMENSIONS,
        ("met_on", "touched_on"),
        ("lead_id", "deal_id", "account", "touched_on", "met_on", "touches_by_sales", "touches_by_marketing"),
    ),
    Base(
        "orders",
        orders,
        ("orders",),
        deals.DIMENSIONS,
        ("ordered_on",),
        ("order_id", "account", "deal_id", "ordered_on", "revenue", "cost"),
    ),
    Base(
        "sales_with_cost",
        sales_with_cost,
        ("orders", "deal_lines"),
        deals.DIMENSIONS,
        ("sold_on",),
        ("order_id", "deal_id", "account", "sold_on", "revenue", "cost"),
    ),
    Base(
        "spend",
        spend.spend,
        ("spend",),
        spend.DIMENSIONS,
        ("spent_on",),
        ("spend_id", "category", "spent_on", "amount"),
    ),
    Base(
        "surveys",
        surveys,
        ("surveys",),
        ACCOUNT,
        ("answered_on",),
        ("response_id", "kind", "account", "answered_on", "score", "scale", "customer_days"),
    ),
    Base(
        "tickets",
        tickets,
        ("tickets",),
        ACCOUNT,
        ("opened_on",),
        ("ticket_id", "kind", "account", "opened_on", "resolved_on", "hours_open"),
    ),
    Base(
        "forecasts",
        forecasts.forecasts,
        ("forecasts",),
        forecasts.DIMENSIONS,
        ("made_on",),
        ("forecast_id", "owner", "team", "category", "made_on", "starts_on", "ends_on", "amount"),
    ),
    Base(
        "entries",
        entries.entries,
        ("entries",),
        entries.DIMENSIONS,
        ("entered_on",),
        ("entry_id", "kpi", "entered_on", "value", "entered_by", "entered_at", "comment"),
        entries.is_view,
    ),
    Base(
        "time_logs",
        time_logs.time_logs,
        ("time_logs",),
        time_logs.DIMENSIONS,
        ("worked_on",),
        ("log_id", "owner", "worked_on", "selling_hours", "total_hours"),
    ),
)
