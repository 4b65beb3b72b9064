"""What is asked when an edition is measured: each KPI, by each dimension, over periods that it has to be counted of."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from keyfunnel.kpis.earlier import NOTHING, Earlier, Series, after
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.query import DIMENSIONS
from keyfunnel.kpis.readings import looks_ahead, looks_back, readings
from keyfunnel.kpis.shapes import Shape
from keyfunnel.model.calendar import add_months


@dataclass(frozen=True, eq=False)
class Task:
    """``dimensions`` are those that the KPI can be split by; ``stage`` is '' where it takes none."""

    kpi: KPI
    stage: str
    shape: Shape
    dimensions: tuple[str, ...]

    def series(self) -> Iterator[Series]:
        yield from ((self.kpi.key, self.stage, dimension) for dimension in ("", *self.dimensions))


@dataclass(frozen=True, eq=False)
class Asked:
    """A task over ``frame``, for which the rows of ``months_before`` it are counted too (None: all there are)."""

    task: Task
    frame: Frame
    months_before: int | None

    @property
    def counted_from(self) -> dt.date | None:
        if self.months_before is None:
            return None
        if not self.months_before:
            return self.frame.start
        return add_months(self.frame.start, -self.months_before) - dt.timedelta(days=31)


def standing(facts: Facts, earlier: Earlier, tasks: Iterable[Task]) -> dict[Series, dt.date]:
    """Of each series that was measured before, up to which day it stands."""
    found: dict[Series, dt.date] = {}
    for task in tasks:
        if known := [one for one in task.series() if one in earlier.series]:
            # By whole months, so that what differs a few days apart is counted together.
            found |= dict.fromkeys(known, earlier.until(facts, task.shape).replace(day=1))
    return found


def asked(tasks: Iterable[Task], frame: Frame, until: Mapping[Series, dt.date]) -> list[Asked]:
    """All that isn't standing, totals first."""
    frames = {day: after(frame, day) for day in {NOTHING, *until.values()}}
    found = []
    for dimension in ("", *DIMENSIONS):
        by = () if dimension == "" else (dimension,)
        for task in tasks:
            if dimension == "" or dimension in task.dimensions:
                left = frames[until.get((task.kpi.key, task.stage, dimension), NOTHING)]
                if left is not None:
                    months = None if looks_ahead(task.shape) else looks_back(task.shape)
                    found.append(Asked(task, left.split_by(by), months))
    return found


def together(several: Iterable[Asked]) -> list[list[Asked]]:
    """Those to be counted in one go: what begins or looks back years earlier would have all else counted from there."""
    found: dict[tuple[int, int | None], list[Asked]] = {}
    for one in several:
        found.setdefault((one.frame.start.year, one.months_before), []).append(one)
    return list(found.values())


def starts(facts: Facts, several: Iterable[Asked]) -> dict[tuple[str, str], dt.date]:
    """From which day on rows have to be counted, by base and date; those that all are counted of are left out."""
    found: dict[tuple[str, str], dt.date] = {}
    every: set[tuple[str, str]] = set()
    begins: dict[Task, dt.date | None] = {}
    for one in several:
        begin = one.counted_from
        before = begins.setdefault(one.task, begin)
        begins[one.task] = None if begin is None or before is None else min(begin, before)
    for task, begin in begins.items():
        for reading in readings(facts, task.shape):
            if reading.date is None:
                continue
            pair = reading.base, reading.date
            if begin is None:
                every.add(pair)
            else:
                found[pair] = min(begin, found.get(pair, begin))
    return {pair: day for pair, day in found.items() if pair not in every}
