"""An edition after a thousandth of the deals changed, those of the last quarter, against the same one made anew.

Both begin with the tables written, and end with base tables, values and chains kept.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import workspace
from benchmarks.contest import Contest
from benchmarks.exports import changed
from benchmarks.importing import NO_NUMBERS
from keyfunnel.intake.run import import_files
from keyfunnel.lake import layout, measuring
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Computing, catalogue

PARTS = ("prepared", "changed", "counted", "values", "newer", "funnel")


def contests(size: int) -> Iterator[Contest]:
    with tempfile.TemporaryDirectory(prefix="keyfunnel-bench-") as folder:
        after = unmeasured(workspace.home(size), changed(Path(folder), size))
        yield Contest(
            f"refresh after {size // 1000:,} changed deals of the last quarter",
            lambda: measure(after, catalogue()),
            lambda: measure(after, replace(catalogue(), refreshes=False)),
            "everything made anew",
            goal=0.15,
        )


def unmeasured(home: Home, files: list[Path]) -> Edition:
    """The edition that an import of ``files`` makes, as it is before it is measured."""
    import_files(home, files, measuring=NO_NUMBERS)
    edition = home.lake.current()
    assert edition is not None
    folder = layout.editions(home.lake.path) / f"{layout.UNFINISHED}bench"
    edition.folder.rename(folder)
    return replace(edition, folder=folder)


def measure(edition: Edition, computing: Computing) -> None:
    for part in PARTS:
        shutil.rmtree(edition.folder / part, ignore_errors=True)
    measuring.keep(edition, computing)
