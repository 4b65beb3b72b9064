"""The whole catalogue from few scans, against a query for each KPI, dimension and grain."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.contest import Contest
from benchmarks.exports import deals
from keyfunnel.intake.run import import_files
from keyfunnel.kpis.catalogue import KPIS
from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.measure import measure
from keyfunnel.kpis.query import Query
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.opened import facts_on, open_database
from keyfunnel.model.calendar import Grain
from keyfunnel.model.workspace import Workspace

SAMPLE = 24

Question = tuple[str, str, str, Grain]  # KPI, stage, dimension, grain


def contests(size: int) -> Iterator[Contest]:
    with tempfile.TemporaryDirectory(prefix="keyfunnel-bench-") as name:
        home = Home(Path(name) / "home").create(Workspace())
        import_files(home, [deals(Path(name), size)])
        edition = home.lake.current()
        assert edition is not None
        every = _questions(edition)
        some = random.Random(1).sample(every, min(SAMPLE, len(every)))
        yield Contest(
            f"{len(every):,} series of the catalogue",
            lambda: measure(_afresh(edition)),
            lambda: [_ask(_afresh(edition), one) for one in some],
            f"a query for each ({len(some)} of them, times {len(every) / len(some):.0f})",
            goal=1 / 40,
            other_stands_for=len(every) / len(some),
        )


def _afresh(edition: Edition) -> Facts:
    """Nothing remembered from the turn before."""
    return facts_on(open_database(edition), edition)


def _questions(edition: Edition) -> list[Question]:
    """What ``measure`` answers: each KPI and stage, in total and by each dimension, by each grain."""
    cells = measure(_afresh(edition)).group_by(["kpi", "stage", "dimension", "grain"]).aggregate([]).to_pylist()
    return sorted((one["kpi"], one["stage"], one["dimension"], Grain(one["grain"])) for one in cells)


def _ask(facts: Facts, question: Question) -> object:
    kpi, stage, dimension, grain = question
    asked_stage = stage if KPIS[kpi].takes_stage else None
    return raw(facts, [kpi], Query(grain=grain, by=(dimension,) if dimension else (), stage=asked_stage))
