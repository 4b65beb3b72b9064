"""The period and scope selectors above a page."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from keyfunnel.lake.edition import Edition, read
from keyfunnel.model.calendar import Period
from keyfunnel.model.errors import NotThere
from keyfunnel.texts import N_
from keyfunnel.web.asked import Asked, presets

NAMES = {
    "this_month": gettext_lazy("This month"),
    "last_month": gettext_lazy("Last month"),
    "this_quarter": gettext_lazy("This quarter"),
    "last_quarter": gettext_lazy("Last quarter"),
    "this_year": gettext_lazy("This year"),
    "last_year": gettext_lazy("Last year"),
    "twelve_months": gettext_lazy("Last 12 months"),
}
# What the selectors' forms say themselves; every other parameter goes along.
OWN = ("scope", "from", "to", "last", "page")


@dataclass(frozen=True)
class PeriodChoice:
    name: str
    period: Period
    chosen: bool


@dataclass(frozen=True)
class ScopeChoice:
    """``value`` is how addresses say it: ``team:ID``, ``rep:ID`` or ``""`` for the company."""

    value: str
    name: str


def selectors(request: HttpRequest, edition: Edition, asked: Asked, told: Asked | None = None) -> dict[str, Any]:
    """What ``parts/selectors.html`` shows, and ``scope_name``, whose figures the page has: ``told`` is what they were
    measured by where that isn't what was asked. Raises :class:`NotThere` for a scope that the edition doesn't have."""
    measured = told or asked
    teams, reps = scopes(edition.folder)
    known = {choice.value: choice.name for choice in (*teams, *reps)}
    if asked.scope and asked.scope not in known:
        raise NotThere(N_("scope: edition {number} has no {ref!r}"), number=edition.number, ref=asked.scope)
    return {
        "periods": [
            PeriodChoice(str(NAMES[code]), period, (period.start, period.end) == (asked.period.start, asked.period.end))
            for code, period in presets(edition)
        ],
        "teams": teams,
        "reps": reps,
        "scope_name": known.get(measured.scope, _("Whole company")),
        "of_company": measured.scope != asked.scope,
        "kept": [(name, value) for name, values in request.GET.lists() if name not in OWN for value in values],
    }


@lru_cache(maxsize=8)
def scopes(folder: Path) -> tuple[tuple[ScopeChoice, ...], tuple[ScopeChoice, ...]]:
    """Teams and reps of an edition, by name."""
    edition = read(folder)
    return _named(edition, "teams", "team_id", "team"), _named(edition, "reps", "rep_id", "rep")


def _named(edition: Edition, table: str, key: str, kind: str) -> tuple[ScopeChoice, ...]:
    if table not in edition.tables:
        return ()
    rows = edition.read(table, [key, "name"]).to_pylist()
    choices = [ScopeChoice(f"{kind}:{row[key]}", row["name"] or row[key]) for row in rows]
    return tuple(sorted(choices, key=lambda choice: _letters(choice.name)))


def _letters(name: str) -> str:
    """As names are looked up in a list: accents and capitals aside."""
    return "".join(one for one in normalize("NFKD", name.casefold()) if not combining(one))
