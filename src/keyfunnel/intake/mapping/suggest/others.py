"""Rows that have a key of their own and refer to ours: quotes of deals, roles of contacts, members of campaigns."""

from collections.abc import Collection, Sequence

from keyfunnel.intake.mapping.suggest.headers import runs_on, singular, unjoined
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
from keyfunnel.model.table import Table


def of_others(
    table: Table, keyed: bool, known: Collection[int], profiles: Sequence[Profile], sure: bool = False
) -> bool:
    """Whether the rows are something else than those of ``table``: their first column keys them ("Quote ID"), it is
    none of the table's (``known`` are the positions of those), and it says of what. ``keyed`` where another column is
    the table's key: then that is a reference, and quotes or notes aren't deals. Where the content makes it ``sure``
    that they are the table's, they may have another name: cards, tasks."""
    first, *rest = profiles
    noun = _keyed(first.header.text)
    if not noun or first.uniqueness < 1 or first.filled < first.rows:
        return False
    others, known_for_key = vocabulary().others, first.column.position in known
    refers = any(
        other != noun and vocabulary().is_noun(table.name, other) for p in rest if (other := _keyed(p.header.text))
    )
    if noun in others["referring"] and (refers or (keyed and not known_for_key)):
        return True
    if known_for_key or sure or vocabulary().is_noun(table.name, noun):
        return False
    return noun in others["always"] or any(vocabulary().is_noun(name, noun) for name in vocabulary().nouns)


def _keyed(header: str) -> str:
    """What a key's ``header`` says that it is the key of; empty where it is no key's: "Quote ID", "ID da proposta",
    "Angebotsnr", "报价单编号"."""
    for key in sorted(vocabulary().others["keys"], key=len, reverse=True):
        spaced = not runs_on(key)
        for cut in (str.removesuffix, str.removeprefix):
            affix = (f" {key}" if cut is str.removesuffix else f"{key} ") if spaced else key
            noun = unjoined(cut(header, affix))
            if cut(header, affix) != header and noun:
                said = noun.split()
                return " ".join([*said[:-1], singular(said[-1])])
    return ""
