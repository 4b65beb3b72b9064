"""What a file is, by its first bytes rather than its name."""

import gzip
from enum import Enum
from pathlib import Path
from typing import IO, cast

from keyfunnel.model.errors import BadInput


class Kind(Enum):
    TEXT = "text"
    PARQUET = "Parquet"
    WORKBOOK = "workbook"
    OTHER = "another kind of file"


_GZIP = b"\x1f\x8b"
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"PAR1", Kind.PARQUET),
    (b"PK\x03\x04", Kind.WORKBOOK),  # xlsx, xlsb and ods are zip archives
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.WORKBOOK),  # xls
    (b"%PDF", Kind.OTHER),
    (b"\x89PNG", Kind.OTHER),
    (b"\xff\xd8\xff", Kind.OTHER),
    (b"GIF8", Kind.OTHER),
    (b"SQLite format 3\x00", Kind.OTHER),
    (b"7z\xbc\xaf", Kind.OTHER),
    (b"BZh", Kind.OTHER),
    (b"\xfd7zXZ", Kind.OTHER),
    (b"\x28\xb5\x2f\xfd", Kind.OTHER),
)


def kind(path: Path) -> Kind:
    """Raises :class:`BadInput` where the file can't be opened, or isn't whole."""
    try:
        with open_bytes(path) as stream:
            start = stream.read(16)
    except (OSError, EOFError) as error:
        raise BadInput(f"{path} can't be read: {error}") from None
    return next((kind for signature, kind in _SIGNATURES if start.startswith(signature)), Kind.TEXT)


def is_gzipped(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == _GZIP


def open_bytes(path: Path) -> IO[bytes]:
    """The file's content, unpacked where it is gzipped."""
    return cast("IO[bytes]", gzip.open(path)) if is_gzipped(path) else path.open("rb")
