"""Which files the given paths mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from keyfunnel.intake.reading.archive import is_archive, members
from keyfunnel.intake.reading.kinds import without_packing
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.texts import N_

# What a folder is searched for. A file given by name is read whatever it is called.
SUFFIXES = frozenset(
    {
        ".csv",
        ".tsv",
        ".tab",
        ".psv",
        ".txt",
        ".json",
        ".jsonl",
        ".ndjson",
        ".parquet",
        ".pq",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".xls",
        ".ods",
    }
)


@dataclass(frozen=True)
class Place:
    """A file to read. ``name`` is its name as reports and mappings say it; ``given`` whether the user named the file
    itself (then not being able to read it is an error) rather than a folder or archive it lies in. A file of an archive
    is read from ``path``, and ``told`` as lying in the archive."""

    path: Path
    name: str
    given: bool
    told: Path

    @property
    def expected(self) -> bool:
        """Whether its name promises a table."""
        return Path(without_packing(self.name)).suffix.lower() in SUFFIXES


def places(paths: Sequence[Path], scratch: Path) -> list[Place]:
    """The files of ``paths``, folders and zip archives replaced by all the files in them, each once, in the order
    given. Those of archives are unpacked below ``scratch``.

    Two files of one name are told apart by their folders. Raises :class:`BadInput` where a path doesn't exist, and for
    an archive that can't be unpacked.
    """
    found: dict[Path, Place] = {}
    for path in paths:
        if not path.exists():
            near = did_you_mean(path.name, [other.name for other in path.parent.glob("*")])
            raise BadInput(f"There is no file or folder {str(path)!r}{near}")
        for file, given in _files(path):
            if file.resolve() in found:
                continue
            if not is_archive(file):
                found[file.resolve()] = Place(file, file.name, given, file)
                continue
            unpacked = list(members(file, scratch / f"archive {len(found)}"))
            if given and not unpacked:
                raise BadInput(N_("{file} has no files in it"), file=file.name)
            found |= {member: Place(member, member.name, False, file / name) for member, name in unpacked}
    named = [place.name for place in found.values()]
    return [
        replace(place, name=f"{place.told.parent.name}/{place.name}") if named.count(place.name) > 1 else place
        for place in found.values()
    ]


def _files(path: Path) -> Iterator[tuple[Path, bool]]:
    if not path.is_dir():
        yield path, True
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.is_file() and not hidden:
            yield file, False
