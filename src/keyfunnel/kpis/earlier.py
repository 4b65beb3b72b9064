"""What was measured of an earlier edition, and how much of it stands in a later one of which few rows differ."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.coverage import day_beyond, first_day
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.readings import Reading, looks_ahead, readings, reads_targets
from keyfunnel.kpis.shapes import Ratio, Shape, inputs_of
from keyfunnel.model.calendar import Grain

NOTHING, ALL = dt.date.min, dt.date.max
"""Up to when an earlier value stands, where none does or all do."""

Series = tuple[str, str, str]
"""KPI, stage and dimension, the last two '' where there is none."""


@dataclass(frozen=True)
class Earlier:
    """What was measured of ``facts`` by the same definitions: which ``series``, over periods that begin with
    ``begins``.

    ``stands_until`` tells up to which day nothing of a reading differs: what was measured of periods that had ended by
    then is what would be measured now.
    """

    series: frozenset[Series]
    begins: Mapping[Grain, dt.date]
    facts: Facts
    stands_until: Callable[[Reading], dt.date]
    same_targets: bool

    def until(self, facts: Facts, shape: Shape) -> dt.date:
        """The day up to which cells of the shape stand in ``facts``."""
        if (reads_targets(shape) and not self.same_targets) or not self._begins_alike(facts, shape):
            return NOTHING
        day = min((self.stands_until(one) for one in readings(facts, shape)), default=NOTHING)
        day = min(day, self._ends_alike(facts, shape))
        return NOTHING if looks_ahead(shape) and day != ALL else day

    def _begins_alike(self, facts: Facts, shape: Shape) -> bool:
        """Whether data reach back to the same day, which reasons tell."""
        inputs = (catalogue.get(key).shape for key in inputs_of(shape))
        dated = (shape, shape.numerator) if isinstance(shape, Ratio) else (shape,)
        same = all(first_day(facts, one) == first_day(self.facts, one) for one in dated)
        return same and all(self._begins_alike(facts, one) for one in inputs)

    def _ends_alike(self, facts: Facts, shape: Shape) -> dt.date:
        """Up to when what went quiet had data in both: a later period had none in one of them."""
        own = {day_beyond(facts, shape), day_beyond(self.facts, shape)}
        inputs = (catalogue.get(key).shape for key in inputs_of(shape))
        differing = [day for day in own if day is not None and len(own) > 1]
        return min([*differing, *(self._ends_alike(facts, one) for one in inputs)], default=ALL)

    def has_periods_of(self, frame: Frame) -> bool:
        """Whether the periods measured began where those of ``frame`` do."""
        return dict(self.begins) == {
            grain: min(frame.periods[place].start for place in places) for grain, places in frame.by_grain()
        }


def first_left(frame: Frame, day: dt.date) -> dict[Grain, dt.date]:
    """Of each grain the start of the first period that hadn't ended by ``day``: where they end if all had, as an
    earlier clock may have been a later one."""
    found = {}
    for grain, places in frame.by_grain():
        periods = [frame.periods[place] for place in places]
        left = [period.start for period in periods if period.end > day]
        if grain is not None:
            found[grain] = min(left, default=max(period.end for period in periods))
    return found


def after(frame: Frame, day: dt.date) -> Frame | None:
    """The periods of ``frame`` that hadn't ended by ``day``; None where all had."""
    places = [place for place, period in enumerate(frame.periods) if period.end > day]
    if not places:
        return None
    periods, grains = tuple(frame.periods[place] for place in places), tuple(frame.grains[place] for place in places)
    return replace(frame, periods=periods, grains=grains)
