"""How a table of the sales model is kept: every canonical column, then what intake adds."""

from collections.abc import Collection, Mapping

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
    """A query of ``rows`` with their columns in the order and types of :func:`schema`. Raises ValueError on a foreign
    column."""
    wanted, given = types(table), set(rows.columns)
    if foreign := given - set(wanted):
        raise ValueError(f"{table.name} at rest has no {sorted(foreign)}; unknown columns belong in extra")
    cells = [f'CAST("{name}" AS {kept_as}) AS "{name}"' for name, kept_as in wanted.items() if name in given]
    return f"SELECT {', '.join(cells)} FROM ({rows.query})"


def whole(rows: str, table: Table, absent: Collection[str]) -> str:
    """``rows``, as SQL behind FROM, with every column of :func:`schema`: NULL for the ``absent`` ones."""
    cells = [
        f'CAST(NULL AS {kept_as}) AS "{name}"' if name in absent else f'"{name}"'
        for name, kept_as in types(table).items()
    ]
    return f"(SELECT {', '.join(cells)} FROM {rows})" if absent else rows


def nothing(table: Table) -> str:
    """No rows, as SQL behind FROM."""
    return whole("(SELECT 1 WHERE false)", table, schema(table).names)


def types(table: Table) -> dict[str, str]:
    """The columns of :func:`schema` by name, each with its type in SQL."""
    known = {column.name: SQL[column.type] for column in table.columns} | {"_line": SQL[Type.INTEGER]}
    return {name: known.get(name, SQL[Type.TEXT]) for name in schema(table).names}


def is_date(column: Column) -> bool:
    return column.type in (Type.DATE, Type.TIMESTAMP)
