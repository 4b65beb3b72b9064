"""``scope:`` of a goals file: company, {team: NAME}, {rep: NAME}, or a list of them."""

from keyfunnel.okr.models.choices import ScopeKind
from keyfunnel.planning.document.place import Place
from keyfunnel.planning.document.shape import ScopeSpec
from keyfunnel.texts import N_

COMPANY = ScopeSpec(ScopeKind.COMPANY)


def scopes(place: Place) -> tuple[ScopeSpec, ...]:
    """Raises for an empty list, the same scope twice, or the company beside a part of it."""
    found = tuple(scope for item in place.one_or_many() for scope in _scopes(item))
    if not found:
        raise place.wrong(N_("names no scope; write company, {{team: NAME}} or {{rep: NAME}}"))
    if len(set(found)) < len(found):
        raise place.wrong(N_("names the same scope twice"))
    if len(found) > 1 and COMPANY in found:
        raise place.wrong(N_("the company includes every team and rep; name either it or them"))
    return found


def _scopes(place: Place) -> list[ScopeSpec]:
    if not isinstance(place.value, dict):
        place.word((ScopeKind.COMPANY.value,), N_("scope"))
        return [ScopeSpec(ScopeKind.COMPANY, at=place)]
    fields = place.fields((ScopeKind.TEAM.value, ScopeKind.REP.value))
    return [
        ScopeSpec(ScopeKind(kind), name.text(200), name)
        for kind, names in fields.items()
        for name in names.one_or_many()
    ]
