"""Every guardrail, those that take a value back before those that put it in context."""

from keyfunnel.kpis.guardrails.immature_cohort import IMMATURE_COHORT
from keyfunnel.kpis.guardrails.missing_values import MISSING_VALUES
from keyfunnel.kpis.guardrails.mixed_groups import MIXED_GROUPS
from keyfunnel.kpis.guardrails.outcomes_unrecorded import OUTCOMES_UNRECORDED
from keyfunnel.kpis.guardrails.pair_with import PAIR_WITH
from keyfunnel.kpis.guardrails.rule import Rule
from keyfunnel.kpis.guardrails.small_sample import SMALL_SAMPLE

GUARDRAILS: tuple[Rule, ...] = (
    OUTCOMES_UNRECORDED,
    IMMATURE_COHORT,
    SMALL_SAMPLE,
    MISSING_VALUES,
    MIXED_GROUPS,
    PAIR_WITH,
)
