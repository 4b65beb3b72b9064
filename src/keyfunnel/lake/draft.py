"""An edition in the making: tables are put one by one, and none of it counts until it is committed."""

import datetime as dt
import json
import os
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from keyfunnel.lake import checksums, delta, layout, measurements
from keyfunnel.lake.at_rest import schema
from keyfunnel.lake.definitions import fingerprint
from keyfunnel.lake.edition import Edition, read
from keyfunnel.lake.files import make_durable, write_atomically
from keyfunnel.lake.measurements import Measuring
from keyfunnel.lake.selected import Selected
from keyfunnel.lake.table_version import TableVersion, look
from keyfunnel.lake.thinning import thin
from keyfunnel.model.tables import table as table_of_model
from keyfunnel.model.workspace import Workspace


class Draft:
    """Made by :meth:`Lake.draft`, which holds the lock. Tables that aren't put stay as in ``base``."""

    def __init__(
        self, lake: Path, folder: Path, base: Edition | None, workspace: Workspace, measuring: Measuring | None = None
    ) -> None:
        self.lake = lake
        self.folder = folder
        self.base = base
        self.workspace = workspace
        self._measuring = measuring
        self._created_at = dt.datetime.now(dt.UTC)
        self._tables: dict[str, TableVersion] = dict(base.tables) if base else {}
        self._merged: set[str] = set()
        self._imported = False

    @property
    def tables(self) -> Mapping[str, TableVersion]:
        """What the edition would hold if it were committed now."""
        return self._tables

    def put(
        self, table: str, data: Selected | pa.Table, rows: int = 0, months: Collection[str] | None = None
    ) -> TableVersion:
        """Make ``data`` the whole of ``table``; columns as :func:`~keyfunnel.lake.at_rest.schema`, NULL where lacking,
        which is the quickest way to say that a column holds nothing.

        ``rows`` tells how many a query gives, so that a large table is partitioned. ``months`` (of
        :func:`~keyfunnel.lake.delta.month`) are those in which they differ from the base's: its files for others stay.
        """
        definition = table_of_model(table)
        folder = layout.table_folder(self.lake, table)
        selected = Selected.of(data) if isinstance(data, pa.Table) else data
        absent = tuple(name for name in schema(definition).names if name not in selected.columns)
        before = self.base.tables.get(table) if self.base else None
        differing = months if before is not None and before.files and before.absent == absent else None
        expected = data.num_rows if isinstance(data, pa.Table) else rows
        version = delta.write(folder, definition, selected, expected, differing)
        now = self._created_at.astimezone(ZoneInfo(self.workspace.timezone)).replace(tzinfo=None)
        files = delta.files(folder, version)
        self._tables[table] = look(selected.connection, definition, version, folder, files, absent, now)
        return self._tables[table]

    def drop(self, table: str) -> None:
        """Leave the table out of the edition; its versions stay for older ones."""
        self._tables.pop(table, None)

    def keep_report(self, report: Mapping[str, Any]) -> None:
        """What the import found. An edition that no import makes has report and quarantine of the one before."""
        self._imported = True
        layout.report(self.folder).write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")

    def keep_quarantine(self, rows: pa.Table) -> None:
        """``rows`` name their table in a column ``table``."""
        if rows.num_rows:
            pq.write_table(rows, layout.quarantine(self.folder), compression="zstd")

    def keep_merged(self, table: str, rows: pa.Table) -> None:
        """The rows of ``table`` that were merged into others, all of them (column ``merged_into``)."""
        self._merged.add(table)
        if rows.num_rows:
            path = layout.merged(self.folder, table)
            path.parent.mkdir(exist_ok=True)
            pq.write_table(rows, path, compression="zstd")

    def commit(self, meanwhile: Callable[[], object] = lambda: None) -> Edition:
        """Measure everything, then make it the current edition in one step.

        ``meanwhile`` is done beside the measuring, such as giving back the memory that an import took.
        """
        self._keep_merged_as_before()
        self._keep_report_as_before()
        number = max(layout.numbers(self.lake), default=0) + 1
        edition = Edition(
            number, self._created_at, self._observed_until(), self.workspace, self._tables, self.folder, fingerprint()
        )
        with ThreadPoolExecutor(1) as beside:
            done = beside.submit(meanwhile)
            (self._measuring or measurements.catalogue()).keep(edition)
        done.result()
        checksums.keep(edition, self.base)
        write_atomically(
            layout.description(self.folder), json.dumps(edition.as_document(), ensure_ascii=False, indent=1)
        )
        for path in self.folder.rglob("*"):
            make_durable(path)
        place = layout.edition(self.lake, number)
        self.folder.rename(place)
        make_durable(place.parent)
        thin(self.lake, self.workspace)
        return read(place)

    def _keep_merged_as_before(self) -> None:
        for table in set(self._tables) - self._merged:
            if self.base and self.base.merged_file(table):
                self.keep_merged(table, self.base.merged(table))

    def _keep_report_as_before(self) -> None:
        """Editions never change their files, so two may share one."""
        if self.base is None or self._imported:
            return
        for path in (layout.report(self.base.folder), layout.quarantine(self.base.folder)):
            if path.exists():
                os.link(path, self.folder / path.name)

    def _observed_until(self) -> dt.datetime:
        """The newest event up to now, in local time; now where there is none; what the workspace says before all."""
        if self.workspace.observed_until:
            return dt.datetime.fromisoformat(self.workspace.observed_until)
        now = self._created_at.astimezone(ZoneInfo(self.workspace.timezone)).replace(tzinfo=None, microsecond=0)
        return max(filter(None, (table.newest for table in self._tables.values())), default=now)
