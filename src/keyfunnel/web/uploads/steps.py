"""How far an import or a look at files is: which of its steps runs, and how much of that is done in all files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from keyfunnel.intake.reading.archive import is_archive
from keyfunnel.web.background import Teller

# By task; while files are read, a phase is told by a file's name.
STEPS: Mapping[str, Sequence[str]] = {
    "look": ("read",),
    "try": ("read", "clean"),
    "import": ("read", "clean", "save", "measure"),
}

# As much of a step as is ever told: what ends it follows its last row, and the next step tells that it has ended.
FULL = 0.99


class Steps:
    """Called with ``(phase, done, total)``, of each file from its start to its end; tells ``step``, ``steps`` and
    ``number``, and ``done`` of ``total``, which is 0 while how far it is isn't known.

    That the bytes of a file went by is half of reading it: what its columns hold is found out afterwards.
    """

    def __init__(self, teller: Teller, task: str, files: Sequence[Path]) -> None:
        self.teller = teller
        self.steps = STEPS[task]
        self.whole = sum(map(_size, files))
        self.before = 0  # bytes of the files that were read
        self.reading, self.size = "", 0

    def __call__(self, phase: str, done: int, total: int) -> None:
        if phase in self.steps:
            self._tell(phase, phase, done, 0 if phase == "measure" else total)
            return
        if phase != self.reading:
            self.before += self.size
            self.reading, self.size = phase, total
        self._tell("read", "columns" if done >= total else "read", 2 * self.before + done, 2 * self.whole, phase)

    def _tell(self, step: str, doing: str, done: int, total: int, file: str = "") -> None:
        place = {"number": self.steps.index(step) + 1, "steps": len(self.steps), "doing": doing, "file": file}
        self.teller(place, min(done, FULL * total), total)


def _size(file: Path) -> int:
    """In bytes; of an archive those of the files in it."""
    try:
        if is_archive(file):
            with ZipFile(file) as archive:
                return sum(member.file_size for member in archive.infolist())
    except (BadZipFile, OSError):
        pass  # whoever reads it tells what is wrong with it
    return file.stat().st_size
