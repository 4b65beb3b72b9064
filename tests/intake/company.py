"""A workspace that files of text are brought into, with mappings written in one line."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from keyfunnel.intake.mapping import ColumnRule, FileMapping, Mapping, TableMapping
from keyfunnel.intake.report import FileReport, ImportReport
from keyfunnel.intake.run import import_files
from keyfunnel.kpis.stored import SCHEMA
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Computing

# What an import costs without the numbers computed from it: these tests are about rows.
NO_NUMBERS = Computing(lambda *_: None, lambda *_, **__: SCHEMA.empty_table(), lambda _: None, lambda *_: [])


def said(header: str, **values: str) -> ColumnRule:
    return ColumnRule(header=header, values=values)


def always(constant: str) -> ColumnRule:
    return ColumnRule(constant=constant)


def table(
    named: str, /, *, distinct: bool = False, where: str | None = None, **columns: str | ColumnRule
) -> TableMapping:
    """``table("deals", deal_id="Id")``: a text is the header of a column."""
    rules = {c: rule if isinstance(rule, ColumnRule) else ColumnRule(header=rule) for c, rule in columns.items()}
    return TableMapping(named, rules, distinct, where)


def mapped(**files: TableMapping | tuple[TableMapping, ...]) -> Mapping:
    """``mapped(deals=table(...))``: the file is deals.csv."""
    return Mapping(
        tuple(FileMapping(f"{name}.csv", t if isinstance(t, tuple) else (t,)) for name, t in files.items()),
    )


@dataclass
class Company:
    home: Home
    folder: Path

    def write(self, **files: str) -> list[Path]:
        """CSV files, without the indentation they have in the test."""
        paths = []
        for name, text in files.items():
            paths.append(self.folder / f"{name}.csv")
            paths[-1].write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return paths

    def bring(
        self, mapping: Mapping | None, *, replace: bool = False, dry_run: bool = False, **files: str
    ) -> ImportReport:
        return import_files(self.home, self.write(**files), mapping, replace, dry_run, measuring=NO_NUMBERS)

    def import_paths(self, mapping: Mapping | None, *paths: Path) -> ImportReport:
        return import_files(self.home, paths, mapping, measuring=NO_NUMBERS)

    def kept_report(self) -> ImportReport:
        return ImportReport.from_document(self.edition.report())

    @property
    def edition(self) -> Edition:
        edition = self.home.lake.current()
        assert edition is not None
        return edition

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """The values of ``columns``, sorted."""
        found = [tuple(row[column] for column in columns) for row in self.edition.read(table).to_pylist()]
        return sorted(found, key=lambda row: [str(value) for value in row])

    def column(self, table: str, column: str) -> list[Any]:
        return [row[0] for row in self.rows(table, column)]


def fates(file: FileReport) -> tuple[int, int, int, int]:
    """Accepted, repaired, merged, quarantined."""
    return file.accepted, file.repaired, file.merged, file.quarantined


def codes(file: FileReport) -> dict[str, int]:
    """Findings by code: how many rows they concern."""
    rows: dict[str, int] = {}
    for finding in file.findings:
        rows[finding.code] = rows.get(finding.code, 0) + finding.rows
    return rows
