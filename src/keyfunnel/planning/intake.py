"""An import as the faces call it: rows into an edition, then every key result measured on it."""

from collections.abc import Sequence
from pathlib import Path

from keyfunnel.intake.cleaning.bench import Progress
from keyfunnel.intake.mapping import Mapping
from keyfunnel.intake.report import ImportReport
from keyfunnel.intake.run import import_files
from keyfunnel.lake.home import Home
from keyfunnel.planning.state import refresh_goals


def bring_in(
    home: Home,
    paths: Sequence[Path],
    mapping: Mapping | None = None,
    *,
    replace: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Import ``paths`` and, where goals are kept, measure them on the new edition.

    Raises :class:`~keyfunnel.model.errors.KeyfunnelError`; the last edition then stands.
    """
    report = import_files(home, paths, mapping=mapping, replace=replace, dry_run=dry_run, progress=progress)
    if report.changed:
        refresh_goals(home)
    return report
