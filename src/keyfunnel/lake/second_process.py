"""A second process that measures an edition for the first.

What a small edition takes is mostly Python's work, of which a process does one thing at a time. The second is started
when an import begins, and loads the rooms that define numbers while the first reads and cleans the files; then it
measures together with a copy of itself.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, cast

if TYPE_CHECKING:  # it is to be started before any of this is loaded
    from keyfunnel.lake.edition import Edition
    from keyfunnel.lake.measurements import Measuring, Opening

SETTING = "KEYFUNNEL_PROCESSES"


@contextmanager
def second_process() -> "Iterator[Measuring | None]":
    """Who measures in the second process until the context ends; None, the usual way, where there is one processor only
    or ``KEYFUNNEL_PROCESSES`` is 1."""
    if (os.cpu_count() or 1) < 2 or os.environ.get(SETTING) == "1":
        yield None
        return
    command = [sys.executable, "-m", "keyfunnel.lake.second"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own
        try:
            yield Together(process, cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout))
        finally:
            process.kill()  # it holds nothing that would have to be put away
            with suppress(BrokenPipeError):  # of a question that it didn't read
                cast("IO[bytes]", process.stdin).close()


class Together:
    """Has the ``second`` process measure, and measures here where that isn't worth it or the other one has ended."""

    def __init__(self, second: "subprocess.Popen[bytes]", questions: IO[bytes], answers: IO[bytes]) -> None:
        self._second = second
        self._questions = questions
        self._answers = answers

    def keep(self, edition: "Edition", opening: "Opening | None" = None) -> None:
        if not edition.large:  # two engines would only need more memory
            with suppress(EOFError, OSError, pickle.UnpicklingError):  # ended, by a lack of memory say
                return self._ask(edition, opening)
        self._second.kill()
        from keyfunnel.lake import measurements

        return measurements.catalogue().keep(edition, opening)

    def _ask(self, edition: "Edition", opening: "Opening | None") -> None:
        pickle.dump((edition, opening), self._questions)
        self._questions.flush()
        error: Exception | None = pickle.load(self._answers)  # noqa: S301 - from a process of ours
        if error is not None:
            raise error
