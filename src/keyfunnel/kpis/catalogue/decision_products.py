"""Decision: how products do."""

from ibis import _

from keyfunnel.kpis.catalogue.decision_outcomes import CLOSED
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Count, Ratio, Sum
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

_PRODUCT = "deals.product_id | deal_lines.product_id"
_MODEL = N_(
    "Compare on one consistent model: ticket size, campaigns, incentives and training can explain why a product leads."
)

KPIS = (
    KPI(
        key="product_revenue",
        title=N_("Product revenue"),
        phase=Phase.DECISION,
        unit="money",
        direction="up",
        accumulates="flow",
        shape=Sum("deal_products", "closed_on", _.value, where=_.won),
        date=CLOSED,
        needs=("deals.outcome", "deals.closed_at", "deals.amount | deal_lines.unit_price", _PRODUCT),
        definition=N_(
            "Value of the product's lines on deals won in the period (quantity × price − discount); the deal's amount "
            "where it has no lines."
        ),
        why=N_("Names winners and losers among products."),
        watch_for=_MODEL,
        stage="Won",
        pair_with=("product_win_rate",),
        guardrails=("price_or_campaign", "outliers", "missing_values", "stale_data", "mixed_currency", "pair_with"),
    ),
    KPI(
        key="product_units",
        title=N_("Product units"),
        phase=Phase.DECISION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Sum("deal_products", "closed_on", _.units, where=_.won),
        date=CLOSED,
        needs=("deals.outcome", "deals.closed_at", "deal_lines.deal_id", "deal_lines.quantity"),
        definition=N_(
            "Units of the product on deals won in the period; a line without a quantity is one unit, a deal without "
            "lines none."
        ),
        why=N_("Shows what is sold when prices and discounts are set aside."),
        watch_for=_MODEL,
        stage="Won",
        pair_with=("product_revenue",),
        guardrails=("price_or_campaign", "stale_data", "pair_with"),
    ),
    KPI(
        key="product_win_rate",
        title=N_("Product win rate"),
        phase=Phase.DECISION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("deal_products", "closed_on", where=_.won),
            Count("deal_products", "closed_on", where=_.won | _.lost),
            subset=True,
        ),
        date=CLOSED,
        needs=("deals.outcome", "deals.closed_at", _PRODUCT),
        definition=N_(
            "Deals won ÷ deals won or lost that contain the product, of those closed in the period; a deal with two "
            "products counts once for each, and those without any are a group of their own."
        ),
        why=N_("Shows which product sells more easily, and asks why."),
        watch_for=_MODEL,
        stage="Won",
        guardrails=("small_sample", "price_or_campaign", "missing_values", "stale_data", "mixed_groups", "simpson"),
    ),
)
