"""What pages work out from the facts, once for an edition: kept beside it, for every process and the next start."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from keyfunnel.lake import answers
from keyfunnel.lake.edition import Edition

T = TypeVar("T")


def measured_once(edition: Edition, question: Sequence[object], work_out: Callable[[], T]) -> T:
    """:func:`once`, of measurements or of a change taken apart."""
    from keyfunnel.kpis.document import as_document, from_document  # with an engine, which a funnel that is kept spares

    told: T = once(edition, question, work_out, as_document, from_document)
    return told


def once(
    edition: Edition,
    question: Sequence[object],
    work_out: Callable[[], T],
    written: Callable[[T], Any],
    read: Callable[[Any], T],
) -> T:
    """The answer that is kept to ``question``, which tells all that the answer depends on, else what ``work_out``
    comes to, kept if there is a way to write it."""
    words = [str(one) for one in question]
    if (kept := answers.kept(edition, words)) is not None:
        with suppress(KeyError, TypeError, ValueError):
            return read(kept["told"])
    told = work_out()
    with suppress(TypeError):
        answers.keep(edition, words, {"told": written(told)})
    return told
