"""Who sells and who buys, by a word for them anywhere in a header: "指派的使用者名稱", "Felelős felhasználó neve"."""

from collections.abc import Mapping, Sequence

from keyfunnel.intake.mapping.suggest.headers import said_in
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import Match, vocabulary
from keyfunnel.model.table import Table, Type

# What the words of a header make a column of these tables.
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "deals": {"sells": "owner_id", "buys": "account_id"},
    "leads": {"sells": "owner_id"},
}
_SCORE = 0.6
# Whoever sells or buys does so more than once; of so many rows, that can be seen.
_SOME_ROWS, _OFTEN = 20, 0.5


def by_words(table: Table, missing: Sequence[str], profiles: Sequence[Profile]) -> dict[str, tuple[Profile, Match]]:
    """For references of ``table`` among ``missing``, those of ``profiles`` that hold names which come again and whose
    header has a word for people who sell or companies that buy: names before keys."""
    found: dict[str, tuple[Profile, Match]] = {}
    for profile in sorted(profiles, key=lambda one: (one.header.is_id or one.header.is_email, one.column.position)):
        if profile.type is not Type.TEXT and not profile.header.is_id:
            continue
        if profile.rows >= _SOME_ROWS and profile.uniqueness > _OFTEN:
            continue
        for role, column in _COLUMNS.get(table.name, {}).items():
            word = _said(role, profile)
            if column in missing and column not in found and word:
                found[column] = profile, Match(_SCORE, word, "role words")
                break
    return found


def _said(role: str, profile: Profile) -> str:
    """The word that says so; empty where the header has others that make it something else ("Created by user")."""
    known = vocabulary().roles
    said = profile.header.plain
    if said_in(said, known["others"]) or said_in(said, vocabulary().unlike - known[role]):
        return ""
    return said_in(said, known[role])
