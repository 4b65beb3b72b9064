"""The KPIs there are, one module per phase (further apart where a phase has many)."""

from collections.abc import Mapping

from keyfunnel.kpis.catalogue import (
    awareness,
    consideration,
    decision_money,
    decision_outcomes,
    decision_pipeline,
    decision_products,
    decision_stages,
    retention,
    retention_mrr,
)
from keyfunnel.kpis.catalogue.checked import checked
from keyfunnel.kpis.kpi import KPI
from keyfunnel.model.errors import NotThere, did_you_mean

KPIS: Mapping[str, KPI] = checked(
    (
        *awareness.KPIS,
        *consideration.KPIS,
        *decision_outcomes.KPIS,
        *decision_money.KPIS,
        *decision_pipeline.KPIS,
        *decision_stages.KPIS,
        *decision_products.KPIS,
        *retention.KPIS,
        *retention_mrr.KPIS,
    )
)


def get(key: str) -> KPI:
    """The KPI called ``key``. Raises :class:`NotThere` with the nearest known key."""
    try:
        return KPIS[key]
    except KeyError:
        raise NotThere(f"There is no KPI {key!r}{did_you_mean(key, KPIS)}") from None
