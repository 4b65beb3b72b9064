"""A group-by in the words that the engine is asked in, so that it can be known again and asked of other rows."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa

from keyfunnel.lake.connection import PREPARED

# What makes of each row a row or none, and adds up what is in them.
_ROW_BY_ROW = (ops.DatabaseTable, ops.Project, ops.Filter, ops.DropColumns, ops.Aggregate)
_ADDING_UP = (ops.Sum, ops.Count, ops.CountStar)
_NOT_OF_ROWS = (ops.WindowFunction, ops.Subquery)


@dataclass(frozen=True)
class Worded:
    """``sql`` adds ``totals`` up of the rows in the base table ``table`` that are dated before ``end``.

    ``compared`` are the columns of the table that ``end`` decides about; None where it decides about something else.
    """

    sql: str
    table: str
    end: dt.date
    schema: pa.Schema
    totals: tuple[str, ...]
    compared: frozenset[str] | None

    @cached_property
    def name(self) -> str:
        """The same for the same question up to another day."""
        return sha256(self.of(PREPARED, dt.date.max).encode()).hexdigest()[:32]

    def of(self, schema: str, end: dt.date) -> str:
        """The same of the table in another schema, up to another day."""
        return self.sql.replace(_place(PREPARED, self.table), _place(schema, self.table)).replace(
            _day(self.end), _day(end)
        )


def worded(question: ir.Table, end: dt.date) -> Worded | None:
    """The words of a group-by over a base's rows dated before ``end``; None where what it finds can't be added to: it
    looks at rows together, or at more than one table."""
    asked = question.op()
    tables = asked.find(ops.DatabaseTable)
    if len(tables) != 1 or tables[0].namespace.database != PREPARED:
        return None
    if not all(isinstance(one, _ROW_BY_ROW) for one in asked.find(ops.Relation)) or asked.find(_NOT_OF_ROWS):
        return None
    groups = asked.find(ops.Aggregate)
    if len(groups) != 1 or not all(isinstance(one, _ADDING_UP) for one in asked.find(ops.Reduction)):
        return None
    sql = ibis.to_sql(question, dialect="duckdb")
    found = Worded(
        sql, tables[0].name, end, question.schema().to_pyarrow(), tuple(groups[0].metrics), _compared(asked, end)
    )
    once = found.sql.count(_place(PREPARED, found.table)) == 1
    return found if once and _day(end) in found.sql else None


def _compared(asked: ops.Node, end: dt.date) -> frozenset[str] | None:
    found = set()
    for node in asked.find(ops.Value):
        if any(isinstance(one, ops.Literal) and one.value == end for one in node.__children__):
            column = _column(node.left) if isinstance(node, ops.Less | ops.GreaterEqual) else None
            if column is None:
                return None
            found.add(column)
    return frozenset(found)


def _column(value: ops.Node) -> str | None:
    """Of which of the table's columns it is the value."""
    while isinstance(value, ops.Field):
        if isinstance(value.rel, ops.DatabaseTable):
            return str(value.name)
        value = value.rel.values[value.name]
    return None


def _place(schema: str, table: str) -> str:
    return f'"{schema}"."{table}"'


def _day(day: dt.date) -> str:
    return f"MAKE_DATE({day.year}, {day.month}, {day.day})"
