"""Headers that ask, as people write them in sheets of their own: "Who", "¿Para cuándo?", "Mikorra várjuk"."""

from collections.abc import Sequence

from keyfunnel.intake.mapping.suggest.fit import fit
from keyfunnel.intake.mapping.suggest.headers import Header, runs_on
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import Match, vocabulary
from keyfunnel.model.table import Table

_SCORE, _FIT = 0.6, 0.8
# Of so many rows, names of deals are hardly ever the same, and whoever sells or buys does so more than once.
_SOME_ROWS, _OWN = 20, 0.5


def by_questions(table: Table, missing: Sequence[str], profiles: Sequence[Profile]) -> dict[str, tuple[Profile, Match]]:
    """For columns of ``table`` among ``missing``, those of ``profiles`` whose header begins with a question that is
    answered by them, the longest question first: "how much" asks for an amount, "how" for a source."""
    asked = vocabulary().questions.get(table.name, {})
    found: list[tuple[int, str, Profile, Match]] = []
    for profile in profiles:
        for column, questions in asked.items():
            question = max((one for one in questions if _asks(profile.header, one)), key=len, default="")
            if question and column in missing and _answers(table, column, profile):
                found.append((len(question), column, profile, Match(_SCORE, question, "questions")))
    chosen: dict[str, tuple[Profile, Match]] = {}
    for _, column, profile, match in sorted(found, key=lambda one: -one[0]):
        if column not in chosen and all(taken is not profile for taken, _ in chosen.values()):
            chosen[column] = profile, match
    return chosen


def _asks(header: Header, question: str) -> bool:
    return header.plain.startswith(question) if runs_on(question) else f"{header.plain} ".startswith(f"{question} ")


def _answers(table: Table, column: str, profile: Profile) -> bool:
    if fit(table, table.column(column), profile) < _FIT:
        return False
    each = profile.uniqueness > _OWN
    return (
        profile.rows < _SOME_ROWS
        or each == (column == "name")
        or not (column == "name" or table.column(column).references)
    )
