"""One consistent, immutable state of the lake: a version of every table, and the numbers measured from them."""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.lake import layout, measurements, parquet, settings, values
from keyfunnel.lake.at_rest import nothing, schema, whole
from keyfunnel.lake.definitions import fingerprint
from keyfunnel.lake.formats import CURRENT, check_format
from keyfunnel.lake.table_version import TableVersion
from keyfunnel.lake.table_version import parquet as files_as_table
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput, NotThere, did_you_mean
from keyfunnel.model.tables import table as table_of_model
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_

LARGE = 500_000  # rows of all tables


@dataclass(frozen=True)
class Edition:
    """``created_at`` is UTC; ``observed_until`` local time of the workspace, its clock.

    ``definitions`` tells those that its numbers were measured with (:mod:`keyfunnel.lake.definitions`).
    """

    number: int
    created_at: dt.datetime
    observed_until: dt.datetime
    workspace: Workspace
    tables: Mapping[str, TableVersion]
    folder: Path
    definitions: str = ""

    @property
    def up_to_date(self) -> bool:
        """Whether what was measured and prepared is what this program would make of the tables."""
        return self.definitions == fingerprint()

    @property
    def observed_end(self) -> dt.date:
        """The first local date after the clock: the end of the last period that can be known."""
        return self.observed_until.date() + dt.timedelta(days=1)

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def large(self) -> bool:
        """Whether the engine's work outweighs Python's: a question then has every processor busy for a while."""
        return self.rows >= LARGE

    def facts(self) -> Facts:
        """What KPIs are computed from; Ibis tables over the thread's own connection, kept for its next call."""
        from keyfunnel.lake.opened import facts  # who only wants to know what stands shouldn't wait for an engine

        return facts(self)

    def files(self, table: str) -> list[Path]:
        """The Parquet files of a table. Raises :class:`NotThere` where it was not brought."""
        if table not in self.tables:
            raise NotThere(
                N_("Edition {number} has no table {word!r}{hint}"),
                number=self.number,
                word=table,
                hint=did_you_mean(table, self.tables),
            )
        return [layout.table_folder(self.lake, table) / file for file in self.tables[table].files]

    def relation(self, table: str, besides: "Edition | None" = None) -> str:
        """The rows of a table, with every column of :func:`~keyfunnel.lake.at_rest.schema`, as DuckDB's SQL behind
        FROM: all, or those that aren't in files which ``besides`` has too."""
        shared = set(besides.files(table)) if besides else set()
        files = [one for one in self.files(table) if one not in shared]
        definition, absent = table_of_model(table), self.tables[table].absent
        return whole(files_as_table(files), definition, absent) if files else nothing(definition)

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """The table as it is at rest (all columns by default)."""
        kept = schema(table_of_model(table))
        wanted = pa.schema([kept.field(name) for name in columns]) if columns is not None else kept
        files, absent = self.files(table), self.tables[table].absent
        parts = [_whole(path, wanted, absent) for path in files]
        # No `empty_table`: that one asks pandas what a list is, and loads it first.
        return pa.concat_tables([pa.Table.from_batches([], wanted), *parts])

    def values(
        self,
        kpi: str | Sequence[str],
        grain: Grain | str,
        dimension: str = "",
        start: dt.date | None = None,
        end: dt.date | None = None,
        stage: str | None = None,
        ids: Collection[str] | None = None,
    ) -> list[Measurement]:
        """Stored values by key: of one KPI (or several at once), in total or by one dimension.

        ``start``/``end`` keep the periods that touch ``[start, end)``, ``ids`` those members of the dimension. Empty
        where nothing was stored.
        """
        keys = [kpi] if isinstance(kpi, str) else list(kpi)
        asked = (keys, Grain(grain), dimension, start, end, stage, ids)
        found = values.find(self.folder, self.workspace, *asked)
        return measurements.finish(found, self.facts())

    def report(self) -> dict[str, Any]:
        """What the last import before it, or the one that made it, reported; empty where none did."""
        path = layout.report(self.folder)
        return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}

    def quarantine(self, table: str | None = None) -> pa.Table:
        """The rows that this import refused, of one table (column ``table``) or of all."""
        path = layout.quarantine(self.folder)
        if not path.exists():
            return pa.table({"table": pa.array([], pa.string())})
        rows = parquet.rows(path)
        return rows if table is None else rows.filter(pa.compute.equal(rows.column("table"), table))

    def merged_file(self, table: str) -> Path | None:
        """The Parquet file of the rows of ``table`` that were merged into others; None where there are none."""
        path = layout.merged(self.folder, table)
        return path if path.exists() else None

    def merged(self, table: str) -> pa.Table:
        """Rows that were merged into others, references as their source wrote them; ``merged_into`` is the key of the
        one that stands for both."""
        path = self.merged_file(table)
        return parquet.rows(path) if path else pa.table({"merged_into": pa.array([], pa.string())})

    def as_document(self) -> dict[str, Any]:
        return {
            "format": CURRENT,
            "number": self.number,
            "created_at": self.created_at.isoformat(),
            "observed_until": self.observed_until.isoformat(),
            "definitions": self.definitions,
            "workspace": settings.as_document(self.workspace),
            "tables": {name: version.as_document() for name, version in self.tables.items()},
        }

    @property
    def lake(self) -> Path:
        return self.folder.parent.parent


def read(folder: Path) -> Edition:
    """The edition kept in ``folder``. Raises :class:`BadInput` where it is damaged or of a newer format."""
    path = layout.description(folder)
    try:
        return _read(folder, path.stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError) as error:
        text = N_(
            "the edition can't be read ({why}); restore it, or move its folder away for the one before it to stand"
        )
        raise BadInput.at(str(path), text, why=str(error)) from None


@lru_cache(maxsize=32)
def _read(folder: Path, written_at: int) -> Edition:
    """``written_at`` is part of the cache's key: a folder may be made anew."""
    path = layout.description(folder)
    document = json.loads(path.read_text(encoding="utf-8"))
    check_format(document["format"], str(path))
    return Edition(
        number=document["number"],
        created_at=dt.datetime.fromisoformat(document["created_at"]),
        observed_until=dt.datetime.fromisoformat(document["observed_until"]),
        workspace=settings.from_document(document["workspace"], str(path)),
        tables={name: TableVersion.from_document(version) for name, version in document["tables"].items()},
        folder=folder,
        definitions=document.get("definitions", ""),
    )


def _whole(path: Path, wanted: pa.Schema, absent: Collection[str]) -> pa.Table:
    """The columns ``wanted`` of a file that lacks the ``absent`` ones. (A file that lacks no value of a column calls it
    "not null".)"""
    part = parquet.rows(path, [name for name in wanted.names if name not in absent])
    columns = [
        pa.nulls(part.num_rows, field.type) if field.name in absent else part.column(field.name).cast(field.type)
        for field in wanted
    ]
    return pa.Table.from_arrays(columns, schema=wanted)
