"""Columns of a sheet that no known header claims, where what is left of the table can only be one of them."""

from collections.abc import Sequence

from keyfunnel.intake.mapping.suggest.amounts import is_amount
from keyfunnel.intake.mapping.suggest.assigned import Assigned
from keyfunnel.intake.mapping.suggest.dates import by_date_words, dated
from keyfunnel.intake.mapping.suggest.fit import outcomes
from keyfunnel.intake.mapping.suggest.headers import said_in
from keyfunnel.intake.mapping.suggest.heads import by_heads
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import Match, vocabulary
from keyfunnel.model.table import Table, Type

# So many columns known, the sheet is the table, and what is left may be looked at.
_SOME_COLUMNS = 4
# So few are enough where the values of another are those of this table alone.
_FEW_COLUMNS = 2
# Their rows have one date that everything counts by, so that an only date is that one.
_DATED_BY_ONLY_DATE = frozenset({"leads", "activities", "orders", "visits", "surveys", "spend", "deal_stages"})


def with_told_outcome(table: Table, columns: dict[str, Assigned], profiles: Sequence[Profile]) -> dict[str, Assigned]:
    """``columns`` where no header says how deals stand, but the values of a column do: some of them won, some lost; or
    the dates they were won on."""
    if table.name != "deals" or columns.keys() & {"outcome", "stage"} or len(columns) < _FEW_COLUMNS:
        return columns
    taken = {assigned.profile.column.position for assigned in columns.values()}
    for profile in profiles:
        left = profile.type is Type.TEXT and profile.column.position not in taken
        if left and {"won", "lost"} <= set(outcomes(profile).values()):
            return columns | {"outcome": Assigned(profile, Match(0.6, profile.header.text, "outcomes"), 0.6)}
    if "closed_at" not in columns and (won := dated("won", profiles)):
        return columns | {"closed_at": Assigned(won, Match(0.6, won.header.text, "date words"), 0.6)}
    return columns


def with_only_date(table: Table, columns: dict[str, Assigned], profiles: Sequence[Profile]) -> dict[str, Assigned]:
    """``columns`` where the date that rows of the table belong to has no known header: the only date there is, or the
    first contact of a lead that nobody dated otherwise."""
    dated = table.dated
    if dated is None or dated in columns:
        return columns
    dates = [profile for profile in profiles if profile.type in (Type.DATE, Type.TIMESTAMP)]
    if len(dates) != 1 or table.name not in _DATED_BY_ONLY_DATE:
        return columns
    kept = {name: a for name, a in columns.items() if a.profile is not dates[0]}
    return kept | {dated: Assigned(dates[0], Match(0.6, dates[0].header.text, "only date"), 0.6)}


def with_only_money(table: Table, columns: dict[str, Assigned], profiles: Sequence[Profile]) -> dict[str, Assigned]:
    """``columns`` where the amount of deals has no known header: the only number left that has a currency's sign, or a
    header with a word for amounts in it ("Proposal value")."""
    if table.name != "deals" or "amount" in columns or len(columns) < _SOME_COLUMNS:
        return columns
    taken = {assigned.profile.column.position for assigned in columns.values()}
    left = [p for p in profiles if p.column.position not in taken and p.column.reading(Type.NUMBER)]
    left = [p for p in left if not said_in(p.header.plain, vocabulary().unlike)]  # "Weighted value"
    money = [p for p in left if p.signs] or [p for p in left if is_amount(p)]
    if len(money) != 1:
        return columns
    return columns | {"amount": Assigned(money[0], Match(0.6, money[0].header.text, "only money"), 0.6)}


def with_heads(table: Table, columns: dict[str, Assigned], profiles: Sequence[Profile]) -> dict[str, Assigned]:
    """``columns``, and those that what a header speaks of names, where enough others say that it is this table."""
    if len(columns) < _SOME_COLUMNS:
        return columns
    taken = {assigned.profile.column.position for assigned in columns.values()}
    missing = [name for name in table.names if name not in columns]
    left = [p for p in profiles if p.column.position not in taken and p.filled]
    found = by_date_words(table, missing, left) | by_heads(table, missing, left)
    return columns | {name: Assigned(profile, match, match.score) for name, (profile, match) in found.items()}
