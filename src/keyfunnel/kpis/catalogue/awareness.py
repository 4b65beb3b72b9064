"""Awareness: demand arriving."""

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Count
from keyfunnel.model.workspace import Phase
from keyfunnel.texts import N_

RECEIVED = N_("the day the lead was received")

KPIS = (
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
        pair_with=("lead_to_opportunity_rate",),
        guardrails=("missing_values", "pair_with"),
    ),
)
