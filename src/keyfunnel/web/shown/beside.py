"""What stands beside a KPI's values on its page: targets, the break-even line, levels to compare with, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from keyfunnel.kpis.aims import aims
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.references import references
from keyfunnel.lake.edition import Edition, read
from keyfunnel.model.calendar import Grain, Period, span
from keyfunnel.model.definitions import Reference
from keyfunnel.model.errors import NotThere
from keyfunnel.planning.entered.notes import Note, notes
from keyfunnel.texts import translate
from keyfunnel.web.asked import Asked, Where
from keyfunnel.web.language import language
from keyfunnel.web.measured import over_time

TIMES_AS_HIGH = 3  # a level farther off than this would press the values into a flat line: it is told, not drawn
FINER_THAN_COSTS = frozenset({Grain.DAY, Grain.WEEK})  # salaries and rents are booked by month
REVENUES = frozenset({"revenue"})  # what the costs of a period are to be covered by


@dataclass(frozen=True)
class Step:
    period: Period
    value: float
    name: str


@dataclass(frozen=True)
class Level:
    """``source`` says whose figure it is: a claim of others, never a truth about this workspace."""

    name: str
    value: float
    source: str
    drawn: bool


@dataclass(frozen=True)
class Beside:
    """``aim`` is the target of the period looked at, ``attained`` the value ÷ it."""

    aim: float | None
    attained: float | None
    aims: tuple[Step, ...]
    break_even: tuple[Step, ...]
    levels: tuple[Level, ...]
    notes: tuple[Note, ...]


NOTHING = Beside(None, None, (), (), (), ())


def beside(
    edition: Edition, kpi: KPI, asked: Asked, grain: Grain, now: Measurement | None, series: Sequence[Measurement]
) -> Beside:
    """``series`` are the values drawn; ``now`` is that of the period looked at."""
    periods = tuple(one.period for one in series)
    aim, *targets = _aims(edition.folder, kpi, (asked.period, *periods), asked.where)
    value = now.value if now else None
    return Beside(
        aim=aim,
        attained=value / aim if value is not None and aim else None,
        aims=_steps(periods, targets, _("Target")),
        break_even=_break_even(edition, kpi, asked, grain, periods),
        levels=_levels(references(kpi.key, edition.workspace), series),
        notes=_noted(edition.folder, periods),
    )


def aim_of(edition: Edition, kpi: KPI, asked: Asked) -> float | None:
    """The target of the period and scope asked about; None where none was set."""
    return _aims(edition.folder, kpi, (asked.period,), asked.where)[0]


def _steps(periods: Sequence[Period], values: Sequence[float | None], name: str) -> tuple[Step, ...]:
    known = zip(periods, values, strict=True)
    return tuple(Step(period, value, name) for period, value in known if value is not None)


@lru_cache(maxsize=512)
def _aims(folder: Path, kpi: KPI, periods: tuple[Period, ...], where: Where) -> list[float | None]:
    try:
        return aims(read(folder).facts(), kpi, periods, dict(where))
    except NotThere:  # a filter that this edition's data don't know
        return [None] * len(periods)


def _break_even(edition: Edition, kpi: KPI, asked: Asked, grain: Grain, periods: Sequence[Period]) -> tuple[Step, ...]:
    """What the period's costs ask for; of the company only, for its costs belong to no team."""
    if kpi.key not in REVENUES or asked.where or not periods:
        return ()
    key = "break_even_revenue"
    found = over_time(edition, [key], grain, span(periods[0].start, periods[-1].end))[key]
    by_start = {one.period.start: one.value for one in found}
    return break_even(periods, [by_start.get(period.start) for period in periods], grain)


def break_even(periods: Sequence[Period], asked_for: Sequence[float | None], grain: Grain) -> tuple[Step, ...]:
    """What the costs of each period ask for, where it has any.

    Nothing by week where costs are booked by month: one week would have to earn what four cost.
    """
    booked = [value or None for value in asked_for]
    return () if grain in FINER_THAN_COSTS and _has_gaps(booked) else _steps(periods, booked, _("Break-even"))


def _has_gaps(values: Sequence[float | None]) -> bool:
    known = [at for at, value in enumerate(values) if value is not None]
    return bool(known) and len(known) < known[-1] - known[0] + 1


def _levels(known: Sequence[Reference], series: Sequence[Measurement]) -> tuple[Level, ...]:
    values = [abs(one.value) for one in series if one.value is not None]
    highest = max(values, default=0.0)

    def said(text: str) -> str:
        return translate(text, language())

    return tuple(
        Level(said(one.name), one.value, said(one.source), drawn=0 < abs(one.value) <= TIMES_AS_HIGH * highest)
        for one in known
    )


@lru_cache(maxsize=64)
def _all_notes(folder: Path) -> tuple[Note, ...]:
    return tuple(notes(read(folder)))


def _noted(folder: Path, periods: Sequence[Period]) -> tuple[Note, ...]:
    if not periods:
        return ()
    return tuple(note for note in _all_notes(folder) if periods[0].start <= note.on < periods[-1].end)
