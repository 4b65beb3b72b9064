"""Homes that many tests begin with: each made once for all processes of a run, and copied for whoever changes it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from tests.web.company import found

Make = Callable[[Path], Home]


def prepared(factory: pytest.TempPathFactory, name: str, make: Make) -> Home:
    """The home called ``name``, which nobody may change; ``make`` makes it in a folder of its own."""
    own = factory.getbasetemp()
    # The processes of a run have their folders side by side.
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "prepared"
    shared.mkdir(exist_ok=True)
    with FileLock(shared / f"{name}.lock"):
        told = shared / f"{name}.is-made"
        if not told.exists():
            shutil.rmtree(shared / name, ignore_errors=True)
            (shared / name).mkdir()
            told.write_text(str(make(shared / name).path), encoding="utf-8")
        return Home(Path(told.read_text(encoding="utf-8")))


def copy(home: Home, folder: Path) -> Home:
    """A copy at ``folder``, which isn't there yet. Files that editions share become one for each."""
    shutil.copytree(home.path, folder)
    return Home(folder)


def the_company(folder: Path) -> Home:
    """The company of :mod:`tests.web.company`, imported."""
    home = Home(folder / "home").create(Workspace(name="Acme"))
    found(home, folder / "exports")
    return home
