"""Dates by the words in their headers, in any order: "Target close", "Lezárás időpontja", "วันที่ทราบผล"."""

from collections.abc import Mapping, Sequence

from keyfunnel.intake.mapping.suggest.headers import said_in
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.standing import asks
from keyfunnel.intake.mapping.suggest.vocabulary import Match, vocabulary
from keyfunnel.intake.typing.candidates import COUNTED
from keyfunnel.intake.typing.choose import ENOUGH
from keyfunnel.intake.typing.formats import split_format
from keyfunnel.model.table import Table, Type

# What a date's words make it, for the tables that have such dates.
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "deals": {"planned": "expected_close_on", "closed": "closed_at", "created": "created_at"},
    "leads": {"created": "created_at"},
}
_SCORE = 0.65


def by_date_words(
    table: Table, missing: Sequence[str], profiles: Sequence[Profile]
) -> dict[str, tuple[Profile, Match]]:
    """For dates of ``table`` among ``missing``, those of ``profiles`` that hold dates and whose header has words that
    say which. Where two say the same, the one with more dates in it."""
    found: dict[str, tuple[Profile, Match]] = {}
    for profile in sorted(profiles, key=lambda one: (-one.filled, one.column.position)):
        if not (holds_dates(profile) or may_count_dates(profile)):
            continue
        column, word = _meant(table, profile.header.plain)
        if column in missing and column not in found:
            found[column] = profile, Match(_SCORE, word, "date words")
    return found


def holds_dates(profile: Profile) -> bool:
    return profile.type in (Type.DATE, Type.TIMESTAMP)


def may_count_dates(profile: Profile) -> bool:
    """Whether its numbers may all be days or seconds that are counted: it takes a header that says so."""
    reading = profile.column.reading(Type.TIMESTAMP)
    return reading is not None and split_format(reading.format)[0] in COUNTED and reading.share >= ENOUGH


def speaks_of_close(profile: Profile) -> bool:
    """Whether its header speaks of a deal's end, by a word for that in any order."""
    return bool(said_in(profile.header.plain, vocabulary().date_words["closed"])) and not of_another_thing(profile)


def _meant(table: Table, header: str) -> tuple[str, str]:
    """The column that ``header`` speaks of, with the word that tells; empty where it speaks of none, or of something
    else ("Last closed activity", "Date entered stage")."""
    known = vocabulary().date_words
    if table.name not in _COLUMNS or said_in(header, _otherwise()):
        return "", ""
    said = {kind: word for kind in ("planned", "closed", "created") if (word := said_in(header, known[kind]))}
    if "planned" in said and "created" in said and "closed" not in said:
        return "", ""  # a plan of something else than the close
    for kind, column in _COLUMNS[table.name].items():
        if kind in said:
            return column, said[kind]
    return "", ""


def dated(outcome: str, profiles: Sequence[Profile]) -> Profile | None:
    """The column that dates only this outcome."""
    known = vocabulary().dated.get(outcome, frozenset())
    for profile in profiles:
        texts = {profile.header.text, *profile.header.without(vocabulary().nouns["deals"])}
        if texts & known and profile.column.reading(Type.TIMESTAMP):
            return profile
        if asks(profile.header, outcome) and holds_dates(profile):
            return profile
    return None


def planned(profile: Profile) -> bool:
    """Whether its header speaks of a plan."""
    return bool(said_in(profile.header.plain, vocabulary().date_words["planned"]))


def of_another_thing(profile: Profile) -> bool:
    """Whether its header has words that make it a date of something else than a deal's beginning or end."""
    return bool(said_in(profile.header.plain, _otherwise()))


def of_status(profile: Profile) -> bool:
    """Whether its header is of how a row stands: "status changed on"."""
    columns = vocabulary().headers["deals"]
    said = profile.header.plain.split()
    return any(known.column == "outcome" for word in said for known in columns.get(word, ()))


def of_last_change(profile: Profile) -> bool:
    """Whether its header is of the change of a stage or status, and not of how long ago that was."""
    said = profile.header.plain
    of_stage = any(
        known.column in ("stage", "outcome")
        for word in said.split()
        for known in vocabulary().headers["deals"].get(word, ())
    )
    return of_stage and bool(said_in(said, vocabulary().date_words["changed"]))


def _otherwise() -> frozenset[str]:
    known = vocabulary().date_words
    return (vocabulary().unlike | known["others"]) - known["created"] - known["closed"] - known["planned"]
