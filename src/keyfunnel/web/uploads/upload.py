"""An upload: a folder in the home with the files, the mapping as edited so far, and the import that runs on them.

The import is a process of its own: it outlives the request and the server's worker, holds the lake's lock
itself, and killed at any moment leaves the last edition standing. What it has to tell lies in files here.
"""

import datetime as dt
import secrets
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.core.files.uploadedfile import TemporaryUploadedFile

from keyfunnel.lake.home import Home
from keyfunnel.model.errors import BadInput, NotThere
from keyfunnel.texts import N_
from keyfunnel.web.background import Background

Task = Literal["look", "try", "import"]
KEPT_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Upload(Background):
    """``outcome`` of an import or its trial also has ``changed``, ``replace`` and ``report``, and ``made_of`` (see
    :mod:`keyfunnel.web.uploads.trial`)."""

    @classmethod
    def receive(cls, home: Home, files: Iterable[TemporaryUploadedFile]) -> "Upload":
        """Keep ``files``, which lie on the same disk already, under a fresh name."""
        forget_old(home)
        upload = cls(home.uploads / secrets.token_hex(12))
        place = upload.folder / "files"
        place.mkdir(mode=0o700, parents=True)
        for file in files:
            shutil.move(file.temporary_file_path(), place / safe_name(file.name or "", place))
        return upload

    @classmethod
    def find(cls, home: Home, token: str) -> "Upload":
        """Raises :class:`NotThere` where it was imported, thrown away or never was."""
        folder = home.uploads / token
        if not token.isalnum() or not folder.is_dir():
            raise NotThere(N_("This upload isn't there any more; upload the file again"))
        return cls(folder)

    @property
    def token(self) -> str:
        return self.folder.name

    @property
    def files(self) -> list[Path]:
        return sorted((self.folder / "files").glob("*"))

    @property
    def received_at(self) -> dt.datetime:
        """In UTC. The files' folder is changed by nobody after they came."""
        return dt.datetime.fromtimestamp((self.folder / "files").stat().st_mtime, dt.UTC)

    @property
    def mapping(self) -> Path:
        return self.folder / "mapping.yaml"

    def start(self, task: Task, *, replace: bool = False, by: int | None = None) -> None:
        """Do ``task`` in a process of its own, an import by the mapping as saved and in the name of the account ``by``.

        Raises :class:`BadInput` while another task is running."""
        if self.running:
            raise BadInput(N_("This upload is being worked on already; wait for that to finish"))
        command = ["-m", "keyfunnel.web.uploads.job", str(self.folder), task]
        self.launch(task, [*command, *["--replace"] * replace, *(["--by", str(by)] if by else [])])

    def throw_away_files(self) -> None:
        """After an import the lake has them."""
        shutil.rmtree(self.folder / "files", ignore_errors=True)

    def throw_away(self) -> None:
        """All of it. Raises :class:`BadInput` while it is being worked on."""
        if self.running:
            raise BadInput(N_("This upload is being worked on already; wait for that to finish"))
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def names(self) -> list[str]:
        return [path.name for path in self.files]


def waiting(home: Home) -> list[Upload]:
    """Uploads that aren't imported yet, the latest first."""
    found = [Upload(path) for path in home.uploads.glob("*") if path.is_dir()]
    return sorted((one for one in found if one.files), key=lambda one: one.received_at, reverse=True)


def safe_name(name: str, place: Path) -> str:
    """The file's own name without folders or control characters; numbered where taken."""
    kept = "".join(c for c in Path(name.replace("\\", "/")).name if c.isprintable()).lstrip(".")[-150:] or "upload.csv"
    stem, dot, rest = kept.partition(".")
    number = 1
    while (place / kept).exists():
        number += 1
        kept = f"{stem} ({number}){dot}{rest}"
    return kept


def forget_old(home: Home) -> None:
    """Throw away uploads that nobody imported within a week, and what a broken connection left."""
    for path in home.uploads.glob("*"):
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
