"""The KPI library's rows, grouped by phase."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.library import library as library_of
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.shapes import AsOf
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, add_months, span
from keyfunnel.model.workspace import Phase
from keyfunnel.planning.entered.targets import targets
from keyfunnel.texts import Message
from keyfunnel.web.asked import Asked
from keyfunnel.web.measured import in_period, over_time, told_apart
from keyfunnel.web.shown.beside import aim_of
from keyfunnel.web.stages import stage_of

MONTHS = 12


@dataclass(frozen=True)
class KPIRow:
    """``lacks`` says what an unavailable KPI needs; ``trend`` holds the last twelve months, None where no data;
    a flow's month that isn't over is left out, as it would look like a fall.
    ``aim`` is the target of the period, None where none was set. ``stage`` is the funnel stage it is asked of, where it
    takes one. ``of_company``: of the whole company, though a scope was asked for that its rows don't tell."""

    kpi: KPI
    measured: Measurement | None
    trend: tuple[float | None, ...]
    aim: float | None
    lacks: Message | None
    stage: str | None
    of_company: bool


@dataclass(frozen=True)
class PhaseRows:
    phase: Phase
    present: tuple[KPIRow, ...]
    lacking: tuple[KPIRow, ...]


def library(edition: Edition, asked: Asked, only: Sequence[str] | None = None) -> list[PhaseRows]:
    """Every KPI (or ``only`` these) by phase, those that lack their tables apart."""
    facts, known = edition.facts(), _chosen(library_of(edition.workspace), only)
    lacking = {key: unavailable(facts, key) for key in known}
    present = [key for key, lacks in lacking.items() if lacks is None]
    told = {key: told_apart(kpi, asked) for key, kpi in known.items()}
    values: dict[str, Measurement] = {}
    trends: dict[str, tuple[float | None, ...]] = {}
    for one in dict.fromkeys(told.values()):
        keys = [key for key in present if told[key] == one]
        values |= in_period(edition, keys, one)
        trends |= _trends(edition, keys, one)
    aimed_at = {one.kpi for one in targets(edition)}
    rows = [
        KPIRow(
            kpi,
            values.get(key),
            trends.get(key, ()),
            aim_of(edition, kpi, told[key]) if key in aimed_at else None,
            lacking[key],
            stage_of(kpi, edition),
            told[key].scope != asked.scope,
        )
        for key, kpi in known.items()
    ]
    groups = []
    for phase in Phase:
        its = [row for row in rows if row.kpi.phase is phase]
        groups.append(
            PhaseRows(
                phase,
                present=tuple(row for row in its if row.lacks is None),
                lacking=tuple(row for row in its if row.lacks is not None),
            )
        )
    return [group for group in groups if group.present or group.lacking]


def _chosen(known: Mapping[str, KPI], only: Sequence[str] | None) -> Mapping[str, KPI]:
    return known if only is None else {key: known[key] for key in only if key in known}


def _trends(edition: Edition, keys: Sequence[str], asked: Asked) -> Mapping[str, tuple[float | None, ...]]:
    calendar = edition.workspace.calendar
    last = calendar.period(asked.period.last_day, Grain.MONTH)
    first = add_months(last.start, 1 - MONTHS)
    months = [period.start for period in calendar.periods(first, last.end, Grain.MONTH)]
    series = over_time(edition, keys, Grain.MONTH, span(first, last.end), asked.where)
    known, until = library_of(edition.workspace), edition.observed_end
    return {
        key: _aligned([one for one in measured if _stands(known[key]) or one.period.end <= until], months)
        for key, measured in series.items()
    }


def _stands(kpi: KPI) -> bool:
    """Whether it is of a day, so that a month that isn't over has a value like any other."""
    return isinstance(kpi.shape, AsOf)


def _aligned(measured: Sequence[Measurement], months: Sequence[dt.date]) -> tuple[float | None, ...]:
    by_start = {one.period.start: one.value for one in measured}
    return tuple(by_start.get(month) for month in months)
