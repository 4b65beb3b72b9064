"""A source of answers made from a few rows, so that every figure can be worked out by hand."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

import numpy as np
from ibis import _

from keyfunnel.kpis.histogram import Histogram
from keyfunnel.kpis.kpi import KPI, Accumulates, Direction, Unit
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.shapes import Count, Median, Ratio, Shape, Sum
from keyfunnel.model.calendar import Calendar, Grain, Period, span
from keyfunnel.model.workspace import Phase
from keyfunnel.planning.progress.question import Question


def kpi(key: str, unit: Unit, accumulates: Accumulates, shape: Shape, direction: Direction = "up") -> KPI:
    return KPI(
        key=key,
        title=key,
        phase=Phase.DECISION,
        unit=unit,
        direction=direction,
        accumulates=accumulates,
        shape=shape,
        date="closed",
        needs=("deals",),
        definition=key,
        why=key,
        watch_for=key,
    )


REVENUE = kpi("revenue", "money", "flow", Sum("deals", "closed_on", _.amount, _.won))
LOST = kpi("deals_lost", "count", "flow", Count("deals", "closed_on", ~_.won), "down")
WIN_RATE = kpi(
    "win_rate",
    "ratio",
    "level",
    Ratio(Count("deals", "closed_on", _.won), Count("deals", "closed_on"), subset=True),
)
MONTHLY = kpi("revenue", "money", "flow", Sum("deals", "closed_on", _.amount, _.won, by_month=True))
DAYS = kpi("time_to_close", "days", "level", Median("deals", "closed_on", _.days, _.won), "down")


@dataclass(frozen=True)
class Row:
    on: dt.date
    won: bool = True
    amount: float = 0.0
    days: int = 0
    rep: str = "Ann"


@dataclass
class SmallTable:
    """``asked`` counts the questions, for tests on how few are needed."""

    rows: list[Row]
    observed_until: dt.date
    asked: int = 0
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def observed_end(self) -> dt.date:
        return self.observed_until + dt.timedelta(days=1)

    def over(self, question: Question, start: dt.date, end: dt.date) -> Measurement:
        self.asked += 1
        return self._measure(question, span(start, end))

    def by(self, question: Question, grain: Grain, start: dt.date, end: dt.date) -> list[Measurement]:
        self.asked += 1
        periods = self.calendar.periods(start, end, grain)
        clipped = [Period(max(p.start, start), min(p.end, end), p.label) for p in periods]
        return [self._measure(question, period) for period in clipped]

    def histogram(self, question: Question, start: dt.date, end: dt.date) -> Histogram:
        self.asked += 1
        won = sorted((row for row in self.rows if row.won and start <= row.on < end), key=lambda row: row.on)
        days = np.array([row.on.toordinal() for row in won], np.int64)
        return Histogram(days, np.array([float(row.days) for row in won]), np.ones(len(won)))

    def _measure(self, question: Question, period: Period) -> Measurement:
        reps = question.where.get("owner")
        rows = [row for row in self.rows if row.on in period and (reps is None or row.rep in reps)]
        won = [row for row in rows if row.won]
        key, unit = question.kpi.key, question.kpi.unit
        if self.rows and period.end <= min(row.on for row in self.rows):
            return Measurement(key, period, None, unit)
        match key:
            case "revenue":
                return Measurement(key, period, sum(row.amount for row in won), unit, n=len(won))
            case "deals_lost":
                return Measurement(key, period, len(rows) - len(won), unit, n=len(rows) - len(won))
            case "win_rate":
                rate = len(won) / len(rows) if rows else None
                return Measurement(key, period, rate, unit, len(rows), len(won), len(rows))
            case _:
                days = median(row.days for row in won) if won else None
                return Measurement(key, period, days, unit, len(won), sum(row.days for row in won), len(won))


def deals(on: str, *, won: int = 0, lost: int = 0, amount: float = 0.0, days: int = 0, rep: str = "Ann") -> list[Row]:
    """``won`` and ``lost`` deals closed on one day, each won one worth ``amount``."""
    day = dt.date.fromisoformat(on)
    return [Row(day, True, amount, days, rep)] * won + [Row(day, False, 0, days, rep)] * lost


def table(until: str, *groups: Iterable[Row]) -> SmallTable:
    return SmallTable([row for group in groups for row in group], dt.date.fromisoformat(until))
