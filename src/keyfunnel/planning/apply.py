"""Apply a goals file: everything is checked before anything is written, and all of it is written or nothing."""

from collections.abc import Sequence
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction

from keyfunnel.lake.edition import Edition
from keyfunnel.model.errors import BadInput
from keyfunnel.okr.people import people
from keyfunnel.planning.applying.advice import advice
from keyfunnel.planning.applying.align import align
from keyfunnel.planning.applying.changes import Changes
from keyfunnel.planning.applying.check import Check
from keyfunnel.planning.applying.write import Write
from keyfunnel.planning.document import Document, parse
from keyfunnel.planning.refresh import refresh
from keyfunnel.texts import N_


def apply_file(edition: Edition, path: Path, by: User | None = None) -> Changes:
    """Apply the goals file at ``path``. Raises :class:`BadInput`, naming line and place, and then changes nothing."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(N_("{file} is not UTF-8 text; save it as UTF-8"), file=str(path)) from None
    except OSError as error:
        raise BadInput(N_("{file} can't be read: {why}"), file=str(path), why=str(error.strerror)) from None
    return apply(edition, parse(text, path.name), by)


def apply(edition: Edition, documents: Sequence[Document], by: User | None = None) -> Changes:
    """Make each document's cycle equal to it, and measure its key results on ``edition``.

    Goals are matched by the names of cycles and the keys of objectives and key results; what a document no
    longer has is archived. An automatic baseline is frozen when it is first applied.
    """
    check = Check(edition.facts())
    definitions = [check.document(document) for document in documents]
    write = Write(by)
    with transaction.atomic():
        cycles = [write.cycle(definition) for definition in definitions]
        for cycle, document in zip(cycles, documents, strict=True):
            align(cycle, document.objectives, by, write.changes)
    refresh(edition, cycles)
    names = frozenset(name for person in people() for name in person.names)
    for definition in definitions:
        write.changes.warnings.extend(advice(definition, check.organisation, names))
    return write.changes
