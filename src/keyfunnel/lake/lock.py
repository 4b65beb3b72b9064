"""One import at a time: a file lock that the system lets go of when its holder dies."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from keyfunnel.lake import layout
from keyfunnel.lake.files import write_atomically
from keyfunnel.model.errors import Busy
from keyfunnel.texts import N_, Message


@contextmanager
def held(lake: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lake for writing. Raises :class:`Busy`, naming who has it, after ``wait_seconds``."""
    lake.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(layout.lock(lake), timeout=wait_seconds, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(N_("{who}; nothing was changed. Try again when it is done"), who=holder(lake)) from None
    try:
        note = {"pid": os.getpid(), "since": dt.datetime.now(dt.UTC).isoformat(timespec="seconds")}
        write_atomically(layout.holder(lake), json.dumps(note))
        yield
    finally:
        layout.holder(lake).unlink(missing_ok=True)
        lock.release()


def is_held(lake: Path) -> bool:
    """Whether someone is writing now."""
    if not layout.lock(lake).exists():
        return False
    lock = FileLock(layout.lock(lake), timeout=0, thread_local=False)
    try:
        with lock:
            return False
    except Timeout:
        return True


def holder(lake: Path) -> Message:
    """A sentence on who is writing."""
    try:
        note = json.loads(layout.holder(lake).read_text(encoding="utf-8"))
        told = {"since": note["since"], "process": str(note["pid"])}
        return Message("busy", N_("Another import has been running since {since} (process {process})"), told)
    except (OSError, ValueError, KeyError, TypeError):
        return Message("busy", N_("Another import is running"))
