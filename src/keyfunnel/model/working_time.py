"""When a workspace works: hours by weekday, and days off. Plain data, kept with its settings."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.texts import N_

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY, WEEK = 86_400, 7 * 86_400

Span = tuple[int, int]
"""Seconds: when it begins, and the first that is no longer in it."""

_CLOCK = re.compile(r"^([01]?\d|2[0-4]):([0-5]\d)$")


@dataclass(frozen=True)
class WorkingHours:
    """From ``opens`` to ``closes`` (as ``09:00``, the latter up to ``24:00``) on each of ``days``. A break at noon
    takes two of them."""

    days: tuple[str, ...]
    opens: str
    closes: str

    def __post_init__(self) -> None:
        if not self.days:
            raise BadInput(N_("working_hours: days: none is named"))
        for day in self.days:
            if day not in WEEKDAYS:
                hint = did_you_mean(day, WEEKDAYS)
                raise BadInput(N_("working_hours: there is no day {day!r}{hint}"), day=day, hint=hint)
        if seconds_of(self.opens) >= seconds_of(self.closes):
            text = N_("working_hours: {opens} to {closes} ends before it begins")
            raise BadInput(text, opens=self.opens, closes=self.closes)


def seconds_of(clock: str) -> int:
    """Since midnight. Raises :class:`BadInput` for what is no time of day."""
    found = _CLOCK.match(clock.strip())
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 if found else DAY + 1
    if seconds > DAY:
        raise BadInput(N_("working_hours: {word!r} is not a time of day such as 09:00"), word=clock)
    return seconds


def spans_of_week(hours: Iterable[WorkingHours]) -> tuple[Span, ...]:
    """Since Monday's midnight, ascending; those that overlap or touch are one."""
    every = (
        (WEEKDAYS.index(day) * DAY + seconds_of(one.opens), WEEKDAYS.index(day) * DAY + seconds_of(one.closes))
        for one in hours
        for day in one.days
    )
    return _joined(sorted(every))


def spans_off(hours: Iterable[WorkingHours], holidays: Iterable[str]) -> tuple[Span, ...]:
    """The working time that holidays (ISO dates) take away, since Monday's midnight of 1970-01-05."""
    week = spans_of_week(hours)
    found: list[Span] = []
    for holiday in sorted(set(holidays)):
        days = (dt.date.fromisoformat(holiday) - FIRST_MONDAY).days
        monday, midnight = days // 7 * WEEK, days * DAY
        cut = ((max(monday + a, midnight), min(monday + b, midnight + DAY)) for a, b in week)
        found += [(a, b) for a, b in cut if a < b]
    return _joined(found)


FIRST_MONDAY = dt.date(1970, 1, 5)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for begin, end in spans:
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return tuple(found)
