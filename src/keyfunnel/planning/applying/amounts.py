"""A number of the file in the unit of its KPI."""

from keyfunnel.kpis.kpi import KPI
from keyfunnel.planning.document import Amount
from keyfunnel.planning.document.place import Place
from keyfunnel.texts import N_

# A ratio above this was almost surely meant in percent: 65 for a win rate would be 6,500 %.
LARGEST_RATIO = 10


def in_units(amount: Amount, kpi: KPI, place: Place) -> float:
    """Raises :class:`~keyfunnel.model.errors.BadInput` for a percentage of what isn't a ratio, and the reverse."""
    if amount.percent and kpi.unit != "ratio":
        said = N_("{kpi} is no ratio: write the number to reach, not a percentage")
        raise place.wrong(said, kpi=kpi.key)
    if kpi.unit == "ratio" and abs(amount.value) > LARGEST_RATIO:
        shown = f"{amount.value:g}"
        said = N_("{written} would be {meant:percent}; write {written}% or {share}")
        raise place.wrong(said, written=shown, meant=amount.value, share=f"{amount.value / 100:g}")
    if kpi.is_share and not 0 <= amount.value <= 1:
        said = N_("{kpi} lies between 0 and 100%, and {written} doesn't")
        raise place.wrong(said, kpi=kpi.key, written=f"{amount.value:.4g}")
    return amount.value
