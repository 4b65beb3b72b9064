"""What a KPI was to reach: the targets set for periods and a scope."""

from collections.abc import Mapping, Sequence

import numpy as np

from keyfunnel.kpis.compute.cells import Cells, bare, nothing
from keyfunnel.kpis.compute.source import Source
from keyfunnel.kpis.compute.targets import targets
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.reads import all_bases
from keyfunnel.kpis.scope import scope_of
from keyfunnel.model.calendar import Period


def aims(facts: Facts, kpi: KPI, periods: Sequence[Period], where: Mapping[str, tuple[str, ...]]) -> list[float | None]:
    """The target of each period for the scope that ``where`` names, in the KPI's unit; None where none was set.

    A period without one of its own has the sum of its months' or quarters', for KPIs that add up.
    """
    size = len(periods)
    if not size or not facts.has("targets"):
        return [None] * size
    blank = nothing(size)
    cells = Cells(np.arange(size), bare(size), blank, blank, blank, blank, blank, blank)
    frame = Frame(tuple(periods), (None,) * size, (), facts.observed_end)
    source = Source(facts, scope_of(facts, where, all_bases(kpi.shape)))
    return [None if np.isnan(amount) else float(amount) for amount in targets(kpi.key, cells, source, frame)]
