"""How far back a value asked by grain really looks: a month alone is too short to tell a customer's cost."""

import datetime as dt

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.shapes import Derived, Foreseen, Shape, inputs_of
from keyfunnel.model.calendar import Calendar, Grain, Period, add_months, span

_DAYS_A_YEAR = {Grain.DAY: 365, Grain.WEEK: 364}  # a year of weeks is 52, so that it ends and begins with a week


def window(shape: Shape, period: Period, grain: Grain | None, calendar: Calendar) -> Period | None:
    """What a value of ``period``, asked by ``grain``, is measured over; None where that is the period itself, as it
    always is of a range without a grain."""
    if grain is None:
        return None
    start = _start(shape, period, grain, calendar)
    return span(start, period.end) if start < period.start else None


def _start(shape: Shape, period: Period, grain: Grain, calendar: Calendar) -> dt.date:
    match shape:
        case Derived(trailing=int() as months):
            if grain in _DAYS_A_YEAR:
                return period.end - dt.timedelta(days=_DAYS_A_YEAR[grain] * months // 12)
            return min(period.start, add_months(period.end, -months))
        case Foreseen(periods=int() as several):
            begin = period
            for _ in range(several - 1):
                begin = calendar.before(begin, grain)
            return begin.start
        case _:
            inputs = (catalogue.get(key).shape for key in inputs_of(shape))
            return min((_start(one, period, grain, calendar) for one in inputs), default=period.start)
