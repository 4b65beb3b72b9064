"""Columns of a sheet that no known header claims, where what is left of the table can only be one of them."""

from collections.abc import Sequence
from functools import partial

from keyfunnel.intake.mapping.suggest.amounts import is_amount
from keyfunnel.intake.mapping.suggest.assigned import Assigned
from keyfunnel.intake.mapping.suggest.content import may_be_amount, tells_deals, ticked_off
from keyfunnel.intake.mapping.suggest.dates import (
    by_date_words,
    dated,
    holds_dates,
    of_another_thing,
    planned,
)
from keyfunnel.intake.mapping.suggest.headers import said_in
from keyfunnel.intake.mapping.suggest.heads import by_heads
from keyfunnel.intake.mapping.suggest.names import by_names
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.questions import by_questions
from keyfunnel.intake.mapping.suggest.sources import by_sources
from keyfunnel.intake.mapping.suggest.spoken import by_words
from keyfunnel.intake.mapping.suggest.standing import flag, outcomes, tells_outcomes
from keyfunnel.intake.mapping.suggest.vocabulary import Match, vocabulary
from keyfunnel.model.table import Table, Type

# So many columns known, the sheet is the table, and what is left may be looked at.
_SOME_COLUMNS = 4
# So few are enough where the values of another are those of this table alone.
_FEW_COLUMNS = 2
# Names of deals are hardly ever the same; and how many rows it takes to see that.
_NAMES, _SOME_ROWS = 0.9, 20
# Their rows have one date that everything counts by, so that an only date is that one.
_DATED_BY_ONLY_DATE = frozenset({"leads", "activities", "orders", "visits", "surveys", "spend", "deal_stages"})


def with_own_name(table: Table, columns: dict[str, Assigned], profiles: Sequence[Profile]) -> dict[str, Assigned]:
    """``columns`` of deals, with the only text that is another one in every row as their name; where they tell
    themselves by content, also the only date left that all have as the day they began."""
    if table.name != "deals" or _too_few(table, columns, profiles):
        return columns
    taken = {assigned.profile.column.position for assigned in columns.values()}
    left = [p for p in profiles if p.column.position not in taken and p.filled == p.rows >= _SOME_ROWS]
    names = [p for p in left if p.type is Type.TEXT and p.uniqueness > _NAMES and not _of_people(p)]
    days = [p for p in left if holds_dates(p)] if tells_deals(profiles) else []
    began = [] if any(of_another_thing(p) or planned(p) for p in days) else days
    found = {"name": names, "created_at": began}
    only = {name: few[0] for name, few in found.items() if name not in columns and len(few) == 1}
    return columns | {name: Assigned(p, Match(0.6, p.header.text, "only such"), 0.6) for name, p in only.items()}


def _of_people(profile: Profile) -> bool:
    """Whether its header is of the people deals are with, or of how they or the deals are keyed."""
    said = profile.header
    return said.is_email or said.is_id or bool(said_in(said.plain, vocabulary().nouns["contacts"]))


def _tells_one(profile: Profile) -> bool:
    """Whether its words tell deals that were won, or deals that were lost, from several others: dates may tell which of
    these are over too."""
    meant = list(outcomes(profile).values())
    return profile.type is Type.TEXT and bool({"won", "lost"} & set(meant)) and meant.count("open") > 1


def with_told_outcome(table: Table, columns: dict[str, Assigned], profiles: Sequence[Profile]) -> dict[str, Assigned]:
    """``columns`` where no header says how deals stand, but the values of a column do: some of them won, some lost; or
    the dates they were won on."""
    few = len(columns) < _FEW_COLUMNS and not tells_deals(profiles)
    if table.name != "deals" or columns.keys() & {"outcome", "stage"} or few:
        return columns
    taken = {assigned.profile.column.position for assigned in columns.values()}
    half = next((p for p in profiles if p.column.position not in taken and _tells_one(p)), None)
    if half and any(holds_dates(p) and p.filled < p.rows for p in profiles) and not any(map(tells_outcomes, profiles)):
        return columns | {"outcome": Assigned(half, Match(0.6, half.header.text, "outcomes"), 0.6)}
    for profile in profiles:
        told = tells_outcomes(profile) or (profile is flag("won", profiles) and ticked_off(profiles))
        if profile.column.position not in taken and told:
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
    header with a word for amounts in it ("Proposal value"), or else the only one that may be amounts by its values."""
    if table.name != "deals" or "amount" in columns or _too_few(table, columns, profiles):
        return columns
    taken = {assigned.profile.column.position for assigned in columns.values()}
    left = [p for p in profiles if p.column.position not in taken and p.column.reading(Type.NUMBER)]
    left = [p for p in left if not said_in(p.header.plain, vocabulary().unlike)]  # "Weighted value"
    money = [p for p in left if p.signs] or [p for p in left if is_amount(p)] or [p for p in left if may_be_amount(p)]
    money = [one for one in money if all(_begins(one, other) for other in money)] or money
    if len(money) != 1:
        return columns
    return columns | {"amount": Assigned(money[0], Match(0.6, money[0].header.text, "only money"), 0.6)}


def _begins(one: Profile, other: Profile) -> bool:
    """Whether the header of ``other`` only goes on ("Deal value", "Deal value in base currency")."""
    return f"{other.header.plain} ".startswith(f"{one.header.plain} ")


def _too_few(table: Table, columns: dict[str, Assigned], profiles: Sequence[Profile]) -> bool:
    """Whether it isn't sure yet that it is this table."""
    return len(columns) < _SOME_COLUMNS and not (table.name == "deals" and tells_deals(profiles))


def with_heads(table: Table, columns: dict[str, Assigned], profiles: Sequence[Profile]) -> dict[str, Assigned]:
    """``columns``, and those that what a header speaks of names, where enough others say that it is this table."""
    if _too_few(table, columns, profiles):
        return columns
    taken = {assigned.profile.column.position for assigned in columns.values()}
    missing = [name for name in table.names if name not in columns]
    left = [p for p in profiles if p.column.position not in taken and p.filled]
    found = by_words(table, missing, left) | by_date_words(table, missing, left) | by_heads(table, missing, left)
    for told in (partial(by_questions, table), by_sources, by_names):
        left = [p for p in left if all(p is not profile for profile, _ in found.values())]
        found |= told([name for name in missing if name not in found], left)
    return columns | {name: Assigned(profile, match, match.score) for name, (profile, match) in found.items()}
