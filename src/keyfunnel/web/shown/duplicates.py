"""Proposals to merge as a page shows them: the records side by side, field by field."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from keyfunnel.intake.dedupe.merges import Merge, Status, load, path_of
from keyfunnel.lake.home import Home

# What a record is called by, the most telling first; where it has none of these, by its key.
TITLES = ("name", "company", "email", "surname", "domain")
# What a row of several pairs says is what its least alike pair says.
ALIKE = ("different", "close", "similar", "same", "missing")


@dataclass(frozen=True)
class FieldShown:
    """``values`` are those of the records, in their order; ``weight`` is in bits for being the same. ``agreement`` is
    a level's, or ``cleaned`` where it is the same but not as it is written."""

    name: str
    values: tuple[str | None, ...]
    agreement: str
    weight: float

    @property
    def told_by_all(self) -> bool:
        return all(self.values)


@dataclass(frozen=True)
class MergeShown:
    """``records`` has the one that stands first."""

    merge: Merge
    title: str
    records: tuple[str, ...]
    fields: tuple[FieldShown, ...]

    @property
    def open(self) -> bool:
        return self.merge.status is Status.PROPOSED

    @property
    def decided_at(self) -> dt.datetime | None:
        return dt.datetime.fromisoformat(self.merge.decided_at) if self.merge.decided_at else None


def all_of(home: Home) -> tuple[Merge, ...]:
    """What was proposed and decided; read anew only where the file changed."""
    try:
        stat = path_of(home).stat()
    except FileNotFoundError:
        return ()
    return _read(home, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _read(home: Home, _changed: int, _size: int) -> tuple[Merge, ...]:
    return tuple(load(home))


def shown(merge: Merge) -> MergeShown:
    records = (merge.survivor, *(record for record in merge.records if record != merge.survivor))
    fields = tuple(_field(merge, records, place) for place in range(len(merge.pairs[0].evidence)))
    told = tuple(one for one in fields if any(one.values))
    named = {one.name: one.values[0] for one in told}
    title = next((value for name in TITLES if (value := named.get(name))), merge.survivor)
    return MergeShown(merge, title, records, told)


def _field(merge: Merge, records: Sequence[str], place: int) -> FieldShown:
    values: dict[str, str | None] = {}
    for pair in merge.pairs:
        values |= {pair.left: pair.evidence[place].left, pair.right: pair.evidence[place].right}
    said = [pair.evidence[place] for pair in merge.pairs]
    least = min(said, key=lambda one: ALIKE.index(one.agreement))
    told = tuple(values.get(record) for record in records)
    as_written = len({value for value in told if value}) == 1
    agreement = "cleaned" if least.agreement == "same" and not as_written else least.agreement
    return FieldShown(least.field, told, agreement, least.weight)
