"""Teams and reps of an edition: who they are by name or id, and who belongs to a team."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from keyfunnel.kpis.facts import Facts
from keyfunnel.model.errors import NotThere, did_you_mean
from keyfunnel.okr.models import ScopeKind
from keyfunnel.texts import N_

TABLE = {ScopeKind.TEAM: ("teams", "team_id"), ScopeKind.REP: ("reps", "rep_id")}


@dataclass(frozen=True)
class Found:
    """``by_id``: only the id names it, for several share the name."""

    ref: str
    name: str
    by_id: bool = False


@dataclass(frozen=True)
class Organisation:
    facts: Facts

    def find(self, kind: ScopeKind, written: str) -> Found:
        """The team or rep with that id or name, exactly or but for case.

        Raises :class:`NotThere` for an unknown or ambiguous name. Where the table was not brought, a name stands
        for itself: the rows carry it verbatim.
        """
        known = self._names[kind]
        if not known:
            return Found(written, written)
        if written in known:
            return Found(written, known[written] or written, by_id=known[written] != written)
        for same in (str.__eq__, lambda one, other: one.casefold() == other.casefold()):
            matching = [ref for ref, name in known.items() if name and same(name, written)]
            if len(matching) == 1:
                return Found(matching[0], known[matching[0]] or written)
            if matching:
                raise NotThere(
                    N_("{n} are called {word!r}; use the id, one of {known}"),
                    n=len(matching),
                    word=written,
                    known=", ".join(matching),
                )
        names = [name for name in known.values() if name]
        raise NotThere(
            N_("There is no {kind} {word!r}{hint}"), kind=kind, word=written, hint=did_you_mean(written, names)
        )

    def is_person(self, name: str) -> bool:
        return any(name in (ref, called) for ref, called in self._names[ScopeKind.REP].items())

    @cached_property
    def _names(self) -> dict[ScopeKind, dict[str, str | None]]:
        return {kind: dict(_pairs(self.facts, table, key, "name")) for kind, (table, key) in TABLE.items()}


def members(facts: Facts, teams: Collection[str]) -> set[str]:
    """Ids of the reps in ``teams`` and in the teams below them."""
    parents = dict(_pairs(facts, "teams", "team_id", "parent_id"))
    wanted = set(teams)
    while below := {team for team, parent in parents.items() if parent in wanted} - wanted:
        wanted |= below
    return {rep for rep, team in _pairs(facts, "reps", "rep_id", "team_id") if team in wanted}


def _pairs(facts: Facts, table: str, key: str, column: str) -> list[tuple[str, str | None]]:
    if table not in facts.tables:
        return []
    rows = facts.tables[table].select(key, column).to_pyarrow()
    return list(zip(rows.column(key).to_pylist(), rows.column(column).to_pylist(), strict=True))
