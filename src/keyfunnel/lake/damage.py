"""Which files of an edition are gone, or hold something else than when it was made."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from keyfunnel.lake import checksums, layout
from keyfunnel.lake.checksums import Checksum
from keyfunnel.lake.edition import Edition


class Place(NamedTuple):
    """A file wherever it is named: editions share those that stayed as they were."""

    device: int
    inode: int


@dataclass(frozen=True)
class Damage:
    """``table`` is '' for what was kept with the edition itself."""

    table: str
    gone: bool
    paths: tuple[Path, ...]


class Examination:
    """Looks at each file once, however many editions name it."""

    def __init__(self) -> None:
        self._whole: dict[tuple[Place, Checksum | None], bool] = {}

    def of(self, edition: Edition) -> list[Damage]:
        """All damage, by table; what is gone first."""
        found: dict[tuple[str, bool], list[Path]] = defaultdict(list)
        for table, path, checksum in self._files(edition):
            if not path.exists():
                found[table, True].append(path)
            elif path.is_file() and not self._is_whole(path, checksum):
                found[table, False].append(path)
        ordered = sorted(found.items(), key=lambda one: (not one[0][0], one[0][0], not one[0][1]))
        return [Damage(table, gone, tuple(paths)) for (table, gone), paths in ordered]

    def _files(self, edition: Edition) -> Iterator[tuple[str, Path, Checksum | None]]:
        kept = layout.checksums(edition.folder)
        try:
            known = checksums.read(edition.folder)
        except checksums.DAMAGED:
            yield "", kept, (0, 0)
            return
        if kept.exists():
            yield from known.of(edition)
            return
        for table in edition.tables:
            yield from ((table, path, None) for path in edition.files(table))
        yield from (("", path, None) for path in _kept_with(edition.folder))

    def _is_whole(self, path: Path, checksum: Checksum | None) -> bool:
        status = path.stat()
        place = Place(status.st_dev, status.st_ino), checksum
        if place not in self._whole:
            self._whole[place] = _readable(path) if checksum is None else _holds(path, checksum)
        return self._whole[place]


def _holds(path: Path, checksum: Checksum) -> bool:
    try:
        return path.stat().st_size == checksum[0] and checksums.of_file(path) == checksum
    except OSError:
        return False


def _readable(path: Path) -> bool:
    """Of a file that nothing is known of: whether it can be read to its end."""
    if path.suffix != ".parquet":
        return True
    try:
        with pq.ParquetFile(path) as file:
            for group in range(file.num_row_groups):
                file.read_row_group(group)
    except (pa.ArrowException, OSError):
        return False
    return True


def _kept_with(folder: Path) -> Iterable[Path]:
    """What an edition from before checksums must have, and what else it has."""
    yield from (layout.values(folder), layout.chains(folder), *_half_superseded(folder))
    yield from (path for path in folder.rglob("*.parquet") if path != layout.chains(folder))


def _half_superseded(folder: Path) -> Iterator[Path]:
    """Of the rows that an update took away and brought, the file that is there without the other."""
    for path in layout.prepared(folder):
        both = layout.gone(folder, path.stem), layout.more(folder, path.stem)
        if any(one.exists() for one in both):
            yield from (one for one in both if not one.exists())
    values = layout.newer(folder), layout.stands(folder)
    if any(one.exists() for one in values):
        yield from (one for one in values if not one.exists())
