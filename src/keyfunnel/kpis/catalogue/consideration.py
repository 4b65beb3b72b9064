"""Consideration: leads worked until they are deals."""

from ibis import _

from keyfunnel.kpis.catalogue.awareness import RECEIVED
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Count, Median, Ratio
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

QUALIFIED = N_("the day the lead was qualified")

KPIS = (
    KPI(
        key="qualified_leads",
        title=N_("Qualified leads"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("leads", "qualified_on"),
        date=QUALIFIED,
        needs=("leads.qualified_at",),
        definition=N_("Leads marked as qualified by marketing in the period."),
        why=N_("Leads worth a salesperson's time: budget, authority, need and timing seem right."),
        watch_for=N_("Quality over count: a laxer rule raises the number and lowers every rate after it."),
        stage="Qualified",
        pair_with=("lead_to_opportunity_rate",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="lead_response_time",
        title=N_("Lead response time"),
        phase=Phase.CONSIDERATION,
        unit="minutes",
        direction="down",
        accumulates="level",
        shape=Median("leads", "created_on", _.response_minutes, event=_.contacted),
        date=RECEIVED,
        needs=("leads.created_at", "activities.lead_id | leads.first_contacted_at"),
        definition=N_(
            "Median minutes from a lead's assignment (else its arrival) to the first outbound contact by sales, of the "
            "leads received in the period; of working hours only, where the workspace sets them. Leads not contacted "
            "yet count as waiting at least that long so far (Kaplan-Meier)."
        ),
        why=N_("Fast answers close: the chance to reach and qualify a lead falls within minutes."),
        watch_for=N_(
            "A personal number: show it per rep, never as a verdict on the company. Dates without a time of day "
            "can't be measured and are left out."
        ),
        stage="Lead",
        guardrails=("per_rep", "small_sample", "missing_values", "stale_data", "mixed_groups"),
    ),
    KPI(
        key="lead_to_opportunity_rate",
        title=N_("Lead to opportunity"),
        phase=Phase.CONSIDERATION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("leads", "created_on", where=_.has_deal),
            Count("leads", "created_on"),
            subset=True,
            outcome="deal_on",
        ),
        date=RECEIVED,
        needs=("leads.created_at", "deals.lead_id | leads.deal_id | leads.converted_at"),
        definition=N_("Of the leads received in the period, the share that a deal came of since."),
        why=N_("Whether marketing brings leads that sales accepts: the two are aligned or they aren't."),
        watch_for=N_(
            "Far off the target, look for the cause before blaming anyone: is it the leads, or how they are worked? "
            "Young leads haven't had the time."
        ),
        stage="Opportunity",
        guardrails=(
            "small_sample",
            "immature_cohort",
            "outcomes_unrecorded",
            "missing_values",
            "stale_data",
            "mixed_groups",
            "simpson",
            "far_from_target",
        ),
    ),
)
