"""The KPIs there are, one module per phase (further apart where a phase has many)."""

from collections.abc import Mapping

from keyfunnel.kpis.catalogue import (
    awareness,
    consideration,
    consideration_activities,
    consideration_demand,
    consideration_leads,
    decision_forecast,
    decision_money,
    decision_outcomes,
    decision_pipeline,
    decision_products,
    decision_stages,
    retention,
    retention_costs,
    retention_mrr,
    retention_voice,
)
from keyfunnel.kpis.catalogue.checked import checked
from keyfunnel.kpis.kpi import KPI
from keyfunnel.model.errors import NotThere, did_you_mean
from keyfunnel.texts import N_

KPIS: Mapping[str, KPI] = checked(
    (
        *awareness.KPIS,
        *consideration_demand.KPIS,
        *consideration.KPIS,
        *consideration_leads.KPIS,
        *consideration_activities.KPIS,
        *decision_outcomes.KPIS,
        *decision_money.KPIS,
        *decision_pipeline.KPIS,
        *decision_stages.KPIS,
        *decision_products.KPIS,
        *decision_forecast.KPIS,
        *retention.KPIS,
        *retention_mrr.KPIS,
        *retention_costs.KPIS,
        *retention_voice.KPIS,
    )
)


def get(key: str) -> KPI:
    """The KPI called ``key``. Raises :class:`NotThere` with the nearest known key."""
    try:
        return KPIS[key]
    except KeyError:
        raise NotThere(N_("There is no KPI {word!r}{hint}"), word=key, hint=did_you_mean(key, KPIS)) from None
