"""Retention: monthly recurring revenue and what moves it."""

from ibis import _

from keyfunnel.kpis.kpi import KPI, Direction
from keyfunnel.kpis.shapes import AsOf, Retention, Sum
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

AT_END = N_("the period's last day")
MONTH_END = N_("the month at whose end the account's MRR had changed")
_NEEDS = ("subscriptions.account_id", "subscriptions.started_on", "subscriptions.mrr")


def _movement(key: str, kind: str, direction: Direction, title: str, definition: str, why: str, watch_for: str) -> KPI:
    return KPI(
        key=key,
        title=title,
        phase=Phase.RETENTION,
        unit="money",
        direction=direction,
        accumulates="flow",
        shape=Sum("mrr_movements", "month_on", _.change, where=_.kind == kind, by_month=True),
        date=MONTH_END,
        needs=_NEEDS,
        definition=definition,
        why=why,
        watch_for=watch_for,
        pair_with=("mrr",),
        guardrails=("missing_values", "stale_data", "mixed_currency", "pair_with"),
    )


def _kept(numerator: str) -> Retention:
    """Of the accounts with MRR at the start, what became of it by the end."""
    return Retention("subscriptions", "started_on", "ended_on", "account_id", numerator, "start", _.mrr, subset=False)


_WHOLE = N_("the whole period, from its start to its end")
_RETAINED = ("not_sales_owned", "missing_values", "stale_data", "mixed_currency", "pair_with")
_BY_MONTHS = N_("Balances are compared at month-ends: what starts and ends within a month isn't seen.")

KPIS = (
    KPI(
        key="mrr",
        title=N_("Monthly recurring revenue (MRR)"),
        phase=Phase.RETENTION,
        unit="money",
        direction="up",
        accumulates="level",
        shape=AsOf("subscriptions", "started_on", "ended_on", value=_.mrr),
        date=AT_END,
        needs=_NEEDS,
        definition=N_("Money a month of all subscriptions that run on the period's last day."),
        why=N_("Income that comes again without being sold again."),
        watch_for=N_("Can grow while customers leave, as long as enough new ones come: see its movements."),
        pair_with=("customer_churn_rate",),
        guardrails=("missing_values", "stale_data", "mixed_currency", "pair_with"),
    ),
    KPI(
        key="arr",
        title=N_("Annual recurring revenue (ARR)"),
        phase=Phase.RETENTION,
        unit="money",
        direction="up",
        accumulates="level",
        shape=AsOf("subscriptions", "started_on", "ended_on", value=_.mrr, times=12),
        date=AT_END,
        needs=_NEEDS,
        definition=N_("MRR × 12."),
        why=N_("The yearly size of what recurs, as investors and planners read it."),
        watch_for=N_("Not the revenue of a year: it takes today's subscriptions to run on unchanged."),
        pair_with=("customer_churn_rate",),
        guardrails=("missing_values", "stale_data", "mixed_currency", "pair_with"),
    ),
    _movement(
        "new_mrr",
        "new",
        "up",
        N_("New MRR"),
        N_("MRR at month-end of accounts that never had any before."),
        N_("What selling to new customers adds."),
        _BY_MONTHS,
    ),
    _movement(
        "expansion_mrr",
        "expansion",
        "up",
        N_("Expansion MRR"),
        N_("Increase in MRR of accounts that had some at the month-end before."),
        N_("Customers who buy more because it helps them."),
        _BY_MONTHS,
    ),
    _movement(
        "contraction_mrr",
        "contraction",
        "up",
        N_("Contraction MRR"),
        N_("Decrease in MRR of accounts that still have some; 0 or less."),
        N_("Often the step before leaving."),
        N_("It is negative, so nearer to 0 is better."),
    ),
    _movement(
        "churned_mrr",
        "churned",
        "up",
        N_("Churned MRR"),
        N_("MRR of accounts that have none left at month-end; 0 or less."),
        N_("What new business must first make up for."),
        N_("It is negative, so nearer to 0 is better."),
    ),
    _movement(
        "reactivation_mrr",
        "reactivation",
        "up",
        N_("Reactivation MRR"),
        N_("MRR at month-end of accounts that had some earlier, and none at the month-end before."),
        N_("Customers won back."),
        _BY_MONTHS,
    ),
    KPI(
        key="mrr_churn_rate",
        title=N_("MRR churn"),
        phase=Phase.RETENTION,
        unit="ratio",
        counted_in="money",
        direction="down",
        accumulates="level",
        shape=_kept("lost"),
        date=_WHOLE,
        needs=_NEEDS,
        definition=N_("MRR at the period's start of the accounts that have none at its end ÷ MRR at its start."),
        why=N_("Weighs the customers who leave by what they paid."),
        watch_for=N_(
            "Judge sales by it only where sales owns retention. One large customer can be a whole year of it."
        ),
        pair_with=("customer_churn_rate",),
        guardrails=_RETAINED,
    ),
    KPI(
        key="net_revenue_retention",
        title=N_("Net revenue retention"),
        phase=Phase.RETENTION,
        unit="ratio",
        counted_in="money",
        direction="up",
        accumulates="level",
        shape=_kept("end"),
        date=_WHOLE,
        needs=_NEEDS,
        definition=N_(
            "MRR at the period's end of the accounts that had some at its start ÷ their MRR at the start: with "
            "expansion, without new customers."
        ),
        why=N_("Above 100% the company would grow without a single new customer."),
        watch_for=N_("Expansion hides those who leave: read it with the gross rate."),
        pair_with=("gross_revenue_retention",),
        guardrails=_RETAINED,
    ),
    KPI(
        key="gross_revenue_retention",
        title=N_("Gross revenue retention"),
        phase=Phase.RETENTION,
        unit="ratio",
        counted_in="money",
        direction="up",
        accumulates="level",
        shape=_kept("kept"),
        date=_WHOLE,
        needs=_NEEDS,
        definition=N_(
            "Of the MRR at the period's start, what the same accounts still pay at its end; what they pay more than "
            "before doesn't count."
        ),
        why=N_("How much of what was sold stays sold."),
        watch_for=N_("Never above 100%. A month's rate and a year's can't be compared."),
        pair_with=("net_revenue_retention",),
        guardrails=_RETAINED,
    ),
)
