"""How a table of the sales model is kept: every canonical column, then what intake adds."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.model.table import Column, Table, Type

ARROW: dict[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.NUMBER: pa.decimal128(18, 4),
    Type.RATE: pa.float64(),
    Type.INTEGER: pa.int64(),
    Type.DATE: pa.date32(),
    Type.TIMESTAMP: pa.timestamp("us"),
    Type.BOOLEAN: pa.bool_(),
}
# The value as it was written where a reference was resolved by e-mail, name or spelling; unknown columns as
# JSON; codes of impossible values; file and line the row came from.
ADDED: tuple[tuple[str, pa.DataType], ...] = (
    ("extra", pa.string()),
    ("_flags", pa.string()),
    ("_file", pa.string()),
    ("_line", pa.int64()),
)


def schema(table: Table) -> pa.Schema:
    """The columns of ``table`` at rest, in order."""
    references = [(f"{column.name}_ref", pa.string()) for column in table.references]
    return pa.schema([*((column.name, ARROW[column.type]) for column in table.columns), *references, *ADDED])


def fit(data: pa.RecordBatchReader | pa.Table, table: Table) -> pa.RecordBatchReader:
    """``data`` with every column of :func:`schema`, NULL where it lacks one. Raises ValueError on a foreign column."""
    wanted = schema(table)
    if foreign := set(data.schema.names) - set(wanted.names):
        raise ValueError(f"{table.name} at rest has no {sorted(foreign)}; unknown columns belong in extra")
    batches = data.to_batches() if isinstance(data, pa.Table) else data
    return pa.RecordBatchReader.from_batches(wanted, (_fit_batch(batch, wanted) for batch in batches))


def _fit_batch(batch: pa.RecordBatch, wanted: pa.Schema) -> pa.RecordBatch:
    arrays: list[Any] = []
    for field in wanted:
        if field.name in batch.schema.names:
            arrays.append(pc.cast(batch.column(field.name), field.type))
        else:
            arrays.append(pa.nulls(batch.num_rows, field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=wanted)


def is_date(column: Column) -> bool:
    return column.type in (Type.DATE, Type.TIMESTAMP)
