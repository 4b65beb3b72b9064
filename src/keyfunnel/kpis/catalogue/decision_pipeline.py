"""Decision: what is open."""

from ibis import _

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import AsOf, Derived
from keyfunnel.model.workspace import Phase
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.texts import N_

AT_END = N_("the end of the period")
_DECIDERS = ("deals.created_at", "deals.account_id", "contacts.account_id", "contacts.decision_maker")
_BIG_PICTURE = N_("Only the big picture: read it with the conversion of each stage.")


def _coverage(pipeline: FloatArray, target: FloatArray, won: FloatArray) -> tuple[FloatArray, FloatArray]:
    return pipeline, target - won


def _velocity(
    open_deals: FloatArray,
    stale: FloatArray,
    win_rate: FloatArray,
    deal_value: FloatArray,
    days: FloatArray,
    cycles: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    return (open_deals - stale) * win_rate * deal_value, days / cycles


KPIS = (
    KPI(
        key="pipeline_value",
        title=N_("Pipeline value"),
        phase=Phase.DECISION,
        unit="money",
        direction="up",
        accumulates="level",
        shape=AsOf("pipeline", "open_from", "open_until", value=_.amount),
        date=AT_END,
        needs=("deals.created_at", "deals.amount"),
        definition=N_(
            "Value of the deals open at the period's end: opened before it, not closed before it. Rebuilt from dates "
            "and recorded amounts, not from how deals stand today."
        ),
        why=N_("Is the team on its way to the target, and at which stage is it short?"),
        watch_for=_BIG_PICTURE,
        stage="Opportunity",
        pair_with=("stage_conversion", "win_rate", "stale_deals"),
        guardrails=("missing_values", "stale_data", "mixed_currency", "pair_with"),
    ),
    KPI(
        key="pipeline_volume",
        title=N_("Pipeline volume"),
        phase=Phase.DECISION,
        unit="count",
        direction="up",
        accumulates="level",
        shape=AsOf("pipeline", "open_from", "open_until"),
        date=AT_END,
        needs=("deals.created_at",),
        definition=N_(
            "Deals open at the period's end: opened before it, not closed before it. Rebuilt from dates, not from how "
            "deals stand today."
        ),
        why=N_("Enough work in progress is the first condition of a target met."),
        watch_for=_BIG_PICTURE,
        stage="Opportunity",
        pair_with=("stage_conversion", "win_rate", "stale_deals", "open_leads"),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="pipeline_coverage",
        title=N_("Pipeline coverage"),
        phase=Phase.DECISION,
        unit="ratio",
        counted_in="money",
        direction="range",
        accumulates="level",
        shape=Derived(("pipeline_value", "target:revenue", "revenue"), _coverage),
        date=AT_END,
        needs=("deals.created_at", "deals.amount", "targets.amount"),
        definition=N_(
            "Pipeline value ÷ what is still to be won: the revenue target of the period less revenue so far."
        ),
        why=N_("Says whether there is enough to sell from to reach the target."),
        watch_for=N_(
            "What is enough depends on the win rate: a third won needs three times the rest of the target. Too much "
            "may be deals nobody closes."
        ),
        stage="Opportunity",
        pair_with=("stage_conversion", "win_rate"),
        guardrails=("missing_values", "stale_data", "mixed_currency", "pair_with"),
    ),
    KPI(
        key="deals_with_decision_maker",
        title=N_("Deals with a decision-maker"),
        phase=Phase.DECISION,
        unit="count",
        direction="up",
        accumulates="level",
        shape=AsOf("pipeline", "decider_known_from", "open_until", since="open_from"),
        date=AT_END,
        needs=_DECIDERS,
        definition=N_(
            "Deals open at the period's end whose account had a contact known to be a decision-maker by then."
        ),
        why=N_("Cycles get shorter when those who decide are found early."),
        watch_for=N_("A contact marked as one isn't yet one that was spoken to."),
        stage="Opportunity",
        pair_with=("decision_maker_coverage",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="decision_maker_coverage",
        title=N_("Decision-makers known"),
        phase=Phase.DECISION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Derived(
            ("pipeline_volume", "deals_with_decision_maker"), lambda every, known: (known, every), subset=True
        ),
        date=AT_END,
        needs=_DECIDERS,
        definition=N_(
            "Deals open at the period's end whose account has a known decision-maker ÷ all deals open then. A contact "
            "without a date counts as known all along."
        ),
        why=N_("Deals whose decision-maker is unknown take longer and are lost more often."),
        watch_for=N_("Contacts are easily marked: see whether meetings with them follow."),
        stage="Opportunity",
        pair_with=("sales_cycle_length",),
        guardrails=("small_sample", "stale_data", "pair_with"),
    ),
    KPI(
        key="stale_deals",
        title=N_("Stale deals"),
        phase=Phase.DECISION,
        unit="count",
        direction="down",
        accumulates="level",
        shape=AsOf("pipeline", "stale_from", "open_until", since="open_from"),
        date=AT_END,
        needs=("deals.created_at", "deals.outcome", "deals.closed_at"),
        definition=N_(
            "Deals open at the period's end that are older than 95 of 100 closed deals were when they closed (all "
            "closed deals on record)."
        ),
        why=N_("Old deals seldom close: they make the pipeline look larger than it is."),
        watch_for=N_("Closing them as lost empties the list at once, and lowers the win rate."),
        stage="Opportunity",
        guardrails=("missing_values", "stale_data"),
    ),
    KPI(
        key="sales_velocity",
        title=N_("Sales velocity"),
        phase=Phase.DECISION,
        unit="index",
        direction="up",
        accumulates="level",
        shape=Derived(
            (
                "pipeline_volume",
                "stale_deals",
                "win_rate",
                "average_deal_value",
                "sales_cycle_length:numerator",
                "sales_cycle_length:denominator",
            ),
            _velocity,
        ),
        date=AT_END,
        needs=("deals.created_at", "deals.outcome", "deals.closed_at", "deals.amount"),
        definition=N_(
            "Open deals at the period's end that aren't stale × win rate × average deal value ÷ mean days of the won "
            "cycles, not their median: an index per day."
        ),
        why=N_("One number for the four levers: more deals, larger ones, more of them won, sooner."),
        watch_for=N_("An index to compare with itself, not a forecast of revenue: see which of the four moved."),
        stage="Won",
        pair_with=("win_rate", "average_deal_value", "sales_cycle_length"),
        guardrails=("pair_with",),
    ),
)
