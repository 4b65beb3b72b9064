"""A query for each series of a measurement: a KPI in total or by one dimension, by one grain."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa

from benchmarks.contest import Contest
from keyfunnel.kpis.catalogue import KPIS
from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import Query
from keyfunnel.model.calendar import Grain

SAMPLE = 24


@dataclass(frozen=True, order=True)
class Series:
    """``stage`` and ``dimension`` are ``""`` where there is none."""

    kpi: str
    stage: str
    dimension: str
    grain: Grain

    def ask(self, facts: Facts) -> object:
        stage = self.stage if KPIS[self.kpi].takes_stage else None
        by = (self.dimension,) if self.dimension else ()
        return raw(facts, [self.kpi], Query(grain=self.grain, by=by, stage=stage))


def one_by_one(name: str, measure: Callable[[Facts], pa.Table], afresh: Callable[[], Facts]) -> Contest:
    """``measure`` against asking each of its series by itself, of which a sample is asked. ``afresh`` gives facts that
    remember nothing of the turn before."""
    found = measure(afresh()).group_by(["kpi", "stage", "dimension", "grain"]).aggregate([]).to_pylist()
    every = sorted(Series(one["kpi"], one["stage"], one["dimension"], Grain(one["grain"])) for one in found)
    some = random.Random(1).sample(every, min(SAMPLE, len(every)))
    return Contest(
        f"{len(every):,} series of {name}",
        lambda: measure(afresh()),
        lambda: [one.ask(afresh()) for one in some],
        f"a query for each ({len(some)} of them, times {len(every) / len(some):.0f})",
        goal=1 / 40,
        other_stands_for=len(every) / len(some),
    )
