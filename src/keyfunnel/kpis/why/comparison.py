"""Which change is asked about: a period, and the one it is compared with."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from keyfunnel.kpis.query import Query
from keyfunnel.model.calendar import Calendar, Period, add_days, add_months, span, whole_months
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

PARTS = 5


@dataclass(frozen=True)
class Comparison:
    """``by`` are the dimensions to look at (all that the KPI's rows have, where none is named), each on its own.
    ``parts`` groups of each are shown; the rest are summed.

    Raises :class:`BadInput` where a period is compared with itself, or no part is to be shown.
    """

    period: Period
    against: Period
    by: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stage: str | None = None
    parts: int = PARTS

    def __post_init__(self) -> None:
        if (self.period.start, self.period.end) == (self.against.start, self.against.end):
            raise BadInput(
                N_("{start}/{end} is compared with itself: name another period"),
                start=str(self.period.start),
                end=str(self.period.end),
            )
        if self.parts < 1:
            raise BadInput(f"{self.parts} parts can't be shown: at least 1 is needed")

    def of(self, period: Period, *by: str) -> Query:
        return Query(by=by, where=self.where, start=period.start, end=period.end, stage=self.stage)


def preceding(period: Period) -> Period:
    """The period of equal length right before: as many whole months, else days."""
    return Calendar().before(period)


def year_ago(period: Period) -> Period:
    """The same months a year before; of weeks, those 52 weeks before, so that weekdays match."""
    if whole_months(period):
        return span(add_months(period.start, -12), add_months(period.end, -12))
    if period.start.weekday() == 0 and period.days % 7 == 0:
        return span(add_days(period.start, -52 * 7), add_days(period.end, -52 * 7))
    start = add_months(period.start, -12)
    return span(start, add_days(start, period.days))


def so_far(period: Period, against: Period, clock: dt.date, *, by_month: bool = False) -> tuple[Period, Period]:
    """Both cut to what of ``period`` is known before ``clock``, so that a part is compared with as long a part: the
    months that have ended, of what is counted ``by_month``. As they are where it is over, or hasn't begun."""
    if not period.start < clock < period.end:
        return period, against
    ended = clock.replace(day=1)
    if by_month and period.start < ended and (months := whole_months(span(period.start, ended))):
        return span(period.start, ended), span(against.start, min(against.end, add_months(against.start, months)))
    known = span(period.start, clock)
    return known, span(against.start, min(against.end, against.start + dt.timedelta(days=known.days)))
