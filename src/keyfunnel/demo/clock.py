"""Time in the simulated company: working hours, seasons, quarter ends, and the end of what was observed."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import NEVER, Column, Random, choose, where
from keyfunnel.model.calendar import add_months

OPENS, CLOSES = 8 * 3600, 18.5 * 3600
DAY = 86_400
# Leads by month of the year, slow in August and December; and by weekday.
SEASON = np.array([0.95, 1.0, 1.1, 1.05, 1.02, 0.97, 0.88, 0.7, 1.1, 1.14, 1.1, 0.72])
WEEKDAY = np.array([1.0, 1.08, 1.05, 1.0, 0.9, 0.32, 0.28])
HOUR = np.array([1, 1, 1, 1, 1, 2, 3, 6, 10, 13, 14, 12, 9, 11, 13, 13, 11, 9, 6, 5, 5, 4, 3, 2], dtype=float)
GROWTH_A_MONTH = 1.013
HISTORY_MONTHS = 31


@dataclass(frozen=True)
class Span:
    """What the exports cover: whole months from ``start``, up to the end of the day ``until``."""

    until: dt.date

    @property
    def start(self) -> dt.date:
        return add_months(self.until.replace(day=1), -HISTORY_MONTHS)

    @property
    def end(self) -> np.datetime64:
        """The first second that wasn't observed."""
        return np.datetime64(self.until, "s") + np.timedelta64(DAY, "s")

    @property
    def months(self) -> list[dt.date]:
        return [add_months(self.start, month) for month in range(HISTORY_MONTHS + 1)]

    @property
    def days(self) -> Column:
        return np.arange(np.datetime64(self.start), np.datetime64(self.until) + 1)

    def demand(self) -> Column:
        """How much of all demand arises in each month; they sum to 1."""
        weights: Column = np.array([self._demand(number, month) for number, month in enumerate(self.months)])
        return np.asarray(weights / weights.sum())

    def _demand(self, number: int, month: dt.date) -> float:
        seen = (min(add_months(month, 1), self.until + dt.timedelta(days=1)) - month).days
        return float(SEASON[month.month - 1] * GROWTH_A_MONTH**number * seen / 30.4)

    def moments(self, random: Random, month: dt.date, size: int) -> Column:
        """``size`` moments of the month as visitors of a web site choose them, ascending."""
        days = np.arange(np.datetime64(month), min(np.datetime64(add_months(month, 1)), np.datetime64(self.until) + 1))
        day = days[choose(random, WEEKDAY[weekday(days)], size)]
        second = choose(random, HOUR, size) * 3600 + random.integers(0, 3600, size)
        return np.sort(day.astype("datetime64[s]") + second.astype("timedelta64[s]"))

    def seen(self, moments: Column) -> Column:
        """``moments`` that were observed; the others haven't happened yet."""
        return where(moments < self.end, moments, NEVER)


def weekday(moments: Column) -> Column:
    """0 for Monday; what NaT gives means nothing."""
    return (moments.astype("datetime64[D]").view(np.int64) + 3) % 7


def days(number: Column | float) -> Column:
    return np.asarray(np.asarray(number) * DAY).astype("timedelta64[s]")


def minutes(number: Column) -> Column:
    return np.asarray(number * 60).astype("timedelta64[s]")


def midnight(moments: Column) -> Column:
    return moments.astype("datetime64[D]").astype("datetime64[s]")


def month_of_year(moments: Column) -> Column:
    """0 for January; what NaT gives means nothing."""
    return moments.astype("datetime64[M]").view(np.int64) % 12


def at_work(random: Random, moments: Column) -> Column:
    """Moved on to working hours where they lie outside; never back."""
    into = (moments - midnight(moments)).view(np.int64)
    morning = OPENS + random.integers(0, 5400, len(moments))
    day = moments.astype("datetime64[D]") + (into >= CLOSES)
    into = where((into >= CLOSES) | (into < OPENS), morning, into)
    weekend = weekday(day)
    day = day + where(weekend >= 5, 7 - weekend, 0)
    moved = day.astype("datetime64[s]") + into.astype("timedelta64[s]")
    return where(np.isnat(moments), NEVER, moved)


def slowed(moments: Column) -> Column:
    """How much longer things take that begin then: customers are away in August and late December."""
    return np.array([1, 1, 1, 1, 1, 1.05, 1.2, 1.4, 1, 1, 1, 1.35])[month_of_year(moments)]


def drawn_to_quarter_end(random: Random, moments: Column, share: float) -> Column:
    """A ``share`` of what falls into a quarter's last month happens in its last five working days."""
    month = moments.astype("datetime64[M]")
    last_day = (month + 1).astype("datetime64[D]") - 1
    late = last_day - random.integers(0, 6, len(moments))
    late = late - np.maximum(weekday(late) - 4, 0)
    moved = late.astype("datetime64[s]") + (moments - midnight(moments))
    chosen = (month_of_year(moments) % 3 == 2) & (random.random(len(moments)) < share) & (moved > moments)
    return where(chosen, moved, moments)
