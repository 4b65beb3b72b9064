"""KPIs asked of a funnel stage."""

from ibis import _

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Shape, held_to
from keyfunnel.model.errors import BadInput, NotThere, did_you_mean


def staged(facts: Facts, kpi: KPI, stage: str | None) -> Shape:
    """The KPI's shape, held to ``stage`` where it takes one. Raises where that is missing or unknown."""
    if not kpi.takes_stage:
        return kpi.shape
    names = [one.name for one in facts.workspace.stages]
    asked = stage or kpi.stage
    if asked is None:
        raise BadInput(f"{kpi.key} is asked of a funnel stage: name one of {', '.join(names)}")
    found = next((name for name in names if name.casefold() == asked.casefold()), None)
    if found is None:
        raise NotThere(f"There is no funnel stage {asked!r}{did_you_mean(asked, names)}")
    return held_to(kpi.shape, _[kpi.stage_column] == found)
