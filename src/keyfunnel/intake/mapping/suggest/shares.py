"""Which deals have a date: the share of those won, of those lost and of the others, for each column of dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule
from keyfunnel.intake.mapping.suggest.outcomes import values_of
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.standing import flag
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.intake.typing.words import FALSE_WORDS, TRUE_WORDS, one_of

# Shares of an outcome's deals that are nearly all and hardly any of them, and how many deals it takes to say so.
ALL, NONE, FEW = 0.9, 0.05, 3
_OUTCOMES = 3


@dataclass(frozen=True)
class Dated:
    """A column of dates, with the share of each outcome's deals that have one in it."""

    profile: Profile
    shares: Mapping[str, float]

    @property
    def header(self) -> str:
        return self.profile.column.header

    def only_of(self, *outcomes: str) -> bool:
        return all(share >= ALL if name in outcomes else share <= NONE for name, share in self.shares.items())


def dated_by_outcome(
    con: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    told: ColumnRule,
    profiles: Sequence[Profile],
    dates: Sequence[Profile],
) -> list[Dated]:
    """The shares of each outcome's deals that have each of ``dates``; none where there are too few to tell."""
    stands = _stands(sheet, told, profiles)
    if stands is None or not dates:
        return []
    counts = ", ".join(f"count({profile.column.cell})" for profile in dates)
    rows = {
        outcome: (n, dated)
        for outcome, n, *dated in con.execute(
            f"SELECT {stands}, count(*), {counts} FROM {sheet.relation} GROUP BY 1"
        ).fetchall()
    }
    if len(rows) < _OUTCOMES or min(n for n, _ in rows.values()) < FEW:
        return []
    return [
        Dated(profile, {outcome: dated[at] / n for outcome, (n, dated) in rows.items()})
        for at, profile in enumerate(dates)
    ]


def _stands(sheet: Sheet, told: ColumnRule, profiles: Sequence[Profile]) -> str | None:
    """How a row of the sheet stands, as SQL: by the words of a column, else by ticks or answers."""
    if column := sheet.column(told.header or ""):
        meant = {outcome: values_of(outcome, told.values) for outcome in ("won", "lost")}
        conditions = [f"{column.cell} IN ({values})" for values in meant.values() if values]
    else:
        won, lost = flag("won", profiles), flag("lost", profiles)
        conditions = [one_of(won.column.cell, TRUE_WORDS)] if won else []
        if won and lost and lost is not won:
            conditions.append(one_of(lost.column.cell, TRUE_WORDS))
        elif won:
            conditions.append(one_of(won.column.cell, FALSE_WORDS))
    if len(conditions) < _OUTCOMES - 1:
        return None
    return f"CASE WHEN {conditions[0]} THEN 'won' WHEN {conditions[1]} THEN 'lost' ELSE 'open' END"
