"""Writing files so that a reader sees either the old content or the new, whatever happens in between."""

import os
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Write beside ``path``, make it durable, then put it in its place."""
    passing = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with passing.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        passing.replace(path)
    finally:
        passing.unlink(missing_ok=True)
    make_durable(path.parent)


def make_durable(path: Path) -> None:
    """Flush a file or a folder's list of names to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
