"""An import as the faces call it: rows into an edition, then every key result measured on it."""

from collections.abc import Sequence
from pathlib import Path

from keyfunnel.intake.cleaning.bench import Progress
from keyfunnel.intake.mapping import Mapping
from keyfunnel.intake.report import ImportReport
from keyfunnel.intake.run import import_files
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Measuring
from keyfunnel.planning.opening import WithOpening
from keyfunnel.planning.state import refresh_goals


def bring_in(
    home: Home,
    paths: Sequence[Path],
    mapping: Mapping | None = None,
    *,
    replace: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    measuring: Measuring | None = None,
) -> ImportReport:
    """Import ``paths`` and, where goals are kept, measure them on the new edition. ``measuring`` measures the edition.

    Raises :class:`~keyfunnel.model.errors.KeyfunnelError`; the last edition then stands.
    """
    report = import_files(
        home,
        paths,
        mapping=mapping,
        replace=replace,
        dry_run=dry_run,
        progress=progress,
        measuring=WithOpening(home, measuring),
    )
    if report.changed:
        refresh_goals(home)
    return report
