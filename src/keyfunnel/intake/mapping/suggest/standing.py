"""How deals stand by the words in a column: of a stage or status, or the answers to whether they were won."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.headers import Header, runs_on, squeezed, words
from keyfunnel.intake.mapping.suggest.layouts import stem_of
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.intake.typing.words import FALSE_WORDS, TRUE_WORDS
from keyfunnel.model.table import Type
from keyfunnel.texts import N_, Message

# What people tick off and cross out deals with.
_MARKS = {"won": "✓✔√✅🏆🎉", "lost": "✗✘❌✖"}
_LIKELY = 0.8


@lru_cache(maxsize=1024)
def outcomes(profile: Profile) -> dict[str, str]:
    """What each value of a stage or status says about the outcome: won, lost, or still open. Empty where the values
    are too many to be stages."""
    if asks(profile.header, "won") and (answers := _answers(profile)):
        return answers
    meant = {value: outcome_of(value, profile.header.text) for value in profile.values}
    if "lost" in meant.values() and "won" not in meant.values():
        closed = vocabulary().flags["closed"]
        meant |= {value: "won" for value in meant if words(value) in closed}  # beside "Lost", "Closed" is won
    return meant


def tells_outcomes(profile: Profile) -> bool:
    """Whether its words, or the answers to what its header asks, tell both deals that were won and deals lost."""
    return profile.type in (Type.TEXT, Type.BOOLEAN) and {"won", "lost"} <= set(outcomes(profile).values())


def outcome_of(value: str, header: str = "") -> str:
    """By the whole value where it is known, else by the longest known sign of an outcome in it: 未成交 is lost, though
    成交 is won."""
    if known := vocabulary().meaning("deals.outcome", value, header):
        return known
    said = words(value)
    found = [
        (len(sign), outcome) for outcome in ("won", "lost") for sign in vocabulary().signs[outcome] if _says(said, sign)
    ]
    found = found or [(1, outcome) for outcome, marks in _MARKS.items() if any(mark in value for mark in marks)]
    return max(found)[1] if found else "open"


def outcome_named(sheet: Sheet, rules: Mapping[str, ColumnRule]) -> ColumnRule | None:
    """The outcome of all deals of ``sheet``, where none of the columns tells and its name does: "Lost", "Won deals"."""
    if {"outcome", "stage"} & rules.keys():
        return None
    name = sheet.sheet or stem_of(sheet)
    said = outcome_of(name)
    if said == "open" and not any(vocabulary().meaning("deals.outcome", word) for word in (name, *words(name).split())):
        if "closed_at" in rules or "expected_close_on" not in rules:
            return None
        reason = Message("all_planned", N_("nothing says how deals stand or that one closed, only when they are to"))
        return ColumnRule(constant="open", evidence=Evidence(_LIKELY, (reason,)))
    reason = Message("outcome_named", N_("the name of the file or sheet says how all of its deals stand"))
    return ColumnRule(constant=said, evidence=Evidence(_LIKELY, (reason,)))


def _says(said: str, sign: str) -> bool:
    """Whether ``sign`` stands in the words ``said`` and isn't denied there."""
    if runs_on(sign):
        return sign in said
    each = ["", *said.split()]
    return any(word == sign and before not in vocabulary().signs["not"] for before, word in pairwise(each))


def asks(header: Header, outcome: str) -> bool:
    """Whether ``header`` asks if deals are ``outcome``: by a word known for that, or by one of its own ("Signed")."""
    return bool({header.text, header.plain, squeezed(header.text)} & _asking(outcome))


@lru_cache(maxsize=16)
def _asking(outcome: str) -> frozenset[str]:
    meaning = vocabulary().values["deals.outcome"].get(outcome, frozenset())
    known = vocabulary().flags.get(outcome, frozenset()) | meaning
    return known | {squeezed(word) for word in known}


def flag(name: str, profiles: Sequence[Profile]) -> Profile | None:
    """The column that says by yes or no what ``name`` says, such as ``deleted``."""
    for profile in profiles:
        if profile.filled and profile.column.reading(Type.BOOLEAN) and asks(profile.header, name):
            return profile
    return None


def _answers(profile: Profile) -> dict[str, str]:
    """What yes, no and whatever else is said to "Won?" mean, where something else is: a no alone may be not yet."""
    said = {value: value.lower() for value in profile.values}
    meant = {
        value: "won" if word in TRUE_WORDS else "lost" if word in FALSE_WORDS else "open"
        for value, word in said.items()
    }
    undecided = "open" in meant.values() or profile.filled < profile.rows
    return meant if undecided and {"won", "lost"} <= set(meant.values()) else {}
