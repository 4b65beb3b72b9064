"""What an edition knows of each table: which version of it, which files hold that, and what is in them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from keyfunnel.kpis.facts import ColumnFacts, TableFacts
from keyfunnel.lake.at_rest import is_date, whole
from keyfunnel.model.table import Table


@dataclass(frozen=True)
class TableVersion(TableFacts):
    """``files`` are relative to the table's folder. ``newest`` is its latest event at the time of the import. The files
    lack the ``absent`` columns, in which no row has anything."""

    version: int = 0
    files: tuple[str, ...] = ()
    newest: dt.datetime | None = None
    absent: tuple[str, ...] = ()

    def as_document(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "rows": self.rows,
            "newest": self.newest.isoformat() if self.newest else None,
            "columns": {name: column_document(facts) for name, facts in self.columns.items()},
            "files": list(self.files),
            "absent": list(self.absent),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "TableVersion":
        return cls(
            rows=document["rows"],
            columns={name: column_from(facts) for name, facts in document["columns"].items()},
            version=document["version"],
            files=tuple(document["files"]),
            newest=dt.datetime.fromisoformat(document["newest"]) if document["newest"] else None,
            absent=tuple(document.get("absent", ())),
        )


def look(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    version: int,
    folder: Path,
    files: tuple[str, ...],
    absent: tuple[str, ...],
    now: dt.datetime,
) -> TableVersion:
    """Count what each column holds and find the newest event up to ``now``, in one scan."""
    if not files:
        return TableVersion(0, {name: ColumnFacts(0) for name in table.names}, version)
    asked = ["count(*)"]
    for column in table.columns:
        asked.append(f'count("{column.name}")')
        if is_date(column):
            asked += [f'min("{column.name}")::DATE', f'max("{column.name}")::DATE']
    asked += [f'max("{event.name}") FILTER ("{event.name}" <= $now)::TIMESTAMP' for event in table.event_dates]
    sql = f"SELECT {', '.join(asked)} FROM {whole(parquet(folder / file for file in files), table, absent)}"
    answers = iter(connection.execute(sql, {"now": now} if table.event_dates else {}).fetchall()[0])
    rows = next(answers)
    columns = {}
    for column in table.columns:
        filled = next(answers)
        columns[column.name] = ColumnFacts(filled, *((next(answers), next(answers)) if is_date(column) else ()))
    return TableVersion(rows, columns, version, files, max(filter(None, answers), default=None), absent)


def parquet(paths: Iterable[Path]) -> str:
    """DuckDB's table of Parquet files; partitions' folder names add no columns."""
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{listed}], hive_partitioning = false)"


def column_document(facts: ColumnFacts) -> list[Any]:
    dates = [day.isoformat() if day else None for day in (facts.first, facts.last)]
    if facts.constant is not None:
        return [facts.filled, *dates, facts.constant]
    return [facts.filled, *dates] if any(dates) else [facts.filled]


def column_from(document: list[Any]) -> ColumnFacts:
    filled, *bounds = document
    first, last = (dt.date.fromisoformat(day) if day else None for day in (*bounds, None, None)[:2])
    return ColumnFacts(filled, first, last, *bounds[2:])
