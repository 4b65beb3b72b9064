"""Answers kept beside an edition: what its numbers say never changes, so neither does an answer worked out once.

They are only spared work: whoever finds none, or one that can't be read, asks the facts. How much is kept of an edition
is bounded; what nobody asked for longest goes first.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from keyfunnel.lake import layout
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.files import write_atomically

FORMAT = 1
MOST_FILES = 5_000
MOST_BYTES = 64 << 20
# Of one answer: a split by every customer, say, is read from the facts in the time that reading it here would take.
LARGEST = MOST_BYTES // 32


def kept(edition: Edition, question: Sequence[str]) -> dict[str, Any] | None:
    """The answer to ``question``; None where none is kept, or the edition was measured by other definitions."""
    if not edition.up_to_date:
        return None
    path = layout.answer(edition.folder, _named(question))
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["question"] != list(question):
            return None
        with suppress(OSError):  # a home that can only be read
            os.utime(path)
        return dict(found["answer"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(edition: Edition, question: Sequence[str], answer: dict[str, Any]) -> None:
    """Nothing happens where the home can't be written, or for a very large answer: it is worked out anew the next
    time."""
    if not edition.up_to_date:
        return
    path = layout.answer(edition.folder, _named(question))
    document = json.dumps({"question": list(question), "answer": answer}, ensure_ascii=False)
    if len(document) > LARGEST:
        return
    try:
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, document)
        _make_room(path.parent)
    except OSError:
        return


def _make_room(folder: Path) -> None:
    """A tenth more than needed, so that not every answer looks for room."""
    lying = [(entry, entry.stat()) for entry in os.scandir(folder) if entry.name.endswith(".json")]
    files, size = len(lying), sum(stat.st_size for _, stat in lying)
    if files <= MOST_FILES and size <= MOST_BYTES:
        return
    for entry, stat in sorted(lying, key=lambda one: one[1].st_mtime_ns):
        if files <= MOST_FILES * 0.9 and size <= MOST_BYTES * 0.9:
            return
        Path(entry.path).unlink(missing_ok=True)
        files, size = files - 1, size - stat.st_size


def _named(question: Sequence[str]) -> str:
    return hashlib.blake2b(json.dumps([FORMAT, *question]).encode(), digest_size=12).hexdigest()
