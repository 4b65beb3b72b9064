"""KPI values for pages: read from those stored with the edition; computed only for what isn't stored.

An edition never changes, so what was computed once for it stays in memory and is right for ever.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from keyfunnel.funnel.funnel import funnel
from keyfunnel.funnel.query import FunnelQuery, View
from keyfunnel.funnel.result import FunnelGroup
from keyfunnel.kpis import catalogue
from keyfunnel.kpis.evaluate import check_split, evaluate
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.lake.edition import Edition, read
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput
from keyfunnel.web.asked import Asked

Where = tuple[tuple[str, tuple[str, ...]], ...]


def in_period(edition: Edition, keys: Sequence[str], asked: Asked, stage: str | None = None) -> dict[str, Measurement]:
    """The value of each KPI in the period and scope asked for, by key; a KPI without one is left out."""
    if asked.grain is not None and not asked.where:
        stored = edition.values(keys, asked.grain, start=asked.period.start, end=asked.period.end, stage=stage)
        return {one.kpi: one for one in stored if one.period.start == asked.period.start}
    keys = narrowable(keys, asked.where)
    return {one.kpi: one for one in computed(edition, keys, asked.period.start, asked.period.end, asked.where, stage)}


def over_time(
    edition: Edition,
    keys: Sequence[str],
    grain: Grain,
    start: dt.date,
    end: dt.date,
    where: Where = (),
    stage: str | None = None,
) -> dict[str, list[Measurement]]:
    """Each KPI's values over ``[start, end)``, ascending, by key."""
    if where:
        narrowed = narrowable(keys, where)
        found: Sequence[Measurement] = computed(edition, narrowed, start, end, where, stage, grain=grain)
    else:
        found = edition.values(keys, grain, start=start, end=end, stage=stage)
    series: dict[str, list[Measurement]] = {key: [] for key in keys}
    for one in found:
        series[one.kpi].append(one)
    return series


def split(edition: Edition, key: str, dimension: str, asked: Asked, stage: str | None = None) -> Sequence[Measurement]:
    """The KPI in the period by ``dimension``."""
    if asked.grain is not None and not asked.where:
        stored = edition.values(key, asked.grain, dimension, asked.period.start, asked.period.end, stage)
        return [one for one in stored if one.period.start == asked.period.start]
    period = asked.period
    return computed(edition, [key], period.start, period.end, asked.where, stage, by=(dimension,))


def narrowable(keys: Sequence[str], where: Where) -> list[str]:
    """Those whose rows have every dimension that ``where`` filters by: visits, say, belong to no team."""
    return [key for key in keys if all(reaches(key, dimension) for dimension, _ in where)]


@lru_cache(maxsize=4096)
def reaches(key: str, dimension: str) -> bool:
    """Whether the KPI can be split and filtered by ``dimension``."""
    try:
        check_split(catalogue.get(key), Query(by=(dimension,)))
    except BadInput:
        return False
    return True


def computed(
    edition: Edition,
    keys: Sequence[str],
    start: dt.date,
    end: dt.date,
    where: Where = (),
    stage: str | None = None,
    by: tuple[str, ...] = (),
    grain: Grain | None = None,
) -> tuple[Measurement, ...]:
    """With guardrails, from the facts."""
    return _computed(edition.folder, edition.created_at, tuple(keys), grain, by, where, start, end, stage)


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
    query = Query(grain=grain, by=by, where=dict(where), start=start, end=end, stage=stage)
    return tuple(evaluate(read(folder).facts(), keys, query))


def whole_funnel(edition: Edition, asked: Asked, view: str) -> FunnelGroup | None:
    """The funnel of the period and scope, None where no subject went in."""
    return _funnel(edition.folder, edition.created_at, view, asked.period.start, asked.period.end, asked.where)


@lru_cache(maxsize=256)
def _funnel(
    folder: Path,
    created_at: dt.datetime,
    view: str,
    start: dt.date,
    end: dt.date,
    where: Where,
) -> FunnelGroup | None:
    edition = read(folder)
    window = edition.workspace.funnel_window_days
    query = FunnelQuery(view=View(view), window_days=window, start=start, end=end, where=dict(where))
    return next(iter(funnel(edition.facts(), query)), None)
