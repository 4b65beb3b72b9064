"""Delta tables on disk: writing a version of one, and naming the files of a version.

The engine that has the rows writes their Parquet files itself, with all its threads and within its memory; delta-rs
then makes them a version of the table in one transaction.
"""

import json
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import duckdb
import pyarrow as pa
from deltalake import DeltaTable, Schema, write_deltalake
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction, RemoveAction, create_table_with_add_actions

from keyfunnel.lake.at_rest import fitted, schema
from keyfunnel.lake.files import make_durable
from keyfunnel.lake.selected import Selected
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.model.table import Table

# Past this a table is partitioned by the month of its date, so that an update needn't rewrite all of it.
PARTITIONED_FROM_ROWS = 1_000_000
# Different words of a column, of 122,880 rows each, that a file lists: more come but a few times, so that their list
# spares no room and takes long to make.
_MOST_WORDS = 10_000
MONTH = "_month"
LOG = "_delta_log"


def month(table: Table) -> str:
    """Of a row the month that it is kept under in a partitioned table, as SQL; '' where it has no date."""
    return "''" if table.dated is None else f"coalesce(strftime(\"{table.dated}\", '%Y-%m'), '')"


def write(folder: Path, table: Table, rows: Selected, expected: int, months: Collection[str] | None = None) -> int:
    """Make ``rows`` the whole content of ``table``; the number of the new version. Columns that they lack are NULL in
    it, and not in its files: a million rows of nothing take as long to write as many a column of something.

    How many are ``expected`` decides on partitions; a partitioned table stays so, and keeps the files of all but these
    ``months`` (of :func:`month`), where any are given. Raises :class:`KeyfunnelError` where the disk or the table's log
    doesn't allow it.
    """
    query, shape = fitted(rows, table), schema(table)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        was_partitioned = _is_partitioned(folder)
        partitioned = table.dated is not None and (expected > PARTITIONED_FROM_ROWS or was_partitioned)
        if partitioned:
            query = f"SELECT *, nullif({month(table)}, '') AS {MONTH} FROM ({query})"
            shape = shape.append(pa.field(MONTH, pa.string()))
        only = months if was_partitioned and _has(folder, shape) else None
        if only is not None:
            query = f"FROM ({query}) WHERE coalesce({MONTH}, '') IN ({', '.join(map(repr, sorted(only)))})"
        added = [_added(folder, file) for file in _write_files(folder, rows.connection, query, partitioned)]
        if only is not None:
            return _exchange(folder, shape, added, only)
        return _overwrite(folder, shape, added, [MONTH] if partitioned else [])
    except (DeltaError, duckdb.IOException) as error:
        raise KeyfunnelError(f"{folder}: table {table.name} can't be written ({error}); nothing was changed") from error


def _write_files(
    folder: Path, connection: duckdb.DuckDBPyConnection, query: str, partitioned: bool
) -> list[dict[str, Any]]:
    """The query's rows in new files, and what the engine tells of each."""
    place = folder / f"part-{uuid4()}.parquet"
    options = f"FORMAT parquet, RETURN_STATS, DICTIONARY_SIZE_LIMIT {_MOST_WORDS}"
    if partitioned:
        place, options = folder, f"{options}, PARTITION_BY ({MONTH}), APPEND, FILENAME_PATTERN 'part-{{uuid}}'"
    told = connection.execute(f"COPY ({query}) TO $place ({options})", {"place": str(place)})
    columns = [column[0] for column in told.description or ()]
    return [dict(zip(columns, file, strict=True)) for file in told.fetchall()]


def _added(folder: Path, file: Mapping[str, Any]) -> AddAction:
    path = Path(file["filename"])
    make_durable(path)
    return AddAction(
        path=path.relative_to(folder).as_posix(),  # of characters that need no quoting
        size=file["file_size_bytes"],
        partition_values=file["partition_keys"] or {},
        modification_time=int(path.stat().st_mtime * 1000),
        data_change=True,
        stats=json.dumps({"numRecords": file["count"]}),
    )


def _overwrite(folder: Path, shape: pa.Schema, added: list[AddAction], partitions: list[str]) -> int:
    """The files added are the table, whatever it was."""
    wanted = Schema.from_arrow(shape)
    if not exists(folder):
        create_table_with_add_actions(_uri(folder), wanted, added, "error", partitions)
    else:
        if _is_partitioned(folder) != bool(partitions):  # which a transaction of files alone doesn't change
            nothing = shape.empty_table()
            write_deltalake(
                _uri(folder), nothing, mode="overwrite", schema_mode="overwrite", partition_by=partitions or None
            )
        DeltaTable(_uri(folder)).create_write_transaction([*added], "overwrite", wanted, partitions)
    return int(DeltaTable(_uri(folder)).version())


def _exchange(folder: Path, shape: pa.Schema, added: list[AddAction], months: Collection[str]) -> int:
    """The files added are what there is of these months."""
    table, now = DeltaTable(_uri(folder)), int(time.time() * 1000)
    there = table.get_add_actions(flatten=True)
    files = zip(*(there[name].to_pylist() for name in ("path", "size_bytes", f"partition.{MONTH}")), strict=True)
    gone = [
        RemoveAction(path, True, now, size, {MONTH: month}) for path, size, month in files if (month or "") in months
    ]
    table.create_write_transaction([*gone, *added], "append", Schema.from_arrow(shape), [MONTH])
    return int(DeltaTable(_uri(folder)).version())


def files(folder: Path, version: int | None = None) -> tuple[str, ...]:
    """The Parquet files of a version (the latest by default), relative to ``folder``, sorted."""
    added = DeltaTable(_uri(folder), version=version).get_add_actions(flatten=True)
    return tuple(sorted(unquote(path) for path in added["path"].to_pylist()))


def settle(folder: Path, version: int) -> None:
    """Bring the table back to ``version`` where its latest content is another (an import was killed).

    Readers of an edition don't need this; it is for those who open the Delta table by itself.
    """
    try:
        table = DeltaTable(_uri(folder))
    except DeltaError:
        return  # the edition reads its files without the log; the next writer tells
    if table.version() != version and files(folder) != files(folder, version):
        table.restore(version)


def is_sound(folder: Path, version: int, named: tuple[str, ...]) -> bool:
    """Whether the table's log can be read and gives that version the files ``named``."""
    try:
        return files(folder, version) == named
    except DeltaError:
        return False


def exists(folder: Path) -> bool:
    return bool(DeltaTable.is_deltatable(_uri(folder)))


def _uri(folder: Path) -> str:
    """As a URI: given a plain path, delta-rs trips over percent signs and the like."""
    return folder.absolute().as_uri()


def _has(folder: Path, shape: pa.Schema) -> bool:
    return bool(DeltaTable(_uri(folder)).schema() == Schema.from_arrow(shape))


def _is_partitioned(folder: Path) -> bool:
    return exists(folder) and bool(DeltaTable(_uri(folder)).metadata().partition_columns)
