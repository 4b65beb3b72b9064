"""Which rows are asked about: ``where``, checked against what there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import ibis.expr.types as ir

from keyfunnel.kpis.bases import BASES, base, get
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.bases.names import NAMED
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS
from keyfunnel.model.errors import BadInput, NotThere, did_you_mean
from keyfunnel.texts import N_, Message

Pairs: TypeAlias = set[tuple[str | None, str | None]]

# Where the members of a dimension are listed, though no row may name them: (table, id column, name column).
_LISTED: Mapping[str, tuple[str, str, str]] = {
    **NAMED,
    "region": ("reps", "region", "region"),
    "industry": ("accounts", "industry", "industry"),
    "segment": ("accounts", "segment", "segment"),
    "country": ("accounts", "country", "country"),
}


@dataclass(frozen=True)
class Scope:
    """``ids`` by dimension: a row is in the scope if, for each dimension, it has one of its ids.

    ``words`` are the names and ids of what was asked for, without the teams below it; ``single`` dimensions were asked
    for one member only.
    """

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    single: frozenset[str] = frozenset()

    def within(self, facts: Facts, name: str, table: ir.Table) -> ir.Table:
        """The rows of the base ``name`` in the scope. Raises :class:`BadInput` for a dimension it doesn't reach."""
        for dimension, ids in self.ids.items():
            check_reached(name, dimension)
            table = table.filter(table[f"{dimension}_id"].isin(sorted(ids)))
        return table


def scope_of(facts: Facts, where: Mapping[str, Iterable[str]], bases: Iterable[str]) -> Scope:
    """The scope that names or ids mean, looked up in ``bases`` and the lists of members; a team brings those below it.

    Exact first, then without regard to case; a member that only other bases have is one without rows here. Raises
    :class:`NotThere` for an unknown dimension or member.
    """
    read = tuple(bases)
    ids, called, single = {}, {}, set()
    for dimension, words in where.items():
        check_known(dimension)
        members = _members(facts, dimension, read)
        if any(_named(word, members) is None for word in words):
            members = _members(facts, dimension, tuple(name for name, one in BASES.items() if one.can_be_made(facts)))
        found = frozenset(key for word in words for key in _looked_up(word, dimension, members))
        ids[dimension] = _with_those_below(facts, found) if dimension == "team" else found
        called[dimension] = frozenset(word for word, keys in members.items() if keys & found)
        single |= {dimension} if len(found) == 1 else set()
    return Scope(ids, called, frozenset(single))


def check_known(dimension: str) -> None:
    if dimension not in DIMENSIONS:
        there = Message("known", N_("; there are {known}"), {"known": ", ".join(DIMENSIONS)})
        hint = did_you_mean(dimension, DIMENSIONS) or there
        raise NotThere(N_("There is no dimension {word!r}{hint}"), word=dimension, hint=hint)


def check_reached(name: str, dimension: str) -> None:
    reached = get(name).dimensions
    if dimension not in reached:
        having = ", ".join(reached) or "none"
        raise BadInput(
            N_("{rows} can't be split by {dimension}: the dimensions they reach are {having}"),
            rows=get(name).name,
            dimension=dimension,
            having=having,
        )


def _members(facts: Facts, dimension: str, bases: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """Ids by each word that names them: their names and the ids themselves."""
    pairs: Pairs = set()
    for base_name in bases:
        if dimension in get(base_name).dimensions:
            pairs |= _in_base(facts, base_name, dimension)
    if dimension in _LISTED and _LISTED[dimension][0] in facts.tables:
        pairs |= _in_list(facts, dimension)
    words: dict[str, set[str]] = {}
    for name, key in pairs:
        if key is not None:
            for word in (key, name):
                if word is not None:
                    words.setdefault(word, set()).add(key)
    return {word: frozenset(keys) for word, keys in words.items()}


def _in_base(facts: Facts, name: str, dimension: str) -> Pairs:
    def find(facts: Facts) -> Pairs:
        return _distinct(base(facts, name), dimension, f"{dimension}_id")

    return learnt(facts, f"members {name}.{dimension}", find)


def _in_list(facts: Facts, dimension: str) -> Pairs:
    table, key, name = _LISTED[dimension]
    return learnt(facts, f"members {dimension}", lambda facts: _distinct(facts.tables[table], name, key))


def _distinct(table: ir.Table, name: str, key: str) -> Pairs:
    found = table.select(name=table[name], key=table[key]).distinct().to_pyarrow().to_pylist()
    return {(row["name"], row["key"]) for row in found}


def _looked_up(word: str, dimension: str, members: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found = _named(word, members)
    if found is None:
        raise NotThere(
            N_("There is no {kind} {word!r}{hint}"),
            kind=dimension.replace("_", " "),
            word=word,
            hint=did_you_mean(word, members),
        )
    return found


def _named(word: str, members: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    if word in members:
        return members[word]
    folded = [keys for known, keys in members.items() if known.casefold() == word.casefold()]
    return frozenset().union(*folded) if folded else None


def _with_those_below(facts: Facts, teams: frozenset[str]) -> frozenset[str]:
    if not facts.has("teams", "parent_id"):
        return teams
    table = facts.tables["teams"].select("team_id", "parent_id").to_pyarrow().to_pylist()
    found = set(teams)
    while below := {row["team_id"] for row in table if row["parent_id"] in found} - found:
        found |= below
    return frozenset(found)
