"""The lake: which editions stand, and the making of the next."""

import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from keyfunnel.lake import edition, layout, lock
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.full_disk import told_when_full
from keyfunnel.lake.measurements import Measuring
from keyfunnel.model.errors import NotThere
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_

if TYPE_CHECKING:
    from keyfunnel.lake.draft import Draft


@dataclass(frozen=True)
class Lake:
    path: Path

    def current(self) -> Edition | None:
        """The newest edition, None before the first import."""
        numbers = layout.numbers(self.path)
        return self.edition(numbers[-1]) if numbers else None

    def edition(self, number: int) -> Edition:
        """Raises :class:`NotThere` with the numbers there are."""
        numbers = layout.numbers(self.path)
        if number not in numbers:
            if not numbers:
                raise NotThere(N_("There is no edition {number}; nothing was imported yet"), number=str(number))
            text = N_("There is no edition {number}; those that stand: {numbers}")
            raise NotThere(text, number=str(number), numbers=", ".join(_runs(numbers)))
        return edition.read(layout.edition(self.path, number))

    def editions(self) -> list[Edition]:
        """All that stand, oldest first."""
        return [self.edition(number) for number in layout.numbers(self.path)]

    @contextmanager
    def draft(
        self, workspace: Workspace, wait_seconds: float = 0, measuring: Measuring | None = None
    ) -> Iterator["Draft"]:
        """An edition in the making, on top of the current one. Raises :class:`Busy` while another is made,
        :class:`FullDisk` where the disk is.

        Left without :meth:`Draft.commit`, nothing has changed. ``measuring`` stands in for the KPI catalogue.
        """
        from keyfunnel.lake.draft import Draft  # what writes is loaded where something is written

        with lock.held(self.path, wait_seconds), told_when_full(self.path):
            base = self.current()
            self._tidy(base)
            folder = layout.editions(self.path) / f"{layout.UNFINISHED}{uuid.uuid4().hex[:12]}"
            folder.mkdir(parents=True)
            try:
                yield Draft(self.path, folder, base, workspace, measuring)
            finally:
                self._tidy(self.current())

    def _tidy(self, standing: Edition | None) -> None:
        """Undo what an import left that ended before its commit. Only while holding the lock."""
        from keyfunnel.lake import delta

        for folder in layout.unfinished(self.path):
            # What a process that is just ending may still be writing there goes the next time.
            shutil.rmtree(folder, ignore_errors=True)
        for name, version in (standing.tables if standing else {}).items():
            delta.settle(layout.table_folder(self.path, name), version.version)


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Ascending numbers, those that follow one another as one: ``1``, ``4–6``."""
    for _, several in groupby(enumerate(numbers), lambda at: at[1] - at[0]):
        run = [number for _, number in several]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"
