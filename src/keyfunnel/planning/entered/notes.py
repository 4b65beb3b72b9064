"""Notes on charts: what happened on a day and may explain a change."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from keyfunnel.lake.amend import amend, rows_of
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import BadInput, NotThere, did_you_mean
from keyfunnel.okr.models.audit import record
from keyfunnel.planning.entered.targets import BY_HAND
from keyfunnel.texts import N_

LONGEST = 200


@dataclass(frozen=True)
class Note:
    note_id: str
    on: dt.date
    text: str
    origin: str = BY_HAND


def notes(edition: Edition | None) -> list[Note]:
    """All that have a day and a text, oldest first."""
    rows = rows_of(edition, "notes")
    found = [
        Note(str(row["note_id"] or ""), row["on"], str(row["text"]), str(row["_file"] or BY_HAND))
        for row in rows
        if isinstance(row["on"], dt.date) and row["text"]
    ]
    return sorted(found, key=lambda note: (note.on, note.text))


def add(home: Home, on: dt.date, text: str, by: User | None) -> tuple[Note, Edition | None]:
    """The note, and the edition that it made: none where the same was noted before. Raises :class:`BadInput`."""
    written = " ".join(text.split())
    if not written:
        raise BadInput(N_("text: a note says what happened"))
    if len(written) > LONGEST:
        raise BadInput(
            N_("text: is {n} characters long; at most {longest} fit beside a chart"), n=len(written), longest=LONGEST
        )
    note = Note(_name(on, written), on, written)

    def change(edition: Edition | None) -> Mapping[str, Sequence[Mapping[str, object]]]:
        rows = rows_of(edition, "notes")
        if any(row["note_id"] == note.note_id for row in rows):
            return {}
        return {"notes": [*rows, {"note_id": note.note_id, "on": on, "text": written, "_file": BY_HAND}]}

    edition = amend(home, change)
    if edition is not None:
        record(by, "note added", note.note_id, after={"on": on, "text": written})
    return note, edition


def remove(home: Home, note_id: str, by: User | None) -> Edition | None:
    """Raises :class:`NotThere` where there is no such note."""
    gone: list[Mapping[str, object]] = []

    def change(edition: Edition | None) -> Mapping[str, Sequence[Mapping[str, object]]]:
        rows = rows_of(edition, "notes")
        gone.extend(row for row in rows if row["note_id"] == note_id)
        if not gone:
            known = [str(row["note_id"]) for row in rows]
            raise NotThere(N_("There is no note {word!r}{hint}"), word=note_id, hint=did_you_mean(note_id, known))
        return {"notes": [row for row in rows if row["note_id"] != note_id]}

    edition = amend(home, change)
    record(by, "note removed", note_id, before={"on": gone[0]["on"], "text": gone[0]["text"]})
    return edition


def _name(on: dt.date, text: str) -> str:
    """The same day and text are the same note."""
    return f"note-{hashlib.blake2b(f'{on} {text}'.encode(), digest_size=4).hexdigest()}"
