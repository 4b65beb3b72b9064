"""Consideration: people who ask."""

from keyfunnel.kpis.catalogue.awareness import VISITED, on_the_site
from keyfunnel.kpis.kpi import KPI
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

KPIS = (
    KPI(
        key="information_requests",
        title=N_("Information requests"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=on_the_site("info_request"),
        date=VISITED,
        needs=("visits.at", "visits.kind"),
        definition=N_(
            "Requests for information on the web site in the period; rows that sum up several count as many."
        ),
        why=N_("The first step that a visitor takes towards a purchase."),
        watch_for=N_("A request that nobody answers quickly is worth little: read it with the response time."),
        stage="Qualified",
        pair_with=("lead_response_time",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
    KPI(
        key="demo_requests",
        title=N_("Demo requests"),
        phase=Phase.CONSIDERATION,
        unit="count",
        direction="up",
        accumulates="flow",
        shape=on_the_site("demo_request"),
        date=VISITED,
        needs=("visits.at", "visits.kind"),
        definition=N_("Requests for a demo on the web site in the period; rows that sum up several count as many."),
        why=N_("Who asks for a demo has a need and a moment for it."),
        watch_for=N_("Requests aren't demos held: read it with the demos that deals entered."),
        stage="Qualified",
        pair_with=("demos",),
        guardrails=("missing_values", "stale_data", "pair_with"),
    ),
)
