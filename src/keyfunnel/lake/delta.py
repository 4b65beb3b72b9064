"""Delta tables on disk: writing a version of one, and naming the files of a version."""

from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError

from keyfunnel.lake.at_rest import fit
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.model.table import Table

# Past this a table is partitioned by the month of its date, so that an update needn't rewrite all of it.
PARTITIONED_FROM_ROWS = 1_000_000
MONTH = "_month"
# What the engine reads at once. The rows of every month wait in memory until there are so many of them.
ROWS_IN_A_GROUP, ROWS_OF_A_MONTH = 122_880, 32_768
LOG = "_delta_log"


def write(folder: Path, table: Table, data: pa.RecordBatchReader | pa.Table, rows: int) -> int:
    """Make ``data`` the whole content of ``table``; the number of the new version.

    ``rows`` (known or expected) decides on partitions; a partitioned table stays so. Raises
    :class:`KeyfunnelError` where the disk or the table's log doesn't allow it.
    """
    reader = fit(data, table)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        partitioned = table.dated is not None and (rows > PARTITIONED_FROM_ROWS or _is_partitioned(folder))
        write_deltalake(
            _uri(folder),
            _with_month(reader, table) if partitioned else reader,
            mode="overwrite",
            schema_mode="overwrite",
            partition_by=[MONTH] if partitioned else None,
            writer_properties=WriterProperties(max_row_group_size=ROWS_OF_A_MONTH if partitioned else ROWS_IN_A_GROUP),
        )
        return int(DeltaTable(_uri(folder)).version())
    except DeltaError as error:
        raise KeyfunnelError(f"{folder}: table {table.name} can't be written ({error}); nothing was changed") from error


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


def _is_partitioned(folder: Path) -> bool:
    return exists(folder) and bool(DeltaTable(_uri(folder)).metadata().partition_columns)


def _with_month(reader: pa.RecordBatchReader, table: Table) -> pa.RecordBatchReader:
    """``reader`` with the month of the table's date as YYYY-MM, NULL where undated."""
    schema = reader.schema.append(pa.field(MONTH, pa.string()))
    place = reader.schema.get_field_index(table.dated or "")
    batches = (
        pa.RecordBatch.from_arrays([*batch.columns, pc.strftime(batch.column(place), "%Y-%m")], schema=schema)
        for batch in reader
    )
    return pa.RecordBatchReader.from_batches(schema, batches)
