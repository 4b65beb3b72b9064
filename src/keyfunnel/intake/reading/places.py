"""Which files the given paths mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from keyfunnel.model.errors import BadInput, did_you_mean

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
    itself (then not being able to read it is an error) rather than a folder it lies in."""

    path: Path
    name: str
    given: bool

    @property
    def expected(self) -> bool:
        """Whether its name promises a table."""
        suffixes = [suffix.lower() for suffix in self.path.suffixes if suffix.lower() != ".gz"]
        return bool(suffixes) and suffixes[-1] in SUFFIXES


def places(paths: Sequence[Path]) -> list[Place]:
    """The files of ``paths``, folders replaced by all the files below them, each once, in the order given.

    Two files of one name are told apart by their folders. Raises :class:`BadInput` where a path doesn't exist.
    """
    found: dict[Path, Place] = {}
    for path in paths:
        if not path.exists():
            near = did_you_mean(path.name, [other.name for other in path.parent.glob("*")])
            raise BadInput(f"There is no file or folder {str(path)!r}{near}")
        for file, given in _files(path):
            found.setdefault(file.resolve(), Place(file, file.name, given))
    names = [place.name for place in found.values()]
    return [
        Place(place.path, f"{place.path.parent.name}/{place.name}", place.given)
        if names.count(place.name) > 1
        else place
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
