"""A number of the file in the unit of its KPI."""

from keyfunnel.kpis.kpi import KPI
from keyfunnel.planning.document import Amount
from keyfunnel.planning.document.place import Place

# A ratio above this was almost surely meant in percent: 65 for a win rate would be 6,500 %.
LARGEST_RATIO = 10


def in_units(amount: Amount, kpi: KPI, place: Place) -> float:
    """Raises :class:`~keyfunnel.model.errors.BadInput` for a percentage of what isn't a ratio, and the reverse."""
    if amount.percent and kpi.unit != "ratio":
        raise place.wrong(f"{kpi.key} is no ratio: write the {kpi.unit} to reach, not a percentage")
    if kpi.unit == "ratio" and abs(amount.value) > LARGEST_RATIO:
        shown = f"{amount.value:g}"
        raise place.wrong(f"{shown} would be {amount.value:,.0%}; write {shown} % or {amount.value / 100:g}")
    if kpi.is_share and not 0 <= amount.value <= 1:
        raise place.wrong(f"{kpi.key} lies between 0 and 100 %, and {amount.value:.4g} doesn't")
    return amount.value
