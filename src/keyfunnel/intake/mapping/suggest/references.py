"""Which column refers to another table: among several that could, and where the header alone doesn't tell."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from keyfunnel.intake.mapping.suggest.guess import Assigned, Guess, matches_of
from keyfunnel.intake.mapping.suggest.profile import Profile, share_within
from keyfunnel.intake.mapping.suggest.vocabulary import Match
from keyfunnel.intake.reading.sheet import Sheet, SheetColumn
from keyfunnel.model.table import Type

# Values of a reference that must stand in the table referred to; and how many different ones it takes to tell from
# values alone that a column with an unknown header is a reference.
_MOSTLY = 0.6
_ENOUGH_VALUES = 4
# What a person or company is found by, the surest first.
_KNOWN_BY = ("email", "name")


def choose_references(
    con: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    guess: Guess,
    looks: Sequence[Profile],
    guessed: Sequence[tuple[Sheet, Guess]],
) -> Guess:
    """``guess`` with each reference taken from the column whose values the other table has; a name rather than an id
    where that table wasn't brought, since then the text itself is shown."""
    columns = dict(guess.columns)
    matches = matches_of(guess.table, looks)
    for reference in guess.table.references:
        target = reference.references or ""
        there = _known_columns(target, guessed)
        others = {a.profile.column.position for name, a in columns.items() if name != reference.name}
        named = [a for name, a in matches if name == reference.name and a.profile.column.position not in others]
        if not there:
            if best := max(named, key=lambda a: (not a.profile.header.is_id, a.score), default=None):
                columns[reference.name] = best
            continue
        shares = {a: share_within(con, sheet, a.profile.column, there) for a in named}
        best = max(named, key=lambda a: (round(shares[a], 1), a.score), default=None)
        if best is None and (unnamed := _by_values(con, sheet, looks, others, there)):
            best = unnamed
        if best:
            columns[reference.name] = best
    return replace(guess, columns=columns)


def _known_columns(target: str, guessed: Sequence[tuple[Sheet, Guess]]) -> list[tuple[Sheet, SheetColumn]]:
    return [
        (sheet, guess.columns[name].profile.column)
        for sheet, guess in guessed
        if guess.table.name == target
        for name in (*guess.table.key, *_KNOWN_BY)
        if name in guess.columns
    ]


def _by_values(
    con: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    looks: Sequence[Profile],
    taken: set[int],
    there: Sequence[tuple[Sheet, SheetColumn]],
) -> Assigned | None:
    """A column whose header says nothing and whose values the other table has."""
    for profile in looks:
        if profile.column.position in taken or profile.distinct < _ENOUGH_VALUES or profile.type is not Type.TEXT:
            continue
        if any(column is profile.column for _, column in there):
            continue
        share = share_within(con, sheet, profile.column, there)
        if share >= _MOSTLY:
            return Assigned(profile, Match(share, profile.header.text, "values"), round(0.9 * share, 2))
    return None
