"""Rows that have a key of their own and refer to ours: quotes of deals, roles of contacts, members of campaigns."""

from collections.abc import Collection, Sequence

from keyfunnel.intake.mapping.suggest.headers import singular
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
from keyfunnel.model.table import Table

_KEYS = frozenset({"id", "number", "no", "key"})


def of_others(table: Table, keyed: bool, known: Collection[int], profiles: Sequence[Profile]) -> bool:
    """Whether the rows are something else than those of ``table``: their first column keys them ("Quote ID"), it is
    none of the table's (``known`` are the positions of those), and it says of what. ``keyed`` where another column is
    the table's key: then that is a reference, and quotes or notes aren't deals."""
    first = profiles[0]
    said = first.header.text.split()
    if first.column.position in known or len(said) < 2 or said[-1] not in _KEYS:
        return False
    if first.uniqueness < 1 or first.filled < first.rows:
        return False
    noun = " ".join([*said[:-2], singular(said[-2])])
    if vocabulary().is_noun(table.name, noun):
        return False
    others = vocabulary().others
    of_ours = any(vocabulary().is_noun(name, noun) for name in vocabulary().nouns)
    return of_ours or noun in others["always"] or (keyed and noun in others["referring"])
