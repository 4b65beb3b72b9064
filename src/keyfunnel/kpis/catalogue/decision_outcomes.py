"""Decision: deals opened, won and lost, and how long that takes."""

from ibis import _

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Complete, Count, Median, Ratio, Sum
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

CLOSED = N_("the day the deal was closed")
_SPLIT = ("small_sample", "missing_values", "stale_data", "mixed_groups")

KPIS = (
    KPI(
        key="new_deals",
        title=N_("New deals"),
        phase=Phase.DECISION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("deals", "created_on"),
        date=N_("the day the deal was opened"),
        needs=("deals.created_at",),
        definition=N_("Deals opened in the period."),
        why=N_("What comes into the pipeline now is what can be won in a sales cycle's time."),
        watch_for=N_("More deals of worse quality look like progress: read it with the win rate."),
        stage="Opportunity",
        pair_with=("win_rate",),
        guardrails=("missing_values", "stale_data", "seasonal", "pair_with"),
    ),
    KPI(
        key="deals_won",
        title=N_("Deals won"),
        phase=Phase.DECISION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("deals", "closed_on", where=_.won),
        date=CLOSED,
        needs=("deals.outcome", "deals.closed_at"),
        definition=N_("Deals closed as won in the period. A won deal without a close date is in no period."),
        why=N_("The plainest result of selling."),
        watch_for=N_("Small deals count like large ones: read it with the average deal value."),
        stage="Won",
        pair_with=("average_deal_value",),
        guardrails=("missing_values", "stale_data", "seasonal", "pair_with"),
    ),
    KPI(
        key="deals_lost",
        title=N_("Deals lost"),
        phase=Phase.DECISION,
        unit="count",
        direction="down",
        accumulates="flow",
        shape=Count("deals", "closed_on", where=_.lost),
        date=CLOSED,
        needs=("deals.outcome", "deals.closed_at"),
        definition=N_("Deals closed as lost in the period."),
        why=N_("Shows how much work ends without a sale, and with its reasons, why."),
        watch_for=N_("Few losses may only mean that dead deals are left open: look at the stale deals too."),
        stage="Won",
        guardrails=("missing_values", "stale_data"),
    ),
    KPI(
        key="win_rate",
        title=N_("Win rate"),
        phase=Phase.DECISION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("deals", "closed_on", where=_.won), Count("deals", "closed_on", where=_.won | _.lost), subset=True
        ),
        date=CLOSED,
        needs=("deals.outcome", "deals.closed_at"),
        definition=N_("Deals won ÷ deals won or lost, of those closed in the period. Open deals are no losses."),
        why=N_("How well sales leads the process, and how good the leads are when read by segment."),
        watch_for=N_("Swings with season and market events, not only with skill or lead quality."),
        stage="Won",
        guardrails=(*_SPLIT, "simpson", "seasonal"),
    ),
    KPI(
        key="win_rate_by_value",
        title=N_("Win rate by value"),
        phase=Phase.DECISION,
        unit="ratio",
        counted_in="money",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Sum("deals", "closed_on", _.amount, where=_.won),
            Sum("deals", "closed_on", _.amount, where=_.won | _.lost),
            complete=(
                Complete(
                    Count("deals", "closed_on", where=_.won),
                    Count("deals", "closed_on", where=_.won & (_.amount > 0)),
                    N_("{filled} of {rows} won deals carry an amount; at least {needed:percent} must."),
                ),
                Complete(
                    Count("deals", "closed_on", where=_.lost),
                    Count("deals", "closed_on", where=_.lost & (_.amount > 0)),
                    N_("{filled} of {rows} lost deals carry an amount; at least {needed:percent} must."),
                ),
            ),
        ),
        date=CLOSED,
        needs=("deals.outcome", "deals.closed_at", "deals.amount"),
        definition=N_(
            "Value of the deals won ÷ value of the deals won or lost. Not available where fewer than 90% of the won "
            "or of the lost carry an amount other than 0."
        ),
        why=N_("Shows whether it is the large deals that are won or the small ones."),
        watch_for=N_("Many CRMs empty the amount of a lost deal, which would make this 100%."),
        stage="Won",
        guardrails=(*_SPLIT, "mixed_currency"),
    ),
    KPI(
        key="time_to_close",
        title=N_("Time to close"),
        phase=Phase.DECISION,
        unit="days",
        direction="down",
        accumulates="level",
        shape=Median("deals", "closed_on", _.days_to_close, where=_.won),
        date=CLOSED,
        needs=("deals.outcome", "deals.closed_at", "deals.created_at"),
        definition=N_("Median days from a deal's creation to its close, of the deals won in the period."),
        why=N_("Tells when a deal opened today can be expected as revenue."),
        watch_for=N_("Only won deals are in it: deals that drag on without an end don't lengthen it."),
        stage="Won",
        guardrails=_SPLIT,
    ),
    KPI(
        key="sales_cycle_length",
        title=N_("Sales cycle length"),
        phase=Phase.DECISION,
        unit="days",
        direction="down",
        accumulates="level",
        shape=Median("deals", "closed_on", _.cycle_days, where=_.won),
        date=CLOSED,
        needs=("deals.outcome", "deals.closed_at", "deals.created_at | deals.first_contact_at | leads.created_at"),
        definition=N_(
            "Median days from the earliest of first contact, the lead's arrival and the deal's creation to the close, "
            "of the deals won in the period."
        ),
        why=N_(
            "Makes forecasts predictable and shows which stage stretches; a rise is an early sign of poorly qualified "
            "leads or unprepared new reps."
        ),
        watch_for=N_("Depends on the kind of customer, source, rep and deal: split it before judging."),
        stage="Won",
        guardrails=_SPLIT,
    ),
)
