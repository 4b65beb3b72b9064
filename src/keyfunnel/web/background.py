"""Work that outlives the request that asked for it: a process of its own, and a folder with what it has to tell.

The process outlives the server's worker too and holds the lake's lock itself; killed at any moment it leaves the last
edition standing.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keyfunnel.lake.files import write_atomically

TELL_EVERY = 0.3  # seconds


@dataclass(frozen=True)
class Background:
    """One task at a time, which leaves ``progress.json`` and in the end ``outcome.json`` in ``folder``."""

    folder: Path

    def launch(self, task: str, arguments: Sequence[str]) -> None:
        """Start Python with ``arguments``; what an earlier task told is forgotten."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.forget()
        self.tell("progress", {"task": task})
        with (self.folder / "log.txt").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own module on our own folder
                [sys.executable, *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        write_atomically(self.folder / "process", str(process.pid))

    def forget(self) -> None:
        """A process that has told its outcome may take a moment more to end: it counts no longer."""
        for name in ("process", "outcome.json", "progress.json"):
            (self.folder / name).unlink(missing_ok=True)

    @property
    def running(self) -> bool:
        try:
            number = int((self.folder / "process").read_text())
        except (FileNotFoundError, ValueError):
            return False
        return self.outcome is None and is_alive(number)

    @property
    def outcome(self) -> dict[str, Any] | None:
        """``{task}`` and what came of it; ``error`` where it failed. None until it has ended."""
        return self.told("outcome")

    @property
    def progress(self) -> dict[str, Any]:
        """``{task}``, and what its :class:`Teller` told once it did."""
        return self.told("progress") or {}

    def told(self, name: str) -> dict[str, Any] | None:
        """What was told under ``name``; None where nothing was, or it is damaged."""
        try:
            return dict(json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError):
            return None

    def tell(self, name: str, document: dict[str, Any]) -> None:
        write_atomically(self.folder / f"{name}.json", json.dumps(document, ensure_ascii=False))


class Teller:
    """Writes progress down, not oftener than a page asks for it but for what another thing begins with."""

    def __init__(self, work: Background, task: str) -> None:
        self.work = work
        self.task = task
        self.place: Mapping[str, Any] = {}
        self.told_at = 0.0

    def __call__(self, place: Mapping[str, Any], done: float, total: int) -> None:
        if place != self.place or time.monotonic() - self.told_at >= TELL_EVERY:
            self.place, self.told_at = place, time.monotonic()
            self.work.tell("progress", {"task": self.task, **place, "done": done, "total": total})


def is_alive(process: int) -> bool:
    try:
        if os.waitpid(process, os.WNOHANG)[0]:
            return False  # our own child, ended
    except ChildProcessError:
        pass  # started by another worker, or already waited for
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
