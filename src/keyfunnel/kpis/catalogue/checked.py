"""What must hold between KPIs before any of them is used."""

from collections.abc import Iterable

from keyfunnel.kpis.bases import BASES
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import bases_of, dated_by, inputs_of


def checked(kpis: Iterable[KPI]) -> dict[str, KPI]:
    """``kpis`` by key. Raises ValueError for a key that comes twice, or a KPI that names what isn't there."""
    by_key: dict[str, KPI] = {}
    for kpi in kpis:
        if kpi.key in by_key:
            raise ValueError(f"there are two KPIs {kpi.key}")
        by_key[kpi.key] = kpi
    for kpi in by_key.values():
        for other in (*kpi.pair_with, *inputs_of(kpi.shape)):
            if other not in by_key:
                raise ValueError(f"{kpi.key} names {other}, which is no KPI")
        for name in bases_of(kpi.shape):
            if name not in BASES:
                raise ValueError(f"{kpi.key} counts in {name}, which is no base table")
        place = dated_by(kpi.shape)
        if place is not None and place[1] not in BASES[place[0]].dates:
            raise ValueError(f"{kpi.key} is dated by {place[1]}, which is no date of {place[0]}")
    return by_key
