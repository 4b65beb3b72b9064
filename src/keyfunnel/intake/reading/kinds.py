"""What a file is, by its first bytes rather than its name."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import IO, Any, cast

import pyarrow as pa

from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_


class Kind(Enum):
    TEXT = "text"
    PARQUET = "Parquet"
    WORKBOOK = "workbook"
    ARCHIVE = "archive"
    OTHER = "another kind of file"


def _open_zstd(path: Path) -> Any:
    return pa.input_stream(str(path), compression="zstd")


# Single files that are packed, by how they begin.
_PACKED: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
    b"\x28\xb5\x2f\xfd": _open_zstd,
}
PACKED_SUFFIXES: tuple[str, ...] = (".gz", ".bz2", ".xz", ".zst")
# What reading a file that is packed and not whole may raise.
UNREADABLE = (OSError, EOFError, lzma.LZMAError, zlib.error, pa.ArrowException)
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"PAR1", Kind.PARQUET),
    (b"PK\x03\x04", Kind.WORKBOOK),  # xlsx, xlsb and ods are zip archives
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.WORKBOOK),  # xls
    (b"%PDF", Kind.OTHER),
    (b"\x89PNG", Kind.OTHER),
    (b"\xff\xd8\xff", Kind.OTHER),
    (b"GIF8", Kind.OTHER),
    (b"SQLite format 3\x00", Kind.OTHER),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
)


def kind(path: Path) -> Kind:
    """Raises :class:`BadInput` where the file can't be opened, or isn't whole."""
    start = beginning(path, 512)
    if start[257:262] == b"ustar":
        return Kind.ARCHIVE
    return next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), Kind.TEXT)


def beginning(path: Path, size: int) -> bytes:
    """So many bytes of its content at most. Raises :class:`BadInput` as :func:`kind` does."""
    try:
        with open_bytes(path) as stream:
            return stream.read(size)
    except UNREADABLE as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: Exception) -> BadInput:
    """What a library says of the bytes of a damaged file tells nobody what to do; what the system says of a disk
    does."""
    if isinstance(error, OSError) and error.strerror:
        return BadInput(N_("{file} can't be read: {why}"), file=str(path), why=error.strerror)
    return BadInput(N_("{file} can't be read to its end: it is damaged or incomplete. Make it anew."), file=path.name)


def is_packed(path: Path) -> bool:
    return _opener(path) is not None


def open_bytes(path: Path) -> IO[bytes]:
    """The file's content, unpacked where it is packed with gzip, bzip2, xz or Zstandard."""
    opener = _opener(path)
    return cast("IO[bytes]", opener(path)) if opener else path.open("rb")


def without_packing(name: str) -> str:
    """The file's name without what says that it is packed."""
    return next((name[: -len(suffix)] for suffix in PACKED_SUFFIXES if name.lower().endswith(suffix)), name)


def _opener(path: Path) -> Callable[[Path], Any] | None:
    with path.open("rb") as stream:
        start = stream.read(6)
    return next((opener for signature, opener in _PACKED.items() if start.startswith(signature)), None)
