"""What the files of an edition held when it was made, so that one damaged since can be told and named.

CRC-32 finds every change of up to 32 bits in a row and all but one in four thousand million others, at gigabytes a
second: it is there for disks and copies that failed, not for people who mean harm.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from keyfunnel.lake import layout

if TYPE_CHECKING:
    from keyfunnel.lake.edition import Edition

Checksum: TypeAlias = tuple[int, int]
"""Size in bytes and CRC-32."""

DAMAGED = (ValueError, KeyError, TypeError, AttributeError)
_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Checksums:
    """``tables`` by table and file within its folder, ``own`` by file within the edition's."""

    tables: Mapping[str, Mapping[str, Checksum]] = field(default_factory=dict)
    own: Mapping[str, Checksum] = field(default_factory=dict)

    def of(self, edition: "Edition") -> Iterator[tuple[str, Path, Checksum]]:
        """Table ('' for the edition's own files), path and checksum of each file."""
        for table, files in self.tables.items():
            folder = layout.table_folder(edition.lake, table)
            yield from ((table, folder / name, checksum) for name, checksum in files.items())
        yield from (("", edition.folder / name, checksum) for name, checksum in self.own.items())


def keep(edition: "Edition", base: "Edition | None") -> None:
    """Write down what the files hold that the edition being made consists of; those that it shares with ``base``, which
    nobody has changed since, needn't be read for it."""
    before = _of_before(base)
    tables = {
        table: {
            name: before.tables.get(table, {}).get(name) or of_file(layout.table_folder(edition.lake, table) / name)
            for name in version.files
        }
        for table, version in edition.tables.items()
    }
    own = {}
    for path in sorted(path for path in edition.folder.rglob("*") if path.is_file()):
        name = path.relative_to(edition.folder).as_posix()
        shared = base is not None and name in before.own and _same(path, base.folder / name)
        own[name] = before.own[name] if shared else of_file(path)
    document = {"tables": tables, "own": own}
    layout.checksums(edition.folder).write_text(json.dumps(document), encoding="utf-8")


def _of_before(base: "Edition | None") -> Checksums:
    try:
        return read(base.folder) if base else Checksums()
    except DAMAGED:  # which `doctor` tells; all is read anew
        return Checksums()


def read(edition_folder: Path) -> Checksums:
    """Empty for editions from before they were kept. Raises one of :data:`DAMAGED` where they can't be read."""
    path = layout.checksums(edition_folder)
    if not path.exists():
        return Checksums()
    document = json.loads(path.read_text(encoding="utf-8"))
    tables = {table: _pairs(files) for table, files in document["tables"].items()}
    return Checksums(tables, _pairs(document["own"]))


def of_file(path: Path) -> Checksum:
    size = crc = 0
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            size, crc = size + len(part), zlib.crc32(part, crc)
    return size, crc


def _pairs(files: Mapping[str, list[int]]) -> dict[str, Checksum]:
    return {name: (size, crc) for name, (size, crc) in files.items()}


def _same(path: Path, earlier: Path) -> bool:
    """Whether both are one file under two names."""
    return earlier.exists() and path.samefile(earlier)
