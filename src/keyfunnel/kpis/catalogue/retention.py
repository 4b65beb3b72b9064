"""Retention: who becomes and stays a customer."""

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import AsOf, Count, Retention
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

_RUNNING = "subscriptions.started_on | orders.ordered_at"
_FIRST = "deals.account_id | orders.account_id | subscriptions.account_id"

KPIS = (
    KPI(
        key="new_customers",
        title=N_("New customers"),
        phase=Phase.RETENTION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("customers", "first_on"),
        date=N_("the day of the first won deal, order or subscription"),
        needs=(_FIRST,),
        definition=N_(
            "Accounts whose first won deal lies in the period (or first order, or first subscription: "
            "the workspace chooses once)."
        ),
        why=N_("Growth in people who chose the company for the first time."),
        watch_for=N_("Customers from before the data began look new at their first purchase in it."),
        stage="Won",
        guardrails=("missing_values", "stale_data"),
    ),
    KPI(
        key="active_customers",
        title=N_("Active customers"),
        phase=Phase.RETENTION,
        unit="count",
        direction="up",
        accumulates="level",
        shape=AsOf("customer_spells", "active_from", "active_until"),
        date=N_("the end of the period"),
        needs=(_RUNNING, "subscriptions.account_id | orders.account_id"),
        definition=N_(
            "Accounts with a running subscription at the period's end; without subscriptions, those with an order in "
            "the last 12 months."
        ),
        why=N_("The base that renewals, expansion and references come from."),
        watch_for=N_("Stays level while customers change: read it with churn."),
        pair_with=("customer_churn_rate",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="customer_churn_rate",
        title=N_("Customer churn"),
        phase=Phase.RETENTION,
        unit="ratio",
        direction="down",
        accumulates="level",
        shape=Retention("customer_spells", "active_from", "active_until", "account_id", "gone", "started", subset=True),
        date=N_("the whole period, from its start to its end"),
        needs=(_RUNNING, "subscriptions.account_id | orders.account_id"),
        definition=N_(
            "Customers at the period's start who are no longer customers at its end ÷ customers at its start."
        ),
        why=N_("Early churn points at overselling, and keeping customers is where profit grows."),
        watch_for=N_(
            "Judge sales by it only where sales owns retention. A month's churn and a year's can't be compared."
        ),
        guardrails=("not_sales_owned", "small_sample", "missing_values", "stale_data", "mixed_groups"),
    ),
)
