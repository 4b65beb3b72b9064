"""What the Data page shows of an edition: its tables, and what its import did with each row."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.report import FileReport, ImportReport
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.table_version import TableVersion
from keyfunnel.model.tables import table as table_of_model
from keyfunnel.web.shown.encodings import encoding_name

FATES = ("accepted", "repaired", "merged", "quarantined")
DELIMITERS = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}


@dataclass(frozen=True)
class ColumnShown:
    name: str
    meaning: str
    share: float
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True)
class TableShown:
    """``first`` and ``last`` bound its events; ``empty`` are the model's columns that nothing filled."""

    name: str
    meaning: str
    rows: int
    first: dt.date | None
    last: dt.date | None
    columns: tuple[ColumnShown, ...]
    empty: tuple[str, ...]


@dataclass(frozen=True)
class Fate:
    """``start`` and ``width`` place it on a bar 100 wide."""

    name: str
    rows: int
    start: float
    width: float


@dataclass(frozen=True)
class FileShown:
    """``how`` names the encoding and what parts its columns."""

    path: str
    tables: tuple[str, ...]
    read: int
    how: str
    fates: tuple[Fate, ...]
    findings: tuple[Finding, ...]


def tables(edition: Edition) -> list[TableShown]:
    return [_table(name, version) for name, version in edition.tables.items()]


def _table(name: str, version: TableVersion) -> TableShown:
    model = table_of_model(name)
    events = [version.columns[c.name] for c in model.event_dates if c.name in version.columns]
    filled = [c for c in model.columns if version.columns.get(c.name) and version.columns[c.name].filled]
    return TableShown(
        name=name,
        meaning=model.meaning,
        rows=version.rows,
        first=min((facts.first for facts in events if facts.first), default=None),
        last=max((facts.last for facts in events if facts.last), default=None),
        columns=tuple(
            ColumnShown(c.name, c.meaning, facts.filled / version.rows, facts.first, facts.last)
            for c in filled
            for facts in [version.columns[c.name]]
        ),
        empty=tuple(c.name for c in model.columns if c not in filled),
    )


def files(report: Mapping[str, Any]) -> list[FileShown]:
    """The files of an import's report, as it is kept with the edition; none where the edition wasn't imported."""
    return [_file(file) for file in ImportReport.from_document(report).files] if report else []


def _file(file: FileReport) -> FileShown:
    shown, place = [], 0.0
    for fate in FATES:
        rows: int = getattr(file, fate)
        width = 100 * rows / file.read if file.read else 0.0
        shown.append(Fate(fate, rows, round(place, 3), round(width, 3)))
        place += width
    parted = DELIMITERS.get(file.delimiter or "")
    how = " · ".join(
        filter(None, (file.encoding and encoding_name(file.encoding), str(parted) if parted else file.delimiter))
    )
    return FileShown(Path(file.path).name, file.tables, file.read, how, tuple(shown), file.findings)
