"""Retention: what customers cost, and what is left of what they pay."""

from ibis import _

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Count, Derived, Lifetime, Ratio, Sum
from keyfunnel.model.workspace import Phase
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.texts import N_

SPENT = N_("the day the money was spent")
SOLD = N_("the day of the order, else the day the deal was closed")
WHOLE = N_("the whole period")
MONTHS = 12

_MARGIN = ("orders.revenue | deal_lines.unit_price", "orders.cost | deal_lines.unit_cost | products.unit_cost")
_SPEND = ("spend.on", "spend.amount")
_SUBSCRIBED = ("subscriptions.account_id", "subscriptions.started_on", "subscriptions.mrr", *_MARGIN)
_MONEY = ("missing_values", "stale_data", "mixed_currency")


def _profit(earned: FloatArray, revenue: FloatArray, spend: FloatArray) -> tuple[FloatArray, FloatArray]:
    return earned - spend, revenue


def _payback(
    cost: FloatArray, mrr: FloatArray, customers: FloatArray, margin: FloatArray
) -> tuple[FloatArray, FloatArray]:
    return cost * customers, mrr * margin


KPIS = (
    KPI(
        key="spend",
        title=N_("Spend"),
        phase=Phase.RETENTION,
        unit="money",
        direction="range",
        accumulates="flow",
        shape=Sum("spend", "spent_on", _.amount),
        date=SPENT,
        needs=_SPEND,
        definition=N_("Money spent in the period in all categories: salaries, production, marketing, sales, overhead."),
        why=N_("The costs that must be covered before a period earns anything."),
        watch_for=N_("Only what was brought: costs kept elsewhere make every margin look better."),
        pair_with=("break_even_revenue",),
        guardrails=(*_MONEY, "pair_with"),
    ),
    KPI(
        key="acquisition_spend",
        title=N_("Marketing and sales spend"),
        phase=Phase.RETENTION,
        unit="money",
        direction="range",
        accumulates="flow",
        shape=Sum("spend", "spent_on", _.amount, where=_.to_acquire),
        date=SPENT,
        needs=(*_SPEND, "spend.category"),
        definition=N_("Money spent in the period in the categories marketing and sales."),
        why=N_("What winning customers costs, before it is set against what they bring."),
        watch_for=N_("Salaries of sales belong in it only where they are in these categories."),
        pair_with=("customer_acquisition_cost",),
        guardrails=(*_MONEY, "pair_with"),
    ),
    KPI(
        key="customer_acquisition_cost",
        title=N_("Customer acquisition cost"),
        phase=Phase.RETENTION,
        unit="money",
        direction="down",
        accumulates="level",
        shape=Derived(
            ("acquisition_spend", "new_customers"),
            lambda spend, customers: (spend, customers),
            trailing=MONTHS,
            counting="new_customers",
        ),
        date=N_("the 12 months up to the period's end; over a range of its own, that range"),
        needs=(*_SPEND, "spend.category"),
        definition=N_(
            "Marketing and sales spend ÷ new customers, both over the 12 months up to the period's end; over a range "
            "that is named, over that range."
        ),
        why=N_("Says whether campaigns pay off and how far the company is from breaking even."),
        watch_for=N_(
            "Don't judge it against price or order value alone, but against what a customer brings over time. It "
            "swings: look at the long run."
        ),
        pair_with=("customer_lifetime_value", "cac_payback_months", "average_deal_value"),
        guardrails=("short_window", *_MONEY, "pair_with"),
    ),
    KPI(
        key="customer_lifetime_value",
        title=N_("Customer lifetime value"),
        phase=Phase.RETENTION,
        unit="money",
        direction="up",
        accumulates="level",
        shape=Lifetime("mrr", "active_customers", "gross_margin", "customer_churn_rate", MONTHS),
        date=N_("the end of the period; churn and margin over the 12 months up to it"),
        needs=_SUBSCRIBED,
        definition=N_(
            "MRR per active customer × gross margin ÷ monthly churn of customers: what a subscriber brings until it "
            "leaves, if customers go on leaving at that rate."
        ),
        why=N_("Profitability per customer: the number that sales and revenue operations align on."),
        watch_for=N_(
            "Read it only beside acquisition cost or order value. On a small base it is unreliable, and where hardly "
            "anybody leaves it has no upper end."
        ),
        pair_with=("customer_acquisition_cost", "average_order_value", "average_deal_value"),
        guardrails=("small_sample", "outliers", "stale_data", "mixed_currency", "pair_with"),
    ),
    KPI(
        key="clv_to_cac",
        title=N_("Lifetime value to acquisition cost"),
        phase=Phase.RETENTION,
        unit="index",
        counted_in="money",
        direction="up",
        accumulates="level",
        shape=Derived(("customer_lifetime_value", "customer_acquisition_cost"), lambda brings, costs: (brings, costs)),
        date=N_("the end of the period"),
        needs=(*_SUBSCRIBED, *_SPEND, "spend.category"),
        definition=N_("Customer lifetime value ÷ customer acquisition cost."),
        why=N_("Says whether customers bring more than it costs to win them; below 1 each one is a loss."),
        watch_for=N_(
            "As uncertain as the lifetime value in it; very high may mean that too little is spent on growth."
        ),
        pair_with=("cac_payback_months",),
        guardrails=("stale_data", "pair_with"),
    ),
    KPI(
        key="cac_payback_months",
        title=N_("Months to earn back a customer's cost"),
        phase=Phase.RETENTION,
        unit="months",
        counted_in="money",
        direction="down",
        accumulates="level",
        shape=Derived(
            ("customer_acquisition_cost", "mrr", "active_customers", "gross_margin"), _payback, trailing=MONTHS
        ),
        date=N_("the end of the period; cost and margin over the 12 months up to it"),
        needs=(*_SPEND, "spend.category", "subscriptions.account_id", "subscriptions.mrr", *_MARGIN),
        definition=N_(
            "Customer acquisition cost ÷ (MRR per active customer × gross margin): after so many months a new "
            "customer has earned what winning it cost."
        ),
        why=N_("Says how long growth must be paid for in advance."),
        watch_for=N_("A customer who leaves before that is a loss: read it with churn."),
        pair_with=("customer_churn_rate",),
        guardrails=("stale_data", "pair_with"),
    ),
    KPI(
        key="gross_margin",
        title=N_("Gross margin"),
        phase=Phase.RETENTION,
        unit="ratio",
        counted_in="money",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Sum("sales_with_cost", "sold_on", _.revenue - _.cost),
            Sum("sales_with_cost", "sold_on", _.revenue, where=_.cost.notnull()),
        ),
        date=SOLD,
        needs=_MARGIN,
        definition=N_(
            "(Revenue − cost) ÷ revenue of the orders; where orders don't tell their cost, of the product lines on "
            "deals won. What lacks its cost is left out of both."
        ),
        why=N_("What is left of each sale to pay for everything else."),
        watch_for=N_("Rises when only the costs of cheap products are known: see how much is left out."),
        pair_with=("revenue",),
        guardrails=(*_MONEY, "pair_with"),
    ),
    KPI(
        key="profit_margin",
        title=N_("Profit margin"),
        phase=Phase.RETENTION,
        unit="ratio",
        counted_in="money",
        direction="up",
        accumulates="level",
        shape=Derived(("gross_margin:numerator", "gross_margin:denominator", "acquisition_spend"), _profit),
        date=WHOLE,
        needs=(*_MARGIN, *_SPEND, "spend.category"),
        definition=N_("(Revenue − cost − marketing and sales spend) ÷ revenue."),
        why=N_("Shows whether selling more also earns more."),
        watch_for=N_(
            "Spend comes before the sales it brings: a month of campaigns looks bad, the months after too good."
        ),
        pair_with=("gross_margin",),
        guardrails=(*_MONEY, "pair_with"),
    ),
    KPI(
        key="break_even_revenue",
        title=N_("Break-even revenue"),
        phase=Phase.RETENTION,
        unit="money",
        direction="range",
        accumulates="level",
        shape=Derived(("spend", "gross_margin"), lambda spend, margin: (spend, margin)),
        date=WHOLE,
        needs=(*_SPEND, *_MARGIN),
        definition=N_(
            "Spend of all categories in the period ÷ gross margin: with less revenue the period loses money."
        ),
        why=N_("The line below which a target isn't worth reaching."),
        watch_for=N_("Costs of goods belong in the margin, not in spend too, or they count twice."),
        pair_with=("revenue",),
        guardrails=(*_MONEY, "pair_with"),
    ),
    KPI(
        key="average_order_value",
        title=N_("Average order value"),
        phase=Phase.RETENTION,
        unit="money",
        direction="up",
        accumulates="level",
        shape=Ratio(Sum("orders", "ordered_on", _.revenue), Count("orders", "ordered_on", where=_.revenue.notnull())),
        date=N_("the day of the order"),
        needs=("orders.ordered_at", "orders.revenue"),
        definition=N_("Revenue of the orders in the period ÷ the number of them that carry a revenue."),
        why=N_("What a customer spends each time: what selling more to them can raise."),
        watch_for=N_("A few very large orders pull it up; it says nothing of how often customers come back."),
        pair_with=("active_customers",),
        guardrails=("outliers", *_MONEY, "mixed_groups", "pair_with"),
    ),
)
