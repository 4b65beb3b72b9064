"""What was proposed and decided, kept in the home folder: it outlives imports, since it names records by their keys."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from keyfunnel.intake.dedupe.matching import Evidence
from keyfunnel.lake.files import write_atomically
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

FORMAT = 1

# By table, groups of keys, each in the order in which they may stand for all of the group.
Same = Mapping[str, Sequence[Sequence[str]]]


class Status(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True)
class RecordPair:
    """Two of a merge's records, by key, and what speaks for and against their being the same."""

    left: str
    right: str
    probability: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Merge:
    """``records`` of ``table`` that may be one; ``survivor`` is the one to stand for all. ``probability`` is that of
    the weakest pair that holds them together; ``decided_at`` is UTC, None while nothing is decided."""

    table: str
    records: tuple[str, ...]
    survivor: str
    probability: float
    pairs: tuple[RecordPair, ...]
    status: Status = Status.PROPOSED
    decided_at: str | None = None

    @property
    def id(self) -> str:
        """The same for the same records."""
        return hashlib.sha256(json.dumps([self.table, *sorted(self.records)]).encode()).hexdigest()[:8]

    def as_document(self) -> dict[str, Any]:
        return {"id": self.id, **asdict(self)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Merge":
        told = {name: value for name, value in document.items() if name != "id"}
        pairs = tuple(
            RecordPair(**{**pair, "evidence": tuple(Evidence(**one) for one in pair["evidence"])})
            for pair in told["pairs"]
        )
        return cls(**{**told, "records": tuple(told["records"]), "pairs": pairs, "status": Status(told["status"])})


def load(home: Home) -> list[Merge]:
    """All that was proposed or decided. Raises :class:`BadInput` where the file is damaged or of a newer format."""
    path = path_of(home)
    if not path.exists():
        return []
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] > FORMAT:
            raise BadInput.at(str(path), N_("written by a newer Keyfunnel; use that one"))
        return [Merge.from_document(merge) for merge in document["merges"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        text = N_("what was decided about duplicates can't be read ({why}); restore the file")
        raise BadInput.at(str(path), text, why=str(error)) from None


def save(home: Home, merges: Iterable[Merge]) -> None:
    document = {"format": FORMAT, "merges": [merge.as_document() for merge in merges]}
    write_atomically(path_of(home), json.dumps(document, ensure_ascii=False, indent=1))


def decided(home: Home) -> Same:
    """What was accepted, as an import applies it."""
    return same(load(home))


def same(merges: Iterable[Merge]) -> Same:
    """Groups of accepted merges; those that share a record are one group, for which the latest decision's survivor
    stands, else an earlier one's."""
    groups: dict[tuple[str, str], list[str]] = {}
    accepted = [merge for merge in merges if merge.status is Status.ACCEPTED]
    for merge in sorted(accepted, key=lambda merge: (merge.decided_at or "", merge.id)):
        joined = [merge.survivor, *merge.records]
        for key in merge.records:
            joined += groups.get((merge.table, key), [])
        joined = list(dict.fromkeys(joined))
        groups.update({(merge.table, key): joined for key in joined})
    found: dict[str, list[list[str]]] = {}
    for (table, _), keys in sorted(groups.items()):
        if keys not in (listed := found.setdefault(table, [])):
            listed.append(keys)
    return found


def with_status(merge: Merge, status: Status, decided_at: str | None) -> Merge:
    return replace(merge, status=status, decided_at=decided_at)


def path_of(home: Home) -> Path:
    """The file, which isn't there before the first proposal."""
    return home.path / "duplicates.json"
