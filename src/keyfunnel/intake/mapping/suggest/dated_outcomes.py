"""What words of a status mean that nobody knows, told by the dates deals closed on: 沒成 of those that are over."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.closing import events_of
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.shares import ALL, FEW, NONE
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.texts import N_, Message

_SCORE = 0.75
_OTHER = {"won": "lost", "lost": "won"}


def completed_by_dates(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]
) -> ColumnRule | None:
    """The rule for ``deals.outcome`` where its words say only what was won, or only what was lost, and a date tells
    that other deals are over too: those are the others. None where nothing of that is so."""
    told = rules.get("outcome")
    known = set(told.values.values()) & _OTHER.keys() if told and told.header else set()
    column = sheet.column(told.header) if told and told.header else None
    if told is None or column is None or len(known) != 1:
        return None
    (outcome,) = known
    for event in events_of(rules, profiles):
        asked = f"SELECT {column.cell}, count(*), count({event.column.cell}) FROM {sheet.relation} GROUP BY 1"
        shares = {word: dated / n for word, n, dated in con.execute(asked).fetchall() if word is not None and n >= FEW}
        meant = {word: told.values.get(word, "open") for word in shares}
        open_ = [word for word in shares if meant[word] == "open"]
        over = [word for word in open_ if shares[word] >= ALL]
        apart = all(shares[word] >= ALL or shares[word] <= NONE for word in shares)
        if apart and 0 < len(over) < len(open_) and all(shares[w] >= ALL for w in shares if meant[w] == outcome):
            reason = Message("over_by_date", N_("the dates deals closed on tell what its unknown words mean"))
            values = {**told.values, **dict.fromkeys(over, _OTHER[outcome])}
            return replace(told, values=values, evidence=Evidence(_SCORE, (reason,)))
    return None
