"""Answers kept beside an edition: what its numbers say never changes, so neither does an answer worked out once.

They are only spared work: whoever finds none, or one that can't be read, asks the facts.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from keyfunnel.lake import layout
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.files import write_atomically

FORMAT = 1


def kept(edition: Edition, question: Sequence[str]) -> dict[str, Any] | None:
    """The answer to ``question``; None where none is kept, or the edition was measured by other definitions."""
    if not edition.up_to_date:
        return None
    try:
        found = json.loads(layout.answer(edition.folder, _named(question)).read_text(encoding="utf-8"))
        return dict(found["answer"]) if found["question"] == list(question) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(edition: Edition, question: Sequence[str], answer: dict[str, Any]) -> None:
    """Nothing happens where the home can't be written: the answer is worked out anew the next time."""
    if not edition.up_to_date:
        return
    path = layout.answer(edition.folder, _named(question))
    try:
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, json.dumps({"question": list(question), "answer": answer}, ensure_ascii=False))
    except OSError:
        return


def _named(question: Sequence[str]) -> str:
    return hashlib.blake2b(json.dumps([FORMAT, *question]).encode(), digest_size=12).hexdigest()
