"""Several things named one after the other, as the reader's language has it."""

from collections.abc import Sequence

from keyfunnel.texts.catalogue import N_
from keyfunnel.texts.message import Message

ALSO = N_("{first}, {others}")


def listed(named: Sequence[Message]) -> Message:
    """``named``, of which there is one at least."""
    first, *others = named
    return Message("listed", ALSO, {"first": first, "others": listed(others)}) if others else first
