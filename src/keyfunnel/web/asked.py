"""What an address asks for: a period, a scope, filters.

``from`` and ``to`` (exclusive) bound the period; ``scope=team:ID`` or ``scope=rep:ID`` narrows it to whose it is;
each ``where=DIMENSION:VALUE`` filters further, the same dimension twice meaning either.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.http import HttpRequest

from keyfunnel.kpis.query import DIMENSIONS
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Calendar, Grain, Period, add_months, span
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.texts import N_

# For each dimension the names or ids it is narrowed to, any of them.
Where: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]

# How a scope is asked for and which dimension of the data it narrows.
SCOPES: Mapping[str, str] = {"team": "team", "rep": "owner"}


@dataclass(frozen=True)
class Asked:
    """``scope_kind`` is ``""`` for the whole company; ``grain`` is set where the period is one of the calendar's."""

    period: Period
    grain: Grain | None
    scope_kind: str = ""
    scope_id: str = ""
    filters: Where = ()

    @property
    def where(self) -> Where:
        scope = ((SCOPES[self.scope_kind], (self.scope_id,)),) if self.scope_kind else ()
        return scope + tuple((name, values) for name, values in self.filters if (name, values) not in scope)

    @property
    def scope(self) -> str:
        return f"{self.scope_kind}:{self.scope_id}" if self.scope_kind else ""


def asked(request: HttpRequest, edition: Edition, fallback: Period | None = None) -> Asked:
    """Raises :class:`BadInput` for an address that can't be understood. Without a period it is ``fallback``,
    else the quarter of the edition's clock."""
    calendar = edition.workspace.calendar
    default = fallback or calendar.period(edition.observed_until.date(), Grain.QUARTER)
    start = _day(request, "from") or default.start
    end = _end(request) or (default.end if _day(request, "from") is None else edition.observed_end)
    if end <= start:
        last = end - dt.timedelta(days=1)  # as people say it
        raise BadInput(N_("The period must end after it starts: {start} to {end}"), start=start, end=last)
    kind, name = _scope(request.GET.get("scope", ""))
    return Asked(*named(calendar, span(start, end)), kind, name, _filters(request.GET.getlist("where")))


def presets(edition: Edition) -> list[tuple[str, Period]]:
    """``(code, period)`` of the periods offered, by the edition's clock."""
    calendar, day = edition.workspace.calendar, edition.observed_until.date()
    quarter, year = calendar.period(day, Grain.QUARTER), calendar.period(day, Grain.YEAR)
    month = calendar.period(day, Grain.MONTH)
    return [
        ("this_month", month),
        ("last_month", calendar.before(month, Grain.MONTH)),
        ("this_quarter", quarter),
        ("last_quarter", calendar.before(quarter, Grain.QUARTER)),
        ("this_year", year),
        ("last_year", calendar.before(year, Grain.YEAR)),
        ("twelve_months", span(add_months(month.end, -12), month.end)),
    ]


def named(calendar: Calendar, period: Period) -> tuple[Period, Grain | None]:
    """The period by its calendar name, and its grain, where it has one."""
    for grain in (Grain.QUARTER, Grain.MONTH, Grain.YEAR, Grain.WEEK):
        found = calendar.period(period.start, grain)
        if (found.start, found.end) == (period.start, period.end):
            return found, grain
    return period, None


def _day(request: HttpRequest, name: str) -> dt.date | None:
    text = request.GET.get(name, "")
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(N_("{name}: “{text}” is not a date such as 2017-10-01"), name=name, text=text) from None


def _end(request: HttpRequest) -> dt.date | None:
    """``to`` is the first day after; the form's ``last`` is the last day, as people say it."""
    last = _day(request, "last")
    return last + dt.timedelta(days=1) if last else _day(request, "to")


def _filters(written: list[str]) -> Where:
    found: dict[str, tuple[str, ...]] = {}
    for text in written:
        name, _, value = text.partition(":")
        if name not in DIMENSIONS or not value:
            raise BadInput(
                N_("where: {word!r} is not DIMENSION:VALUE{hint}"), word=text, hint=did_you_mean(name, DIMENSIONS)
            )
        found[name] = (*found.get(name, ()), value)
    return tuple(found.items())


def _scope(text: str) -> tuple[str, str]:
    if not text:
        return "", ""
    kind, _, name = text.partition(":")
    if kind not in SCOPES or not name:
        raise BadInput(N_("scope: “{text}” is neither team:ID nor rep:ID"), text=text)
    return kind, name
