"""What is being done about duplicates: one task at a time in a workspace."""

import json
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Literal

from keyfunnel.lake.files import write_atomically
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import Busy
from keyfunnel.texts import N_
from keyfunnel.web.background import Background

Task = Literal["propose", "accept", "undo"]


class Work(Background):
    """``outcome``: of ``propose`` how many were ``found``; of a decision how many were ``decided`` and which
    ``edition`` came of it, None where no figure changed."""

    @classmethod
    def of(cls, home: Home) -> "Work":
        return cls(home.path / "duplicates")

    def start(self, task: Task, ids: Sequence[str] = (), *, by: int | None = None) -> None:
        """Do ``task``, a decision on the proposals ``ids`` in the name of the account ``by``.

        Raises :class:`Busy` while another task is running."""
        if self.running:
            raise Busy(N_("Duplicates are being worked on already; wait for that to finish"))
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(self.folder / "asked.json", json.dumps({"task": task, "ids": list(ids), "by": by}))
        self.launch(task, ["-m", "keyfunnel.web.duplicates.job", str(self.folder)])


def can_look() -> bool:
    """Whether splink, which comes with the extra ``dedupe``, is installed."""
    return find_spec("splink") is not None
