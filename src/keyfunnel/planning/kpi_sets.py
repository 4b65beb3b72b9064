"""KPI sets, changed one by one or by a file. No number depends on them: no edition is made."""

from dataclasses import asdict, replace
from pathlib import Path

from django.contrib.auth.models import User

from keyfunnel.kpis.sets import check_known, named
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.model.definitions import KPISet
from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models.audit import record
from keyfunnel.planning import settings
from keyfunnel.texts import N_

LONGEST = 80


def save_set(home: Home, wanted: KPISet, by: User | None, instead_of: str = "") -> bool:
    """Add a set, or put it where the one called ``instead_of`` was. Returns whether anything differs.

    Raises :class:`BadInput` for a set without a name or KPIs, or with another's name; NotThere where there is no
    ``instead_of``.
    """
    one = replace(wanted, name=" ".join(wanted.name.split()))
    if not 0 < len(one.name) <= LONGEST:
        raise BadInput(N_("A set's name has 1 to {longest} characters."), longest=LONGEST)
    if not one.kpis:
        raise BadInput(N_("Choose at least one KPI."))
    before = home.workspace
    old = named(before, instead_of) if instead_of else None
    if any(other.name == one.name and other != old for other in before.kpi_sets):
        raise BadInput(N_("There is a set {name!r} already: choose another name."), name=one.name)
    sets = [one if other == old else other for other in before.kpi_sets]
    after = replace(before, kpi_sets=tuple(sets if old else [*sets, one]))
    check_known(after)
    if after == before:
        return False
    home.save(after)
    record(by, "KPI set saved", one.name, before=_said(old), after=_said(one))
    return True


def remove_set(home: Home, name: str, by: User | None) -> None:
    """Raises :class:`NotThere` where there is no such set."""
    before = home.workspace
    gone = named(before, name)
    home.save(replace(before, kpi_sets=tuple(one for one in before.kpi_sets if one != gone)))
    record(by, "KPI set removed", gone.name, before=_said(gone))


def apply_sets(home: Home, file: Path) -> Edition | None:
    """As :func:`keyfunnel.planning.settings.apply`, into the audit log."""
    before = home.workspace.kpi_sets
    edition = settings.apply(home, file)
    after = home.workspace.kpi_sets
    if before != after:
        record(None, "KPI sets applied", home.path.name, before=_by_name(before), after=_by_name(after))
    return edition


def _by_name(sets: tuple[KPISet, ...]) -> dict[str, object]:
    return {one.name: _said(one) for one in sets}


def _said(one: KPISet | None) -> dict[str, object]:
    return asdict(one) if one else {}
