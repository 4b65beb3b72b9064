"""The home folder: where a workspace keeps its settings, secrets, state and facts."""

import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from keyfunnel.lake import lock, settings
from keyfunnel.lake.files import write_atomically
from keyfunnel.lake.formats import CURRENT
from keyfunnel.model.errors import BadInput, NotThere
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_

if TYPE_CHECKING:
    from keyfunnel.lake.lake import Lake

VARIABLE = "KEYFUNNEL_HOME"
DEFAULT = "keyfunnel-home"
# DuckDB reads the first as wildcards; delta-rs undoes a percent sign twice.
UNUSABLE_IN_PATHS = "*?[]\\%"


@dataclass(frozen=True)
class Home:
    path: Path

    @classmethod
    def find(cls, path: str | Path | None = None) -> "Home":
        """The home at ``path``, else at $KEYFUNNEL_HOME, else ./keyfunnel-home. It needn't exist yet."""
        chosen = path or os.environ.get(VARIABLE) or DEFAULT
        return cls(Path(chosen).expanduser().absolute())

    @property
    def exists(self) -> bool:
        return self.settings_path.is_file()

    def create(self, workspace: Workspace) -> "Home":
        """Make the folder, private to its owner. Raises :class:`BadInput` where there is a workspace already."""
        _check_currency(workspace)
        if self.exists:
            raise BadInput(N_("{home} already holds a workspace; `settings apply` changes it"), home=str(self.path))
        if unusable := sorted(set(str(self.path)) & set(UNUSABLE_IN_PATHS)):
            text = N_("a home folder's path can't contain {signs}; choose another")
            raise BadInput.at(str(self.path), text, signs=" ".join(unusable))
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.uploads.mkdir(mode=0o700, exist_ok=True)
            self._write(workspace)
        except OSError as error:
            text = N_("no workspace could be made there: {why}")
            raise BadInput.at(str(self.path), text, why=str(error.strerror)) from None
        return self

    def take_away(self) -> None:
        """Undo :meth:`create` where nothing was brought in; what else lies in the folder stays, and the folder with it.

        Leaves all as it is while someone else is writing.
        """
        if lock.is_held(self.lake.path):
            return
        self.settings_path.unlink()
        shutil.rmtree(self.lake.path, ignore_errors=True)
        for folder in (self.uploads, self.path):
            with suppress(OSError):  # not empty
                folder.rmdir()

    @property
    def workspace(self) -> Workspace:
        """The settings as they are now. Raises :class:`NotThere` or :class:`BadInput`."""
        try:
            text = self.settings_path.read_text(encoding="utf-8")
        except FileNotFoundError:
            text = N_("There is no workspace in {home}; make one with `keyfunnel init`")
            raise NotThere(text, home=str(self.path)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(N_("{file} can't be read: {why}"), file=str(self.settings_path), why=str(error)) from None
        return settings.from_yaml(text, str(self.settings_path))

    def save(self, workspace: Workspace) -> None:
        """Keep changed settings. Numbers follow with the next import or :func:`~keyfunnel.lake.remeasure.remeasure`."""
        if workspace.currency != self.workspace.currency:
            _check_currency(workspace)
        edition = self.lake.current()
        if edition is not None and edition.workspace.timezone != workspace.timezone:
            raise BadInput(
                N_(
                    "timezone: the data were brought in as local times of {was}; read as times of {zone} they would "
                    "move between days. Import them into a new home folder instead"
                ),
                was=edition.workspace.timezone,
                zone=workspace.timezone,
            )
        self._write(workspace)

    @property
    def lake(self) -> "Lake":
        from keyfunnel.lake.lake import Lake  # adding a person, say, shouldn't wait for what reads tables

        return Lake(self.path / "lake")

    @property
    def uploads(self) -> Path:
        return self.path / "uploads"

    @property
    def state_path(self) -> Path:
        """Django's SQLite file."""
        return self.path / "keyfunnel.sqlite3"

    def secret(self, name: str) -> str:
        """The secret called ``name``, made at first use, readable by the folder's owner only."""
        folder = self.path / "secrets"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / name
        if not path.exists():
            passing = folder / f".{name}.{secrets.token_hex(4)}"
            with os.fdopen(os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
            try:
                os.link(passing, path)  # whoever is first wins; a half-written secret is never seen
            except FileExistsError:
                pass
            finally:
                passing.unlink()
        return path.read_text(encoding="utf-8")

    @property
    def settings_path(self) -> Path:
        return self.path / "workspace.yaml"

    def _write(self, workspace: Workspace) -> None:
        write_atomically(self.settings_path, f"{settings.FORMAT}: {CURRENT}\n{settings.to_yaml(workspace)}")


def _check_currency(workspace: Workspace) -> None:
    """Looked up where it is set only: the list of all currencies takes longer to load than most commands may."""
    from babel.core import get_global

    if workspace.currency not in get_global("all_currencies"):
        text = N_("currency: {word!r} is not an ISO 4217 code such as USD, EUR or THB")
        raise BadInput(text, word=workspace.currency)
