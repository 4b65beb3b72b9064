"""What a header speaks of that says more than any known one does: "Sales account", "Fonte original do tráfego"."""

from collections.abc import Sequence
from functools import lru_cache

from keyfunnel.intake.mapping.suggest.fit import fit
from keyfunnel.intake.mapping.suggest.headers import Header, runs_on, said_in
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import Match, vocabulary
from keyfunnel.model.table import Table, Type

# Besides references: what is said of a row in words, so that a wrong guess shows and falsifies no figure.
_IN_WORDS = frozenset(
    {"source", "campaign", "industry", "segment", "region", "pipeline", "company", "plan", "lost_reason"}
)
# Words so short are in many others.
_LEAST_LETTERS, _LEAST_SIGNS = 4, 2
_SCORE, _FIT = 0.6, 0.8


def by_heads(table: Table, missing: Sequence[str], profiles: Sequence[Profile]) -> dict[str, tuple[Profile, Match]]:
    """For columns of ``table`` among ``missing``, those of ``profiles`` whose header's head is known for them; each
    goes to one column, the longest head first."""
    found: list[tuple[int, str, Profile, Match]] = []
    for profile in profiles:
        for word, column, source, first in _heads(table):
            head_of = _says(profile.header, word, first)
            if column in missing and head_of and fit(table, table.column(column), profile) >= _FIT:
                found.append((len(word), column, profile, Match(_SCORE, word, source)))
    chosen: dict[str, tuple[Profile, Match]] = {}
    for _, column, profile, match in sorted(found, key=lambda one: -one[0]):
        if column not in chosen and all(taken is not profile for taken, _ in chosen.values()):
            chosen[column] = profile, match
    return chosen


@lru_cache(maxsize=32)
def _heads(table: Table) -> tuple[tuple[str, str, str, bool], ...]:
    """Known words, the column they mean, which language they are of, and whether they stand first in that."""
    wanted = {column.name for column in table.columns if column.type is Type.TEXT and column.name in _IN_WORDS}
    wanted |= {column.name for column in table.references}
    heads = vocabulary().heads
    return tuple(
        (word, known.column, known.source, heads[known.source] == "first")
        for word, all_known in vocabulary().headers[table.name].items()
        for known in all_known
        if known.column in wanted and known.source in heads
        if len(word) >= (_LEAST_SIGNS if runs_on(word) else _LEAST_LETTERS)
    )


def _says(header: Header, word: str, first: bool) -> bool:
    said = header.plain
    joined = word if runs_on(word) else f"{word} " if first else f" {word}"
    if not (said.startswith(joined) if first else said.endswith(joined)):
        return False
    beside = said.removeprefix(joined) if first else said.removesuffix(joined)
    return not said_in(beside, vocabulary().unlike)  # "Previous owner", "Weighted amount"
