"""Periods: half-open ranges of local dates, by calendar grain, with fiscal quarters and years."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_


class Grain(StrEnum):
    DAY = "day"
    WEEK = "week"  # ISO: Monday to Sunday
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class Period:
    """``[start, end)`` in local dates. ``label`` is how interfaces write it."""

    start: dt.date
    end: dt.date
    label: str

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last_day(self) -> dt.date:
        return self.end - dt.timedelta(days=1)

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day < self.end


def span(start: dt.date, end: dt.date) -> Period:
    """A period without a grain, labelled ``START/END``."""
    if end <= start:
        raise ValueError(f"a period must end after it starts: {start}/{end}")
    return Period(start, end, f"{start.isoformat()}/{end.isoformat()}")


@dataclass(frozen=True)
class Calendar:
    """Periods of a workspace whose fiscal year starts in month ``fiscal_start`` (1 = January).

    A fiscal year is named by the calendar year it ends in: with ``fiscal_start=4``, 2018 is April 2017 to
    March 2018 and 2018-Q1 its first three months.
    """

    fiscal_start: int = 1

    def period(self, day: dt.date, grain: Grain) -> Period:
        """The period of ``grain`` that holds ``day``."""
        match grain:
            case Grain.DAY:
                return Period(day, day + dt.timedelta(days=1), day.isoformat())
            case Grain.WEEK:
                start = day - dt.timedelta(days=day.weekday())
                year, week, _ = start.isocalendar()
                return Period(start, start + dt.timedelta(days=7), f"{year}-W{week:02d}")
            case Grain.MONTH:
                start = day.replace(day=1)
                return Period(start, add_months(start, 1), f"{start:%Y-%m}")
            case Grain.QUARTER:
                months = (day.month - self.fiscal_start) % 12
                start = add_months(day.replace(day=1), -(months % 3))
                return Period(start, add_months(start, 3), f"{self.fiscal_year(day)}-Q{months // 3 + 1}")
            case Grain.YEAR:
                start = add_months(day.replace(day=1), -((day.month - self.fiscal_start) % 12))
                return Period(start, add_months(start, 12), str(self.fiscal_year(day)))

    def fiscal_year(self, day: dt.date) -> int:
        return day.year if self.fiscal_start == 1 else day.year + (day.month >= self.fiscal_start)

    def periods(self, start: dt.date, end: dt.date, grain: Grain) -> list[Period]:
        """All periods of ``grain`` that touch ``[start, end)``, ascending and whole."""
        periods: list[Period] = []
        day = start
        while day < end:
            periods.append(self.period(day, grain))
            day = periods[-1].end
        return periods

    def before(self, period: Period, grain: Grain | None = None) -> Period:
        """The preceding period: of the grain, or as many whole months (else days) before."""
        if grain is not None:
            return self.period(period.start - dt.timedelta(days=1), grain)
        if months := whole_months(period):
            return span(add_months(period.start, -months), period.start)
        return span(add_days(period.start, -period.days), period.start)


def add_days(day: dt.date, days: int) -> dt.date:
    """``day`` moved by so many days. Raises :class:`BadInput` where that leaves the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        raise _beyond(day) from None


def add_months(day: dt.date, months: int) -> dt.date:
    """``day`` moved by whole months; the last day of a shorter month where it doesn't exist. Raises
    :class:`BadInput` where that leaves the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise _beyond(day)
    _, length = calendar.monthrange(year, month + 1)
    return dt.date(year, month + 1, min(day.day, length))


def _beyond(day: dt.date) -> BadInput:
    sentence = N_(
        "{day} is too near the end of the calendar, which has the years 1 to 9999: choose a range nearer to now"
    )
    return BadInput(sentence, day=day.isoformat())


def whole_months(period: Period) -> int:
    """How many calendar months the period is exactly; 0 where it isn't a whole number of them."""
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    return months if months > 0 and add_months(period.start, months) == period.end else 0
