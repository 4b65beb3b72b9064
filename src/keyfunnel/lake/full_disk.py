"""A full disk, told in the same words whichever library ran into it."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.texts import N_

_NUMBERS = {errno.ENOSPC, errno.EDQUOT}
# The engine and the tables' library tell it in text only; the engine bounds what it puts aside by what the disk has.
_WORDS = ("No space left on device", "Disk quota exceeded", "max_temp_directory_size")


class FullDisk(KeyfunnelError):
    """The disk doesn't hold what was to be written; nothing was changed."""


@contextmanager
def told_when_full(folder: Path) -> Iterator[None]:
    """Raises :class:`FullDisk`, which names ``folder``, for any error that comes of a full disk."""
    try:
        yield
    except Exception as error:
        if not _of_full_disk(error):
            raise
        raise FullDisk(
            N_("The disk that holds {folder} is full ({free} MB left): make room and try again; nothing was changed"),
            folder=folder,
            free=shutil.disk_usage(folder).free // 1_000_000,
        ) from error


def _of_full_disk(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NUMBERS:
            return True
        if any(words in str(error) for words in _WORDS):
            return True
        error = error.__cause__ or error.__context__
    return False
