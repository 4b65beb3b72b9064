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
        matching = self._called(kind, written)
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

    def find_either(self, written: str) -> tuple[ScopeKind, Found]:
        """The team, else the rep, with that id or name. Raises :class:`NotThere` as :meth:`find` does."""
        here = [kind for kind, known in self._names.items() if written in known or self._called(kind, written)]
        not_brought = [kind for kind, known in self._names.items() if not known]
        if kinds := (*here, *not_brought):
            return kinds[0], self.find(kinds[0], written)
        names = [name for known in self._names.values() for name in known.values() if name]
        raise NotThere(N_("There is no team or rep {word!r}{hint}"), word=written, hint=did_you_mean(written, names))

    def is_person(self, name: str) -> bool:
        return any(name in (ref, called) for ref, called in self._names[ScopeKind.REP].items())

    def _called(self, kind: ScopeKind, written: str) -> list[str]:
        """Ids of those with that name, exactly where there are any, else but for case."""
        named = {ref: name for ref, name in self._names[kind].items() if name}
        exactly = [ref for ref, name in named.items() if name == written]
        return exactly or [ref for ref, name in named.items() if name.casefold() == written.casefold()]

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
