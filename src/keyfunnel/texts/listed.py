"""Several things named one after the other, as the reader's language has it."""

from collections.abc import Iterable, Sequence

from keyfunnel.texts.catalogue import N_, translate
from keyfunnel.texts.message import Message

ALSO = N_("{first}, {others}")
APART = N_("{first}; {others}")  # things that may have commas in them


def listed(named: Sequence[Message | str], text: str = ALSO) -> Message:
    """``named``, of which there is one at least."""
    first, *others = named
    if others:
        return Message("listed", text, {"first": first, "others": listed(others, text)})
    return first if isinstance(first, Message) else Message("listed", "{first}", {"first": first})


def joined(names: Iterable[str], language: str) -> str:
    """The same of names that stay as they are."""
    return translate(ALSO, language).format(first="", others="").join(names)
