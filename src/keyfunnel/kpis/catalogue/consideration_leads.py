"""Consideration: how leads get on until sales takes them up."""

from ibis import _

from keyfunnel.kpis.catalogue.awareness import RECEIVED
from keyfunnel.kpis.catalogue.consideration import QUALIFIED
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import AsOf, Count, Ratio
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

_COHORT = (
    "small_sample",
    "immature_cohort",
    "outcomes_unrecorded",
    "missing_values",
    "stale_data",
    "mixed_groups",
)

KPIS = (
    KPI(
        key="lead_qualification_rate",
        title=N_("Lead qualification"),
        phase=Phase.CONSIDERATION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("leads", "created_on", where=_.qualified_on.notnull()),
            Count("leads", "created_on"),
            subset=True,
            outcome="qualified_on",
        ),
        date=RECEIVED,
        needs=("leads.created_at", "leads.qualified_at"),
        definition=N_("Of the leads received in the period, the share that was qualified since."),
        why=N_("Quality over count: says whether the leads are the right ones."),
        watch_for=N_("Depends on how strict the rule is, and young leads haven't had the time."),
        stage="Qualified",
        guardrails=(*_COHORT, "simpson"),
    ),
    KPI(
        key="nurture_conversion",
        title=N_("Nurture conversion"),
        phase=Phase.CONSIDERATION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("leads", "nurtured_on", where=_.nurtured_then_qualified),
            Count("leads", "nurtured_on"),
            subset=True,
            outcome="qualified_on",
        ),
        date=N_("the day nurturing began"),
        needs=("leads.nurtured_at", "leads.qualified_at"),
        definition=N_("Of the leads whose nurturing began in the period, the share that was qualified after that."),
        why=N_("Shows whether staying in touch brings people who weren't ready yet."),
        watch_for=N_("Nurturing takes months: a recent period always looks worse than it will be."),
        stage="Qualified",
        guardrails=_COHORT,
    ),
    KPI(
        key="sales_qualified_leads",
        title=N_("Sales-qualified leads"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("leads", "sales_qualified_on"),
        date=N_("the day sales qualified the lead"),
        needs=("leads.sales_qualified_at",),
        definition=N_("Leads accepted as qualified by sales in the period."),
        why=N_("Leads that sales itself finds worth working on."),
        watch_for=N_("Sales can accept more by looking less closely: read it with how many become deals."),
        stage="Qualified",
        pair_with=("lead_to_opportunity_rate",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="mql_to_sql_rate",
        title=N_("Marketing-qualified to sales-qualified"),
        phase=Phase.CONSIDERATION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("leads", "qualified_on", where=_.sales_qualified_on.notnull()),
            Count("leads", "qualified_on"),
            subset=True,
            outcome="sales_qualified_on",
        ),
        date=QUALIFIED,
        needs=("leads.qualified_at", "leads.sales_qualified_at"),
        definition=N_("Of the leads qualified by marketing in the period, the share that sales accepted since."),
        why=N_("Shows whether marketing and sales mean the same by a good lead."),
        watch_for=N_("A low share may be poor leads or leads that sales never looked at: see the response time."),
        stage="Qualified",
        guardrails=_COHORT,
    ),
    KPI(
        key="open_leads",
        title=N_("Open leads"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="up",
        accumulates="level",
        shape=AsOf("leads", "created_on", "open_until", where=_.workable),
        date=N_("the end of the period"),
        needs=("leads.created_at",),
        definition=N_(
            "Leads at the period's end that no deal came of yet and nobody gave up. Leads that became a deal on a day "
            "that isn't known are left out."
        ),
        why=N_("What sales has to work on before it is pipeline."),
        watch_for=N_("Leads that nobody closes pile up and look like work: see how old they are."),
        stage="Lead",
        pair_with=("lead_to_opportunity_rate",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="lead_response_within_5m",
        title=N_("Leads answered within 5 minutes"),
        phase=Phase.CONSIDERATION,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("leads", "created_on", where=_.within_5m),
            Count("leads", "created_on", where=_.within_5m.notnull()),
            subset=True,
        ),
        date=RECEIVED,
        needs=("leads.created_at", "activities.lead_id | leads.first_contacted_at"),
        definition=N_(
            "Of the leads received in the period that are at least 5 minutes old, the share that sales contacted "
            "within 5 minutes of being assigned (else of arriving). Leads without a time of day are left out."
        ),
        why=N_("The chance of reaching a lead falls sharply after 5 minutes."),
        watch_for=N_("Leads that come at night can't be answered at once: it measures the office hours too."),
        stage="Lead",
        guardrails=("small_sample", "stale_data", "mixed_groups"),
    ),
)
