"""Decision: the way through the stages."""

from ibis import _

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Count, Median, Ratio
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

ENTERED = N_("the day the stage was first entered")
_DEMO = _.stage == "Demo"
_STAGES = "deal_stages.entered_at | deals.created_at | leads.created_at | visits.at"

KPIS = (
    KPI(
        key="demos",
        title=N_("Demos"),
        phase=Phase.DECISION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("stage_entries", "entered_on", where=_DEMO, weight="weight", stage="Demo"),
        date=ENTERED,
        needs=("deal_stages.entered_at",),
        definition=N_("Deals that entered the stage Demo for the first time in the period."),
        why=N_("A demo is the first time that a buyer spends real time on the product."),
        watch_for=N_("Demos for anyone who asks fill calendars, not the pipeline: read it with demo to deal."),
        stage="Demo",
        pair_with=("demo_to_deal_rate",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="demo_to_deal_rate",
        title=N_("Demo to deal"),
        phase=Phase.DECISION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("stage_entries", "entered_on", where=_DEMO & _.won_on.notnull(), weight="weight"),
            Count("stage_entries", "entered_on", where=_DEMO, weight="weight"),
            subset=True,
            outcome="won_on",
        ),
        date=ENTERED,
        needs=("deal_stages.entered_at", "deals.outcome", "deals.closed_at"),
        definition=N_("Of the deals that first entered the stage Demo in the period, the share won since."),
        why=N_("Shows whether demos convince, and whether the right people see them."),
        watch_for=N_("Young demos aren't won yet: a recent period always looks worse than it will be."),
        stage="Demo",
        guardrails=("small_sample", "immature_cohort", "outcomes_unrecorded", "stale_data", "mixed_groups"),
    ),
    KPI(
        key="stage_entries",
        title=N_("Stage entries"),
        phase=Phase.DECISION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("stage_entries", "entered_on", weight="weight"),
        date=ENTERED,
        needs=(_STAGES,),
        definition=N_(
            "Leads and deals that entered the funnel stage for the first time in the period. Re-entries don't count."
        ),
        why=N_("How much reaches each step of the funnel."),
        watch_for=N_("A stage that reps forget to set shows fewer entries than there were."),
        takes_stage=True,
        pair_with=("stage_conversion",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="stage_conversion",
        title=N_("Stage conversion"),
        phase=Phase.DECISION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("stage_entries", "entered_on", where=_.went_on, weight="weight"),
            Count("stage_entries", "entered_on", weight="weight"),
            subset=True,
            outcome="went_on_on",
        ),
        date=N_("the day the stage before was first entered"),
        needs=(_STAGES,),
        definition=N_(
            "Of those that entered the stage before in the period, the share that went on to this stage or beyond. The "
            "stage before is the nearest one that has data."
        ),
        why=N_("Shows the step at which the funnel loses most."),
        watch_for=N_("Those who entered lately haven't had the time: their share will rise."),
        takes_stage=True,
        stage_column="next_stage",
        guardrails=("small_sample", "immature_cohort", "outcomes_unrecorded", "stale_data", "mixed_groups"),
    ),
    KPI(
        key="stage_days",
        title=N_("Days in stage"),
        phase=Phase.DECISION,
        unit="days",
        direction="down",
        accumulates="level",
        shape=Median("stage_entries", "entered_on", _.days_in, event=_.left),
        date=ENTERED,
        needs=(_STAGES,),
        definition=N_(
            "Median days from first entering the stage to moving on or being lost, of those that entered in the "
            "period. Those still in it count as at least that long (Kaplan-Meier)."
        ),
        why=N_("Shows which stage stretches the sales cycle."),
        watch_for=N_("Losing deals quickly shortens it too: read it with the stage's conversion."),
        takes_stage=True,
        pair_with=("stage_conversion",),
        guardrails=("small_sample", "mixed_groups", "pair_with"),
    ),
    KPI(
        key="close_ratio",
        title=N_("Close ratio"),
        phase=Phase.DECISION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("engagements", "engaged_on", where=_.won_on.notnull()),
            Count("engagements", "engaged_on"),
            subset=True,
            outcome="won_on",
        ),
        date=N_("the day of the first outbound contact, else the day the deal was opened"),
        needs=("deals.outcome", "deals.closed_at", "deals.created_at | activities.at | leads.first_contacted_at"),
        definition=N_(
            "Of the leads, and deals without a lead, that sales first engaged with in the period, the share that ended "
            "won."
        ),
        why=N_("How well reps lead the whole process, from first contact to signature."),
        watch_for=N_("Swings with season and with the quality of leads; young cohorts aren't decided yet."),
        stage="Won",
        guardrails=(
            "small_sample",
            "immature_cohort",
            "outcomes_unrecorded",
            "missing_values",
            "stale_data",
            "mixed_groups",
            "simpson",
            "seasonal",
        ),
    ),
)
