"""KPI values for pages: read from those stored with the edition; computed only for what isn't stored.

An edition never changes, so what was computed once for it is kept beside it, stays in memory and is right for ever.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from keyfunnel.kpis import library
from keyfunnel.kpis.evaluate import check_split, evaluate
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.window import window
from keyfunnel.lake.edition import Edition, read
from keyfunnel.model.calendar import Grain, Period
from keyfunnel.model.errors import BadInput
from keyfunnel.web.asked import SCOPES, Asked, Where
from keyfunnel.web.once import measured_once
from keyfunnel.web.stages import stage_of
from keyfunnel.web.stored import members, of_members


def in_period(edition: Edition, keys: Sequence[str], asked: Asked) -> dict[str, Measurement]:
    """The value of each KPI in the period and scope asked for, by key; a KPI without one is left out.

    Those asked of a funnel stage are asked of their default one.
    """
    found = over_time(edition, keys, asked.grain, asked.period, asked.where)
    return {key: one for key, values in found.items() for one in values if one.period.start == asked.period.start}


def over_time(
    edition: Edition,
    keys: Sequence[str],
    grain: Grain | None,
    period: Period,
    where: Where = (),
    stage: str | None = None,
) -> dict[str, list[Measurement]]:
    """Each KPI's values in the periods of ``grain`` that touch ``period`` (in all of it without one), by key."""
    series: dict[str, list[Measurement]] = {key: [] for key in keys}
    for asked_stage, group in _by_stage(edition, keys, stage).items():
        for one in _over_time(edition, group, grain, period, where, asked_stage):
            series[one.kpi].append(one)
    return series


def _over_time(
    edition: Edition, keys: Sequence[str], grain: Grain | None, period: Period, where: Where, stage: str | None
) -> Iterable[Measurement]:
    """From what is stored, and from the facts what isn't."""
    if grain is not None and not where:
        return edition.values(keys, grain, start=period.start, end=period.end, stage=stage)
    asked = narrowable(edition, keys, where)
    whose = members(edition, where)
    known = of_members(edition, asked, grain, period, stage, whose) if grain is not None and whose else {}
    rest = [key for key in asked if key not in known]
    return [
        *(one for values in known.values() for one in values),
        *(computed(edition, rest, period, where, stage, grain=grain) if rest else ()),
    ]


def split(edition: Edition, key: str, dimension: str, asked: Asked, stage: str | None = None) -> Sequence[Measurement]:
    """The KPI in the period by ``dimension``."""
    period = asked.period
    if asked.grain is not None and not asked.where:
        stored = edition.values(key, asked.grain, dimension, period.start, period.end, stage)
        return [one for one in stored if one.period.start == period.start]
    # By the same grain as the value that is split: some look further back than the period.
    return computed(edition, [key], period, asked.where, stage, by=(dimension,), grain=asked.grain)


def looked_over(edition: Edition, kpi: KPI, asked: Asked, period: Period) -> Period | None:
    """What the value of ``period`` is measured over, where that reaches further back than the period."""
    return window(kpi.shape, period, asked.grain, edition.workspace.calendar)


def _by_stage(edition: Edition, keys: Sequence[str], stage: str | None) -> dict[str | None, list[str]]:
    groups: dict[str | None, list[str]] = {}
    for key in keys:
        groups.setdefault(stage_of(library.get(key, edition.workspace), edition, stage), []).append(key)
    return groups


def narrowable(edition: Edition, keys: Sequence[str], where: Where) -> list[str]:
    """Those whose rows have every dimension that ``where`` filters by: visits, say, belong to no team."""
    kpis = (library.get(key, edition.workspace) for key in keys)
    return [kpi.key for kpi in kpis if all(reaches(kpi, dimension) for dimension, _ in where)]


def told_apart(kpi: KPI, asked: Asked) -> Asked:
    """What can be told of the KPI: of the whole company where its rows belong to no team or rep, as visits don't."""
    if not asked.scope or reaches(kpi, SCOPES[asked.scope_kind]):
        return asked
    return replace(asked, scope_kind="", scope_id="")


@lru_cache(maxsize=4096)
def reaches(kpi: KPI, dimension: str) -> bool:
    """Whether the KPI can be split and filtered by ``dimension``."""
    try:
        check_split(kpi, Query(by=(dimension,)))
    except BadInput:
        return False
    return True


def computed(
    edition: Edition,
    keys: Sequence[str],
    period: Period,
    where: Where = (),
    stage: str | None = None,
    by: tuple[str, ...] = (),
    grain: Grain | None = None,
) -> tuple[Measurement, ...]:
    """With guardrails, from the facts."""
    asked = (grain, by, where, period.start, period.end, stage)
    return _computed(edition.folder, edition.created_at, tuple(keys), *asked)


@lru_cache(maxsize=2048)
def _computed(
    folder: Path,
    created_at: dt.datetime,
    keys: tuple[str, ...],
    grain: Grain | None,
    by: tuple[str, ...],
    where: Where,
    start: dt.date,
    end: dt.date,
    stage: str | None,
) -> tuple[Measurement, ...]:
    edition = read(folder)
    query = Query(grain=grain, by=by, where=dict(where), start=start, end=end, stage=stage)
    question = ("values", keys, grain, by, where, start, end, stage)
    return measured_once(edition, question, lambda: tuple(evaluate(edition.facts(), keys, query)))
