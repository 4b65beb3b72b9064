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
    note = _read(on, text)

    def change(edition: Edition | None) -> Mapping[str, Sequence[Mapping[str, object]]]:
        rows = rows_of(edition, "notes")
        if any(row["note_id"] == note.note_id for row in rows):
            return {}
        return {"notes": [*rows, _row(note)]}

    edition = amend(home, change)
    if edition is not None:
        record(by, "note added", note.note_id, after=_said(note))
    return note, edition


def change(home: Home, note_id: str, on: dt.date, text: str, by: User | None) -> Edition | None:
    """Puts the day and text into the place of a note's; None where they were the same.

    Raises :class:`NotThere` where there is no such note, :class:`BadInput` as :func:`add`.
    """
    note = _read(on, text)
    before: list[Mapping[str, object]] = []

    def changed(edition: Edition | None) -> Mapping[str, Sequence[Mapping[str, object]]]:
        rows = rows_of(edition, "notes")
        old = _find(rows, note_id)
        if (old["on"], old["text"]) == (note.on, note.text):
            return {}
        before.append(old)
        others = [row for row in rows if row["note_id"] not in (note_id, note.note_id)]
        return {"notes": [*others, _row(note)]}

    edition = amend(home, changed)
    if edition is not None:
        was = {"on": before[0]["on"], "text": before[0]["text"]}
        record(by, "note changed", note.note_id, before=was, after=_said(note))
    return edition


def remove(home: Home, note_id: str, by: User | None) -> Edition | None:
    """Raises :class:`NotThere` where there is no such note."""
    gone: list[Mapping[str, object]] = []

    def change(edition: Edition | None) -> Mapping[str, Sequence[Mapping[str, object]]]:
        rows = rows_of(edition, "notes")
        gone.append(_find(rows, note_id))
        return {"notes": [row for row in rows if row["note_id"] != note_id]}

    edition = amend(home, change)
    record(by, "note removed", note_id, before={"on": gone[0]["on"], "text": gone[0]["text"]})
    return edition


def _read(on: dt.date, text: str) -> Note:
    written = " ".join(text.split())
    if not written:
        raise BadInput(N_("A note says what happened: write some words."))
    if len(written) > LONGEST:
        said = N_("The note is {n} characters long; at most {longest} fit beside a chart.")
        raise BadInput(said, n=len(written), longest=LONGEST)
    return Note(_name(on, written), on, written)


def _find(rows: Sequence[Mapping[str, object]], note_id: str) -> Mapping[str, object]:
    for row in rows:
        if row["note_id"] == note_id:
            return row
    known = [str(row["note_id"]) for row in rows]
    raise NotThere(N_("There is no note {word!r}{hint}"), word=note_id, hint=did_you_mean(note_id, known))


def _row(note: Note) -> Mapping[str, object]:
    return {"note_id": note.note_id, "on": note.on, "text": note.text, "_file": note.origin}


def _said(note: Note) -> dict[str, object]:
    return {"on": note.on, "text": note.text}


def _name(on: dt.date, text: str) -> str:
    """The same day and text are the same note."""
    return f"note-{hashlib.blake2b(f'{on} {text}'.encode(), digest_size=4).hexdigest()}"
