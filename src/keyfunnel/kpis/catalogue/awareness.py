"""Awareness: demand arriving."""

from ibis import _

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Count, Ratio
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

RECEIVED = N_("the day the lead was received")
VISITED = N_("the day of the visit")


def on_the_site(kind: str) -> Count:
    """Visits of one kind: rows that stand for several count as many."""
    return Count("visits", "visited_on", where=_.kind == kind, weight="visits")


KPIS = (
    KPI(
        key="visits",
        title=N_("Visits"),
        phase=Phase.AWARENESS,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=on_the_site("visit"),
        date=VISITED,
        needs=("visits.at", "visits.kind"),
        definition=N_("Visits to the web site in the period; rows that sum up several count as many."),
        why=N_("How many people the company reaches before any of them says a word."),
        watch_for=N_("Bots and passers-by count too: read it with the share that becomes a lead."),
        stage="Visit",
        pair_with=("visit_to_lead_rate",),
        guardrails=("missing_values", "stale_data", "seasonal", "pair_with"),
    ),
    KPI(
        key="landing_visits",
        title=N_("Landing page visits"),
        phase=Phase.AWARENESS,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=on_the_site("landing"),
        date=VISITED,
        needs=("visits.at", "visits.kind"),
        definition=N_("Visits to landing pages in the period; rows that sum up several count as many."),
        why=N_("Shows whether a campaign or a launch gets people to the page that was made for them."),
        watch_for=N_("A page can be visited and left at once: read it with the share of visits that becomes a lead."),
        stage="Visit",
        pair_with=("visit_to_lead_rate",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="downloads",
        title=N_("Downloads"),
        phase=Phase.AWARENESS,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=on_the_site("download"),
        date=VISITED,
        needs=("visits.at", "visits.kind"),
        definition=N_("Downloads from the web site in the period; rows that sum up several count as many."),
        why=N_("Material that is worth taking along starts conversations that an advertisement doesn't."),
        watch_for=N_("A download isn't yet an interest in buying: read it with the leads that qualify."),
        stage="Visit",
        pair_with=("lead_qualification_rate",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="new_leads",
        title=N_("New leads"),
        phase=Phase.AWARENESS,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=Count("leads", "created_on"),
        date=RECEIVED,
        needs=("leads.created_at",),
        definition=N_("Leads received in the period."),
        why=N_("The top of the funnel: what marketing, business development and referrals bring."),
        watch_for=N_("Easily bought in numbers: read it with how many of them qualify and become deals."),
        stage="Lead",
        pair_with=("lead_qualification_rate", "lead_to_opportunity_rate"),
        guardrails=("missing_values", "stale_data", "seasonal", "pair_with"),
    ),
    KPI(
        key="visit_to_lead_rate",
        title=N_("Visit to lead"),
        phase=Phase.AWARENESS,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(Count("leads", "created_on"), on_the_site("visit")),
        date=N_("the whole period: leads by the day they were received, visits by their own day"),
        needs=("visits.at", "visits.kind", "leads.created_at"),
        definition=N_("Leads received in the period ÷ visits to the web site in it, whoever the visitors were."),
        why=N_("Shows whether the web site turns attention into conversations."),
        watch_for=N_(
            "Leads that never saw the site are in it too, so it is no share of the visitors and has no interval."
        ),
        stage="Lead",
        guardrails=("missing_values", "stale_data"),
    ),
    KPI(
        key="icp_lead_share",
        title=N_("Leads in the ideal customer profile"),
        phase=Phase.AWARENESS,
        unit="ratio",
        direction="up",
        accumulates="level",
        shape=Ratio(
            Count("leads", "created_on", where=_.icp), Count("leads", "created_on", where=_.icp.notnull()), subset=True
        ),
        date=RECEIVED,
        needs=("leads.created_at", "leads.icp"),
        definition=N_(
            "Leads that fit the ideal customer profile ÷ leads of which that is known, of those received in the period."
        ),
        why=N_("Leads from where past customers came from are cheaper to win and stay longer."),
        watch_for=N_("Leads that nobody checked are left out: where few were, it says little about the rest."),
        stage="Lead",
        guardrails=("small_sample", "missing_values", "stale_data", "mixed_groups"),
    ),
)
