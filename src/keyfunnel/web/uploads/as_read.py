"""The first rows of a file as a mapping would read them, and what is wrong with the mapping."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb

from keyfunnel.intake.mapping import ColumnSQL, FileMapping, Mapping, TableMapping, column_sql, try_rows, where_sql
from keyfunnel.intake.reading import LINE, Sheet
from keyfunnel.model.errors import BadInput
from keyfunnel.model.table import Type
from keyfunnel.model.tables import table as table_of_model
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message
from keyfunnel.web.uploads.look import Look

SHOWN = 5

UNREADABLE_CONSTANT = N_("{written} can't be read as {type}")
NOTHING_WRITTEN = N_("Write what it is to be, or choose another source")
NO_COLUMN = N_("Say where at least one column comes from, or leave the table out")
STOPPED = N_("It stopped at one of the first rows: {why}")
AS_SAID = "{why}"  # the library's own sentence

NUMBERS = (Type.NUMBER, Type.RATE, Type.INTEGER)


@dataclass(frozen=True)
class Cell:
    """``written`` is what stood there, None where nothing did; ``unreadable`` cells become empty.

    ``figure``: it stands in a column of numbers.
    """

    value: Any
    written: str | None
    figure: bool

    @property
    def unreadable(self) -> bool:
        return self.value is None and self.written is not None


@dataclass(frozen=True)
class TableRead:
    """``problems`` by column of the model; ``problem`` is one of the whole table; ``numbers`` are those of the columns
    that hold some."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    problems: MappingType[str, Message] = field(default_factory=dict)
    problem: Message | None = None
    numbers: frozenset[str] = frozenset()

    @property
    def right(self) -> bool:
        return not self.problems and self.problem is None


def as_read(look: Look, mapping: Mapping, workspace: Workspace) -> list[list[TableRead]]:
    """For each sheet and each table that it feeds, by ``mapping``, which speaks of the sheets in their order."""
    with look.sample() as con:
        return [
            [_table(con, sheet, file, table, workspace) for table in file.tables]
            for sheet, file in zip(look.sheets, mapping.files, strict=True)
        ]


def _table(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, file: FileMapping, table: TableMapping, workspace: Workspace
) -> TableRead:
    model, found, problems = table_of_model(table.table), {}, {}
    for name, rule in table.columns.items():
        if "" in (rule.constant, rule.expression):
            problems[name] = Message("nothing_written", NOTHING_WRITTEN)
            continue
        try:
            found[name] = column_sql(sheet, file, rule, model.column(name), workspace)
        except BadInput as error:
            problems[name] = Message("refused", AS_SAID, {"why": error.message})
    try:
        condition = where_sql(sheet, file, table, workspace)
    except BadInput as error:
        return TableRead(problems=problems, problem=Message("refused", AS_SAID, {"why": error.message}))
    if not found:
        return TableRead(problems=problems, problem=None if problems else Message("no_column", NO_COLUMN))
    numbers = frozenset(name for name in found if model.column(name).type in NUMBERS)
    try:
        right = replace(table, columns={name: table.columns[name] for name in found})
        try_rows(con, sheet, replace(file, tables=(right,)), workspace)
        rows = _rows(con, sheet, found, numbers, condition, distinct=table.distinct)
    except duckdb.Error as error:
        why = str(error).splitlines()[0]
        return TableRead(problems=problems, problem=Message("stopped", STOPPED, {"why": why}))
    except BadInput as error:
        return TableRead(problems=problems, problem=Message("refused", AS_SAID, {"why": error.message}))
    for i, name in enumerate(found):
        written = table.columns[name].constant
        if written is not None and any(row[i].unreadable for row in rows):
            params = {"written": written, "type": model.column(name).type.value}
            problems[name] = Message("unreadable_constant", UNREADABLE_CONSTANT, params)
    return TableRead(tuple(found), rows, problems, numbers=numbers)


def _rows(
    con: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    columns: MappingType[str, ColumnSQL],
    numbers: frozenset[str],
    condition: str | None,
    *,
    distinct: bool,
) -> tuple[tuple[Cell, ...], ...]:
    """The table's first rows; those that a file only mentions once each."""
    cells = ", ".join(f"{sql.typed} AS t{i}, {sql.raw} AS w{i}" for i, sql in enumerate(columns.values()))
    rows = f"SELECT {cells}, {LINE} AS line FROM {sheet.relation} WHERE {condition or 'true'}"
    names = ", ".join(f"t{i}, w{i}" for i in range(len(columns)))
    once = f"SELECT {names} FROM ({rows}) {'GROUP BY ALL' if distinct else ''}"
    order = "min(line)" if distinct else "line"
    found = con.execute(f"{once} ORDER BY {order} LIMIT {SHOWN}").fetchall()
    figures = [name in numbers for name in columns]
    return tuple(tuple(Cell(row[2 * i], row[2 * i + 1], figure) for i, figure in enumerate(figures)) for row in found)
