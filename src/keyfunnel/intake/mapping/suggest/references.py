"""Which column refers to another table: among several that could, and where the header alone doesn't tell."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from keyfunnel.intake.mapping.suggest.assigned import Assigned
from keyfunnel.intake.mapping.suggest.guess import SHOWN, Guess, matches_of
from keyfunnel.intake.mapping.suggest.known import Known
from keyfunnel.intake.mapping.suggest.profile import Profile, share_within, words_sql
from keyfunnel.intake.mapping.suggest.vocabulary import Match
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.model.table import Type
from keyfunnel.model.tables import table

# Values of a reference that must stand in the table referred to; and how many different ones it takes to tell from
# values alone that a column with an unknown header is a reference.
_MOSTLY = 0.6
_ENOUGH_VALUES = 4
_OWN_KEYS = frozenset({"id", "key", "record id", "number", "no", "uuid", "guid", "code"})
# What a person or company is found by, the surest first.
_KNOWN_BY = ("email", "name")


def choose_references(
    con: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    guess: Guess,
    looks: Sequence[Profile],
    guessed: Sequence[tuple[Sheet, Guess]],
    known: Known | None,
) -> Guess:
    """``guess`` with each reference taken from the column whose values the other table has. Where that table is
    nowhere, a person, company or product is taken by name rather than id, since then the text itself is shown."""
    columns = dict(guess.columns)
    matches = matches_of(guess.table, looks)
    for reference in guess.table.references:
        target = reference.references or ""
        others = {a.profile.column.position for name, a in columns.items() if name != reference.name}
        named = [a for name, a in matches if name == reference.name and a.profile.column.position not in others]
        if len(named) == 1:
            columns[reference.name] = named[0]
            continue
        there = _words_of_sheets(target, guessed) + _words_known(con, target, known)
        if not there:
            by_name = target in SHOWN  # of others, the key is worth more
            best = max(named, key=lambda a: (_says_whose(a), a.profile.header.is_id != by_name, a.score), default=None)
        elif named:
            shares = {a: share_within(con, sheet, a.profile.column, there) for a in named}
            best = max(named, key=lambda a: (round(shares[a], 1), a.score))
        else:
            best = _by_values(con, sheet, [look for look in looks if look.column.position not in others], there)
        if best:
            columns[reference.name] = best
    return replace(guess, columns=columns)


def _says_whose(assigned: Assigned) -> bool:
    """Whether the header says more than that it is a key: a row's own is called so too."""
    return assigned.profile.header.text not in _OWN_KEYS


def _words_of_sheets(target: str, guessed: Sequence[tuple[Sheet, Guess]]) -> list[str]:
    """As SQL, what rows of ``target`` are known by in the sheets that bring it."""
    return [
        words_sql(sheet, guess.columns[name].profile.column)
        for sheet, guess in guessed
        if guess.table.name == target
        for name in (*guess.table.key, *_KNOWN_BY)
        if name in guess.columns
    ]


def _words_known(con: duckdb.DuckDBPyConnection, target: str, known: Known | None) -> list[str]:
    """The same for what an earlier import brought; read once for a connection."""
    if known is None or target not in known.tables:
        return []
    names = [name for name in (*table(target).key, *_KNOWN_BY) if name in table(target).names]
    relation = f"known_{target}"
    if not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [relation]).fetchall():
        con.register("known_rows", known.read(target, names))
        con.execute(f"CREATE TEMP TABLE {relation} AS SELECT * FROM known_rows")
        con.unregister("known_rows")
    return [f"SELECT DISTINCT lower({name}) AS v FROM {relation}" for name in names]


def _by_values(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, looks: Sequence[Profile], there: Sequence[str]
) -> Assigned | None:
    """A column whose header says nothing and whose values the other table has."""
    for profile in looks:
        if profile.distinct < _ENOUGH_VALUES or profile.type is not Type.TEXT:
            continue
        if words_sql(sheet, profile.column) in there:
            continue
        share = share_within(con, sheet, profile.column, there)
        if share >= _MOSTLY:
            return Assigned(profile, Match(share, profile.header.text, "values"), round(0.9 * share, 2))
    return None
