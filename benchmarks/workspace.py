"""The generated company that several contests look at, imported once for all of a run."""

import tempfile
from functools import cache
from pathlib import Path

from benchmarks.exports import deals, stages
from keyfunnel.intake.run import import_files
from keyfunnel.kpis.facts import Facts
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.opened import facts_on, open_database
from keyfunnel.model.workspace import Workspace


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="keyfunnel-bench-")


@cache
def home(size: int) -> Home:
    """``size`` deals and the stages that these entered."""
    folder = Path(_folder().name) / str(size)
    folder.mkdir()
    made = Home(folder / "home").create(Workspace())
    import_files(made, [deals(folder, size), stages(folder, size)])
    return made


def edition(size: int) -> Edition:
    """Of :func:`home`, measured."""
    found = home(size).lake.current()
    assert found is not None
    return found


def afresh(size: int) -> Facts:
    """Facts of :func:`edition` that remember nothing of the turn before."""
    made = edition(size)
    return facts_on(open_database(made), made)
