"""How a table of the sales model is kept: every canonical column, then what intake adds."""

from collections.abc import Mapping

import pyarrow as pa

from keyfunnel.lake.selected import Selected
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
SQL: Mapping[Type, str] = {
    Type.TEXT: "VARCHAR",
    Type.NUMBER: "DECIMAL(18,4)",
    Type.RATE: "DOUBLE",
    Type.INTEGER: "BIGINT",
    Type.DATE: "DATE",
    Type.TIMESTAMP: "TIMESTAMP",
    Type.BOOLEAN: "BOOLEAN",
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


def fitted(rows: Selected, table: Table) -> str:
    """A query of ``rows`` with every column of :func:`schema`, NULL where they lack one. Raises ValueError on a foreign
    column."""
    types = {column.name: SQL[column.type] for column in table.columns} | {"_line": SQL[Type.INTEGER]}
    wanted, given = schema(table).names, rows.columns
    if foreign := set(given) - set(wanted):
        raise ValueError(f"{table.name} at rest has no {sorted(foreign)}; unknown columns belong in extra")
    cells = [_cell(name, types.get(name, SQL[Type.TEXT]), name in given) for name in wanted]
    return f"SELECT {', '.join(cells)} FROM ({rows.query})"


def _cell(name: str, kept_as: str, given: bool) -> str:
    value = f'"{name}"' if given else "NULL"
    return f'CAST({value} AS {kept_as}) AS "{name}"'


def is_date(column: Column) -> bool:
    return column.type in (Type.DATE, Type.TIMESTAMP)
