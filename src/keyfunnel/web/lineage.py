"""Where a team or rep stands in the company: the teams above it, and the teams and reps in it.

Scopes are named as addresses do: ``team:ID``, ``rep:ID``, ``""`` for the company.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from keyfunnel.lake.edition import Edition, read

COMPANY = ""


class Place(StrEnum):
    """Whose something is, seen from a scope."""

    OWN = "own"
    ABOVE = "above"
    BELOW = "below"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Lineage:
    """``above`` is the nearest team first; the company stands above them all."""

    scope: str
    above: tuple[str, ...]
    below: frozenset[str]

    def place(self, held: Collection[str]) -> Place:
        """Of what the scopes ``held`` hold together: what is shared with others is a scope's own too."""
        if self.scope in held:
            return Place.OWN
        if self.scope == COMPANY or not self.below.isdisjoint(held):
            return Place.BELOW
        return Place.ABOVE if COMPANY in held or not set(self.above).isdisjoint(held) else Place.ELSEWHERE

    @property
    def teams(self) -> tuple[str, ...]:
        """Ids of the team itself and of those below it."""
        scopes = (self.scope, *sorted(self.below))
        return tuple(scope.removeprefix("team:") for scope in scopes if scope.startswith("team:"))


def lineage(edition: Edition, scope: str) -> Lineage:
    return _lineage(edition.folder, scope)


@lru_cache(maxsize=1024)
def _lineage(folder: Path, scope: str) -> Lineage:
    parents = _parents(folder)
    above: list[str] = []
    while (parent := parents.get(above[-1] if above else scope)) and parent not in (scope, *above):
        above.append(parent)
    below: set[str] = set()
    while deeper := {one for one, parent in parents.items() if parent in {scope, *below}} - below - {scope}:
        below |= deeper
    return Lineage(scope, tuple(above), frozenset(below))


@lru_cache(maxsize=8)
def _parents(folder: Path) -> Mapping[str, str]:
    """The team that each rep and each team belongs to; the company is nobody's parent here."""
    edition = read(folder)
    found: dict[str, str] = {}
    for kind, table, key, parent in (("team", "teams", "team_id", "parent_id"), ("rep", "reps", "rep_id", "team_id")):
        if table in edition.tables:
            rows = edition.read(table, [key, parent]).to_pylist()
            found |= {f"{kind}:{row[key]}": f"team:{row[parent]}" for row in rows if row[parent]}
    return found
