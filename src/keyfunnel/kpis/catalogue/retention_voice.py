"""Retention: what customers say, and how their complaints are dealt with."""

from ibis import _

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Count, Median, Ratio, Sum
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

ANSWERED = N_("the day of the answer")
NEW_CUSTOMER_DAYS = 90

_ANSWERS = ("surveys.at", "surveys.kind", "surveys.score")
_YOUNG = _.customer_days < NEW_CUSTOMER_DAYS

KPIS = (
    KPI(
        key="nps",
        title=N_("Net promoter score"),
        phase=Phase.RETENTION,
        unit="index",
        times=100.0,
        direction="up",
        accumulates="level",
        shape=Ratio(
            Sum("surveys", "answered_on", _.promoted),
            Count("surveys", "answered_on", where=_.promoted.notnull()),
            within=(-100, 100),
        ),
        date=ANSWERED,
        needs=_ANSWERS,
        definition=N_(
            "Percent of answers of 9 or 10 less percent of answers of 0 to 6, on a scale from 0 to 10: between −100 "
            "and 100."
        ),
        why=N_("Customers who recommend the company stay, and bring others."),
        watch_for=N_(
            "Who answers isn't who buys: those content and those angry answer most. Few answers swing widely."
        ),
        guardrails=("stale_data", "mixed_groups"),
    ),
    KPI(
        key="csat",
        title=N_("Customer satisfaction (CSAT)"),
        phase=Phase.RETENTION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("surveys", "answered_on", where=_.contented),
            Count("surveys", "answered_on", where=_.contented.notnull()),
            subset=True,
        ),
        date=ANSWERED,
        needs=_ANSWERS,
        definition=N_("Share of answers in the top two boxes of the scale (of 5 where none is given)."),
        why=N_("Tells early whether customers get what they were promised."),
        watch_for=N_("Asked right after a good moment it is always high: ask at the same moments each time."),
        guardrails=("small_sample", "stale_data", "mixed_groups"),
    ),
    KPI(
        key="new_customer_csat",
        title=N_("Satisfaction of new customers"),
        phase=Phase.RETENTION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("surveys", "answered_on", where=_.contented & _YOUNG),
            Count("surveys", "answered_on", where=_.contented.notnull() & _YOUNG),
            subset=True,
        ),
        date=ANSWERED,
        needs=(*_ANSWERS, "surveys.account_id"),
        definition=N_(
            "Customer satisfaction among those who had been customers for less than 90 days when they answered."
        ),
        why=N_("Shows whether new customers settle in, while something can still be done."),
        watch_for=N_("Answers that can't be traced to a customer are left out."),
        guardrails=("small_sample", "stale_data", "mixed_groups"),
    ),
    KPI(
        key="complaint_resolution_hours",
        title=N_("Complaint resolution time"),
        phase=Phase.RETENTION,
        unit="hours",
        direction="down",
        accumulates="level",
        shape=Median("tickets", "opened_on", _.hours_open, where=_.kind == "complaint", event=_.resolved),
        date=N_("the day the complaint was opened"),
        needs=("tickets.opened_at", "tickets.resolved_at", "tickets.kind"),
        definition=N_(
            "Median hours from opening a complaint to solving it, of those opened in the period. Those still open "
            "count as at least that long so far (Kaplan-Meier); those without a time of day are left out."
        ),
        why=N_("A complaint that is solved quickly often makes a more loyal customer than none at all."),
        watch_for=N_("Closing tickets unsolved shortens it: see how many come back."),
        guardrails=("small_sample", "missing_values", "stale_data", "mixed_groups"),
    ),
)
