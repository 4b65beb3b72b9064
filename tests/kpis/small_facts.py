"""Small editions of the sales model, written as rows in a test."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from keyfunnel.kpis.bases import prepare
from keyfunnel.kpis.facts import ColumnFacts, Facts, TableFacts
from keyfunnel.model.table import Table, Type
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace

Rows = Sequence[Mapping[str, Any]]

ARROW = {
    Type.TEXT: pa.string(),
    Type.NUMBER: pa.decimal128(18, 4),
    Type.RATE: pa.float64(),
    Type.INTEGER: pa.int64(),
    Type.DATE: pa.date32(),
    Type.TIMESTAMP: pa.timestamp("us"),
    Type.BOOLEAN: pa.bool_(),
}


def facts(
    observed_until: str | dt.datetime, workspace: Workspace | None = None, con: Any = None, **tables: Rows | pa.Table
) -> Facts:
    """An edition of these tables; dates as ISO text, columns that no row has are NULL."""
    con = con or ibis.duckdb.connect()
    made = {name: _created(con, table(name), rows) for name, rows in tables.items()}
    clock = dt.datetime.fromisoformat(observed_until) if isinstance(observed_until, str) else observed_until
    return Facts(1, workspace or Workspace(), clock, made, {name: known(one) for name, one in made.items()})


def known(one: ir.Table) -> TableFacts:
    counts = one.aggregate(rows=one.count(), **{f"filled {name}": one[name].count() for name in one.columns})
    found = counts.to_pyarrow().to_pylist()[0]
    return TableFacts(found["rows"], {name: ColumnFacts(found[f"filled {name}"]) for name in one.columns})


def _created(con: Any, definition: Table, rows: Rows | pa.Table) -> ir.Table:
    if isinstance(rows, pa.Table):
        rows = rows.to_pylist()
    columns = {
        column.name: pa.array([_read(row.get(column.name), column.type) for row in rows], _wide(column.type)).cast(
            ARROW[column.type]
        )
        for column in definition.columns
    }
    columns["_file"] = pa.array([f"{definition.name}.csv"] * len(rows), pa.string())
    columns["_line"] = pa.array(range(2, len(rows) + 2), pa.int64())
    return con.create_table(definition.name, pa.table(columns))


def _wide(kind: Type) -> pa.DataType:
    return pa.float64() if kind is Type.NUMBER else ARROW[kind]


def _read(value: Any, kind: Type) -> Any:
    if isinstance(value, str) and kind is Type.DATE:
        return dt.date.fromisoformat(value)
    if isinstance(value, str) and kind is Type.TIMESTAMP:
        return dt.datetime.fromisoformat(value)
    return float(value) if value is not None and kind is Type.NUMBER else value


def prepared(made: Facts) -> Facts:
    """The same edition with its base tables made beforehand, as the lake keeps them."""
    bases = prepare(made, lambda _name, base: ibis.memtable(base.to_pyarrow()))
    return replace(made, prepared=bases, kept={})
