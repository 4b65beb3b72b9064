"""What is asked of a KPI."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from keyfunnel.kpis.dimensions import TITLES
from keyfunnel.model.calendar import Grain

DIMENSIONS: tuple[str, ...] = tuple(TITLES)


@dataclass(frozen=True)
class Query:
    """``where`` maps a dimension to names or ids (any of them); ``start``/``end`` bound ``[start, end)``.

    Without a range, all that the data cover. Without a grain, the range is one period.
    ``stage`` is a funnel stage's name, for the KPIs that need one.
    """

    grain: Grain | None = None
    by: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    start: dt.date | None = None
    end: dt.date | None = None
    stage: str | None = None
