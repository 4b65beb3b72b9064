"""What a person types, read: periods, amounts, scopes."""

import datetime as dt
import math
import re

from keyfunnel.kpis.kpi import KPI
from keyfunnel.model.calendar import Calendar, Grain, Period, add_months
from keyfunnel.model.errors import BadInput, NotThere
from keyfunnel.okr.models.choices import ScopeKind
from keyfunnel.planning.applying.amounts import LARGEST_RATIO
from keyfunnel.planning.entered.numbers import number
from keyfunnel.planning.organisation import Found, Organisation
from keyfunnel.texts import N_

COMPANY = "company"
FIRST_YEAR, LAST_YEAR = 1900, 2200
_PERIOD = re.compile(r"^(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?$")


def period(text: str, calendar: Calendar) -> tuple[Period, Grain]:
    """``2017``, ``2017-Q3`` or ``2017-06``; years and quarters are the workspace's fiscal ones."""
    found = _PERIOD.match(text.strip().upper())
    if found is None:
        raise BadInput(N_("period: {word!r} is none of the form 2017, 2017-Q3 or 2017-06"), word=text)
    year = int(found["year"])
    if found["month"]:
        first = calendar.period(_day(year, int(found["month"])), Grain.MONTH).start
        return calendar.period(first, Grain.MONTH), Grain.MONTH
    first = _day(year - (calendar.fiscal_start > 1), calendar.fiscal_start)
    if found["quarter"]:
        return calendar.period(add_months(first, 3 * (int(found["quarter"]) - 1)), Grain.QUARTER), Grain.QUARTER
    return calendar.period(first, Grain.YEAR), Grain.YEAR


def day(text: str) -> dt.date:
    """``2017-10-01``; a year such as 0017 is a slip of who typed it."""
    try:
        found = dt.date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(N_("{name}: “{text}” is not a date such as 2017-10-01"), name="date", text=text) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        said = N_("date: {day} lies outside the years {first} to {last}")
        raise BadInput(said, day=str(found), first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return found


def amount(text: str, kpi: KPI, decimal: str = ".") -> float:
    """A number in the KPI's unit: ``1200000``, ``1,200,000``, and for ratios ``65 %`` or ``0.65``.

    ``decimal`` is the sign before decimals where it is typed; behind a comma ``0,65`` and ``1 200 000,5``.
    """
    written = text.strip()
    percent = written.endswith("%")
    try:
        value = number(written.removesuffix("%").strip(), decimal) / (100 if percent else 1)
    except ValueError:
        said = N_("{word!r} is not a number such as 1200000, {ratio} or 65%")
        raise BadInput(said, word=text, ratio=f"0{decimal}65") from None
    if not math.isfinite(value) or abs(value) >= 1e14:
        raise BadInput(N_("{word!r} is no number that an amount can be"), word=text)
    if percent and kpi.unit != "ratio":
        raise BadInput(
            N_("{word!r}: {kpi} is no ratio; write what is to be reached, not a percentage"), word=text, kpi=kpi.key
        )
    if kpi.unit == "ratio" and abs(value) > LARGEST_RATIO:
        raise BadInput(
            N_("{word!r} would be {value:percent}; write {percent}% or {ratio}"),
            word=text,
            value=value,
            percent=f"{value:g}".replace(".", decimal),
            ratio=f"{value / 100:g}".replace(".", decimal),
        )
    if kpi.is_share and not 0 <= value <= 1:
        raise BadInput(N_("{kpi} lies between 0 and 100%, and {written} doesn't"), kpi=kpi.key, written=written)
    return round(value, 4)  # as exactly as the lake keeps it


def scope(text: str, organisation: Organisation) -> str:
    """``company``, or the name (the id where several share it) of a team or rep as the data have it.

    ``team:North`` and ``rep:North`` tell one from the other. Raises :class:`NotThere` where nothing is called that.
    """
    if text.strip().casefold() in ("", COMPANY):
        return COMPANY
    kind, found = member(text, organisation)
    try:
        return organisation.find(kind, found.name).name
    except NotThere:  # several are called that
        return found.ref


def member(text: str, organisation: Organisation) -> tuple[ScopeKind, Found]:
    """The team or rep meant by a name or id; ``team:North`` and ``rep:North`` tell one from the other.

    Raises :class:`NotThere` where nothing is called that.
    """
    written = text.strip()
    kind, _, name = written.partition(":")
    if name and kind in (ScopeKind.TEAM, ScopeKind.REP):
        return ScopeKind(kind), organisation.find(ScopeKind(kind), name.strip())
    return organisation.find_either(written)


def _day(year: int, month: int) -> dt.date:
    return dt.date(year, month, 1)
