"""Every guardrail, those that take a value back before those that put it in context."""

from keyfunnel.kpis.guardrails.far_from_target import FAR_FROM_TARGET
from keyfunnel.kpis.guardrails.immature_cohort import IMMATURE_COHORT
from keyfunnel.kpis.guardrails.missing_values import MISSING_VALUES
from keyfunnel.kpis.guardrails.mixed_currency import MIXED_CURRENCY
from keyfunnel.kpis.guardrails.mixed_groups import MIXED_GROUPS
from keyfunnel.kpis.guardrails.not_sales_owned import NOT_SALES_OWNED
from keyfunnel.kpis.guardrails.outcomes_unrecorded import OUTCOMES_UNRECORDED
from keyfunnel.kpis.guardrails.outliers import OUTLIERS
from keyfunnel.kpis.guardrails.pair_with import PAIR_WITH
from keyfunnel.kpis.guardrails.per_rep import PER_REP
from keyfunnel.kpis.guardrails.price_or_campaign import PRICE_OR_CAMPAIGN
from keyfunnel.kpis.guardrails.rule import Rule
from keyfunnel.kpis.guardrails.seasonal import SEASONAL
from keyfunnel.kpis.guardrails.short_cycle import SHORT_CYCLE
from keyfunnel.kpis.guardrails.short_history import SHORT_HISTORY
from keyfunnel.kpis.guardrails.short_window import SHORT_WINDOW
from keyfunnel.kpis.guardrails.simpson import SIMPSON
from keyfunnel.kpis.guardrails.small_sample import SMALL_SAMPLE
from keyfunnel.kpis.guardrails.stale_data import STALE_DATA

GUARDRAILS: tuple[Rule, ...] = (
    OUTCOMES_UNRECORDED,
    IMMATURE_COHORT,
    SMALL_SAMPLE,
    SHORT_HISTORY,
    SHORT_WINDOW,
    MISSING_VALUES,
    MIXED_CURRENCY,
    STALE_DATA,
    OUTLIERS,
    SIMPSON,
    MIXED_GROUPS,
    SEASONAL,
    PRICE_OR_CAMPAIGN,
    FAR_FROM_TARGET,
    NOT_SALES_OWNED,
    SHORT_CYCLE,
    PER_REP,
    PAIR_WITH,
)
