"""How well a column's content suits a column of the model, whatever it is called."""

from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.standing import outcomes
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
from keyfunnel.intake.typing.choose import ENOUGH
from keyfunnel.intake.typing.reading import Reading
from keyfunnel.model.table import Column, Table, Type

_NUMERIC = (Type.NUMBER, Type.INTEGER, Type.RATE)
_DATED = (Type.DATE, Type.TIMESTAMP)
# Texts that are words: a number is none of these, though it may be a phone, a stage's key or a campaign's.
_WORDY = frozenset(
    {"name", "email", "company", "country", "industry", "kind", "by", "role", "domain", "category", "text", "outcome"}
    | {"lost_reason", "end_reason", "disqualified_reason", "currency", "qualified_by", "deal_type"}
)
# An empty column may still be what its header says.
_UNKNOWN = 0.6
# Of so many rows, some share a pipeline; and where all name one company, that is whose export it is.
_SOME_ROWS, _OWN, _SAYS_NOTHING = 20, 0.5, 0.7
# What is another thing in nearly every row is hardly a product; it is what the row is about.
_ONE_EACH, _OWN_THING = 0.9, 0.4
_SHARED = frozenset({"pipeline"})
_TELLS_APART = frozenset({"name", "source"})


def fit(table_: Table, column: Column, profile: Profile) -> float:
    """From 0 (can't be) to 1 (nothing speaks against it)."""
    if not profile.filled:
        return _UNKNOWN
    if profile.rows >= _SOME_ROWS:
        if column.name in _SHARED and profile.uniqueness > _OWN:
            return 0.0
        if (column.references or column.name in _TELLS_APART) and profile.distinct == 1:
            return _SAYS_NOTHING * _by_content(table_, column, profile)
        if column.name == "product_id" and profile.uniqueness > _ONE_EACH:
            return _OWN_THING
    return _by_content(table_, column, profile)


def _by_content(table_: Table, column: Column, profile: Profile) -> float:
    if column.name in table_.key and len(table_.key) == 1:
        return _as_key(profile)
    if column.type in _DATED:
        return _as_date(profile)
    if column.type in _NUMERIC:
        number = profile.column.reading(Type.NUMBER)
        return 0.0 if profile.type in _DATED or not number else _as_read(number)
    if column.type is Type.BOOLEAN:
        return _as_boolean(table_, column, profile)
    if (table_.name, column.name) == ("deals", "outcome"):
        return 1.0 if {"won", "lost"} & set(outcomes(profile).values()) else 0.0
    return _as_text(column, profile)


def _as_key(profile: Profile) -> float:
    if profile.type in _DATED or (profile.type is Type.NUMBER and profile.column.format):
        return 0.0
    if profile.uniqueness >= 0.95:
        return 1.0
    # Laplace's rule: two rows of one deal, before and after a change, say little against its key.
    return 0.8 * (profile.distinct + 1) / (profile.filled + 1)


def _as_date(profile: Profile) -> float:
    reading = profile.column.reading(Type.TIMESTAMP)
    if not reading:
        return 0.0
    return _as_read(reading) if profile.type in (*_DATED, Type.TEXT) else 0.75


def _as_read(reading: Reading) -> float:
    """Lower where many cells can't be read as the type."""
    return 1.0 if reading.share >= ENOUGH else 0.8


def _as_boolean(table_: Table, column: Column, profile: Profile) -> float:
    if profile.column.reading(Type.BOOLEAN):
        return 1.0
    place = f"{table_.name}.{column.name}"
    if place not in vocabulary().values or not profile.values:
        return 0.0
    known = sum(vocabulary().meaning(place, value) is not None for value in profile.values)
    return 1.0 if known >= 0.5 * len(profile.values) else 0.0


def _as_text(column: Column, profile: Profile) -> float:
    if profile.type in _DATED:
        return 1.0 if column.name == "period" else 0.0
    if profile.type is Type.BOOLEAN:
        return _UNKNOWN if _letters(profile) else 0.1
    if profile.type is Type.NUMBER:
        return 0.1
    if profile.type is Type.INTEGER and column.name in _WORDY:
        return 0.3
    if column.values and len(profile.values) == 0:
        return 0.3
    return 1.0


def _letters(profile: Profile) -> bool:
    """Whether its answers are single letters, several of them: N and S may be não and sim, or north and south."""
    return len(profile.values) > 1 and all(len(value) == 1 and value.isalpha() for value in profile.values)
