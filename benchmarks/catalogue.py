"""The whole catalogue from few scans, against a query for each KPI, dimension and grain."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.contest import Contest
from benchmarks.exports import deals
from benchmarks.series import one_by_one
from keyfunnel.intake.run import import_files
from keyfunnel.kpis.measure import measure
from keyfunnel.lake.home import Home
from keyfunnel.lake.opened import facts_on, open_database
from keyfunnel.model.workspace import Workspace


def contests(size: int) -> Iterator[Contest]:
    with tempfile.TemporaryDirectory(prefix="keyfunnel-bench-") as name:
        home = Home(Path(name) / "home").create(Workspace())
        import_files(home, [deals(Path(name), size)])
        edition = home.lake.current()
        assert edition is not None
        yield one_by_one("the catalogue", measure, lambda: facts_on(open_database(edition), edition))
