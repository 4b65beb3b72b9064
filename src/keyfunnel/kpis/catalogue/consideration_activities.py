"""Consideration: what sales and marketing do to get into a conversation."""

from ibis import _

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Count, Ratio, Sum
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

DONE = N_("the day of the activity")
MET = N_("the day of the first meeting")
_OF_KIND = ("activities.at", "activities.kind")
_MEETING = (*_OF_KIND, "activities.held")


def _touches(column: str) -> Ratio:
    """The mean of so many touches before each first meeting."""
    return Ratio(Sum("first_meetings", "met_on", _[column]), Count("first_meetings", "met_on"))


KPIS = (
    KPI(
        key="calls",
        title=N_("Calls"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("activities", "done_on", where=_.kind == "call"),
        date=DONE,
        needs=("activities.at", "activities.kind"),
        definition=N_("Calls made in the period."),
        why=N_("Activity a rep decides on alone: the start of a week's plan."),
        watch_for=N_("An activity, not an outcome: dialling more is easy, talking to the right people isn't."),
        stage="Qualified",
        pair_with=("meetings_held",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="emails",
        title=N_("E-mails"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("activities", "done_on", where=_.kind == "email"),
        date=DONE,
        needs=_OF_KIND,
        definition=N_("E-mails on record in the period; replies aren't in it."),
        why=N_("Activity a rep decides on alone, and the cheapest to do more of."),
        watch_for=N_("Easily sent by the thousand: read it with the share that is answered."),
        stage="Qualified",
        pair_with=("email_reply_rate",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="email_reply_rate",
        title=N_("E-mail reply rate"),
        phase=Phase.CONSIDERATION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("activities", "done_on", where=_.kind == "email_reply"),
            Count("activities", "done_on", where=(_.kind == "email") & _.outbound),
        ),
        date=DONE,
        needs=_OF_KIND,
        definition=N_("Replies received in the period ÷ e-mails sent in it."),
        why=N_("Shows whether what is written interests those who get it."),
        watch_for=N_(
            "Replies may answer earlier e-mails, and one e-mail may have several: it is no share of the e-mails sent."
        ),
        stage="Qualified",
        guardrails=("missing_values", "stale_data"),
    ),
    KPI(
        key="meetings",
        title=N_("Meetings"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("activities", "done_on", where=_.kind == "meeting"),
        date=DONE,
        needs=_OF_KIND,
        definition=N_("Meetings on record in the period, whether they took place or not."),
        why=N_("Says how many conversations were arranged."),
        watch_for=N_("A meeting that is booked isn't one that is held."),
        stage="Opportunity",
        pair_with=("meetings_held",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="meetings_held",
        title=N_("Meetings held"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("activities", "done_on", where=(_.kind == "meeting") & _.held),
        date=DONE,
        needs=("activities.at", "activities.kind", "activities.held"),
        definition=N_("Meetings that took place in the period."),
        why=N_("Meetings that are held, not booked, are where deals begin."),
        watch_for=N_("Meetings not marked as held don't count, however well they went."),
        stage="Opportunity",
        pair_with=("new_deals",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="touches_to_first_meeting",
        title=N_("Touches to first meeting"),
        phase=Phase.CONSIDERATION,
        unit="index",
        direction="down",
        accumulates="level",
        shape=_touches("touches"),
        date=MET,
        needs=(*_MEETING, "activities.lead_id | activities.deal_id"),
        definition=N_(
            "Mean number of calls, e-mails and messages that sales and marketing sent before the first meeting or "
            "demo was held, of the leads (and deals without a lead) first met in the period. Those that never met "
            "aren't in it."
        ),
        why=N_("How well the material and the reps get people to a first conversation."),
        watch_for=N_(
            "Only for business customers and long cycles. Where marketing does the warming up it is marketing's "
            "number: see who made the touches, and how many were never met."
        ),
        stage="Opportunity",
        pair_with=("touches_by_sales", "touches_by_marketing", "leads_never_met"),
        guardrails=("short_cycle", "stale_data", "mixed_groups", "pair_with"),
    ),
    KPI(
        key="touches_by_sales",
        title=N_("Touches to first meeting by sales"),
        phase=Phase.CONSIDERATION,
        unit="index",
        direction="down",
        accumulates="level",
        shape=_touches("touches_by_sales"),
        date=MET,
        needs=(*_MEETING, "activities.lead_id | activities.deal_id"),
        definition=N_("The touches to first meeting that sales made, or of which nobody says who made them."),
        why=N_("The part of the way to a conversation that sales walks itself."),
        watch_for=N_("Falls when marketing warms leads up better, whatever sales does."),
        stage="Opportunity",
        pair_with=("touches_by_marketing",),
        guardrails=("short_cycle", "stale_data", "pair_with"),
    ),
    KPI(
        key="touches_by_marketing",
        title=N_("Touches to first meeting by marketing"),
        phase=Phase.CONSIDERATION,
        unit="index",
        direction="range",
        accumulates="level",
        shape=_touches("touches_by_marketing"),
        date=MET,
        needs=(*_MEETING, "activities.lead_id | activities.deal_id", "activities.by"),
        definition=N_("The touches to first meeting that marketing made."),
        why=N_("Shows how much of the warming up marketing takes over."),
        watch_for=N_("More of them can save sales work or only annoy: read it with the touches by sales."),
        stage="Qualified",
        pair_with=("touches_by_sales",),
        guardrails=("short_cycle", "stale_data", "pair_with"),
    ),
    KPI(
        key="leads_never_met",
        title=N_("Leads never met"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="down",
        accumulates="flow",
        shape=Count("first_meetings", "touched_on", where=_.met_on.isnull()),
        date=N_("the day of the first touch"),
        needs=(*_MEETING, "activities.lead_id | activities.deal_id"),
        definition=N_(
            "Leads (and deals without a lead) first touched in the period with which no meeting or demo was held since."
        ),
        why=N_("What the mean of those that met doesn't show: the effort that led nowhere."),
        watch_for=N_("Those touched lately may still be met."),
        stage="Opportunity",
        guardrails=("stale_data",),
    ),
)
