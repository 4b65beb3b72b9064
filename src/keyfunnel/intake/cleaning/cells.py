"""From a sheet's text to typed rows of a table, in one statement for each part."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from keyfunnel.intake.cleaning import brought
from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.enumerated import canonical
from keyfunnel.intake.cleaning.nothing import kept_where_a_name
from keyfunnel.intake.cleaning.sql import content, digest, literal, quoted
from keyfunnel.intake.mapping import ColumnRule, column_sql, where_sql
from keyfunnel.intake.reading import Sheet
from keyfunnel.intake.typing import parse_sql
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.model.table import Table, Type
from keyfunnel.texts import N_

# What says which of two rows is the newer, under the names that CRMs give it.
_UPDATED = re.compile(r"(last)?(update|updated|modified|changed)(date|at|on|time)?|.*lastmodifieddate|systemmodstamp")


@dataclass(frozen=True)
class Unreadable:
    """``cell`` as it is written, and the ``condition`` for it to be unreadable; SQL over :meth:`Cells.rows`."""

    cell: str
    condition: str


@dataclass(frozen=True)
class Cells:
    """The mapped columns of a part as SQL over :meth:`rows`.

    Cells are trimmed and emptied once, in an inner query, and read in an outer one: DuckDB would do it anew for each
    place that mentions them, and that is most of what reading a large file costs.
    """

    source: str
    written: tuple[str, ...]
    typed: tuple[str, ...]
    unreadable: Mapping[str, Unreadable]
    words: Mapping[str, str]

    @classmethod
    def of(cls, bench: Bench, part: Part) -> "Cells":
        """``unreadable`` has the condition for each column that can be so at all: any text can be read as text.
        ``words`` has, of each column whose cells were counted, a query of what they are read as (``word``), and of in
        how many rows (``n``)."""
        written: dict[str, str] = {}
        typed: list[str] = []
        unreadable: dict[str, Unreadable] = {}
        words: dict[str, str] = {}
        for name, rule in part.rows.columns.items():
            column = part.table.column(name)
            sql = column_sql(part.sheet, part.file, rule, column, bench.workspace)
            if part.listed:
                sql = kept_where_a_name(sql, part.sheet, rule, column)
            cell = written.setdefault(sql.raw, quoted(f"{name} as written"))
            value = sql.typed.replace(sql.raw, cell) if sql.raw.startswith("CASE ") else sql.typed
            read = canonical(value, column, bench.workspace)
            typed.append(f"{read} AS {quoted(name)}")
            if counted := _counted(part.sheet, rule):
                words[name] = f"SELECT {read} AS word, n FROM (SELECT *, {sql.raw} AS {cell} FROM {counted})"
            if column.type is not Type.TEXT and rule.constant is None:
                unreadable[name] = Unreadable(cell, f"({cell} IS NOT NULL AND ({value}) IS NULL)")
        chosen = where_sql(part.sheet, part.file, part.rows, bench.workspace)
        source = part.sheet.relation if chosen is None else f"{part.sheet.relation} WHERE {chosen}"
        raw = tuple(f"{sql} AS {cell}" for sql, cell in written.items())
        return cls(source, raw, tuple(typed), unreadable, words)

    def rows(self, *more: str) -> str:
        """The sheet's rows that belong to the table, with each cell as written, and ``more`` columns."""
        return f"(SELECT *, {', '.join([*self.written, *more])} FROM {self.source})"


def load(bench: Bench, table: Table) -> list[tuple[Part, Cells]]:
    """``new_<table>``: the rows of its listed parts, which are given back with what their cells are read as. Unreadable
    cells become empty."""
    read = [(part, Cells.of(bench, part)) for part in bench.parts_of(table) if part.listed]
    if brought.stay_in_sheets(bench, table):
        brought.create(bench, table, [_rows(bench, part, cells) for part, cells in read])
        bench.words[table.name] = [cells.words for _, cells in read]
        return read
    brought.create(bench, table)
    for part, cells in read:
        try:
            bench.run(f"INSERT INTO new_{table.name} BY NAME {_rows(bench, part, cells)}")
        except duckdb.Error as error:
            raise failing(bench, part, error) from error
    return read


def _counted(sheet: Sheet, rule: ColumnRule) -> str | None:
    """The cells that ``rule`` reads but for empty ones, as SQL behind FROM: each different one once, with ``n``; None
    where they weren't counted."""
    column = sheet.column(rule.header or "")
    if column is None or column.name not in sheet.census:
        return None
    return f"(SELECT written AS {column.name}, n FROM {sheet.census[column.name]})"


def _rows(bench: Bench, part: Part, cells: Cells) -> str:
    table = part.table
    flags = " + ".join(_flag(part, name, cell.condition) for name, cell in cells.unreadable.items())
    selected = [
        *cells.typed,
        "extra",
        f"{literal(part.sheet.label)} AS _file",
        "_line",
        f"{part.sheet_number} AS _sheet",
        "true AS _listed",
        f"{part.keyed} AS _keyed",
        f"({flags or '0'})::BIGINT AS _unreadable",
        "_updated",
    ]
    beside = cells.rows(f"{_extra(part)} AS extra", f"{_updated(bench, part)} AS _updated")
    rows = f"SELECT {', '.join(selected)} FROM {beside}"
    if not part.keyed:
        said = [name for name in table.names if name in part.rows.columns]
        made = f"'row_' || {digest(content([*said, 'extra']))}"
        rows = f"SELECT *, {made} AS {quoted(table.key[0])} FROM ({rows})"
    return rows


def _flag(part: Part, name: str, condition: str) -> str:
    return f"CASE WHEN {condition} THEN {1 << part.table.names.index(name)} ELSE 0 END"


def _extra(part: Part) -> str:
    """Columns that no table takes, as a JSON object without the empty ones."""
    pairs = ", ".join(f"{literal(column.header)}, {column.cell}" for column in part.left)
    if not pairs:
        return "NULL"
    return f"nullif(json_merge_patch('{{}}', json_object({pairs}))::VARCHAR, '{{}}')"


def _updated(bench: Bench, part: Part) -> str:
    for column in part.sheet.columns:
        header = re.sub(r"[^a-z]", "", column.header.lower())
        reading = column.reading(Type.TIMESTAMP) or column.reading(Type.DATE)
        if reading and _UPDATED.fullmatch(header):
            cell = column.cell
            return f"({parse_sql(cell, reading.format, reading.type, bench.workspace.timezone)})::TIMESTAMP"
    return "NULL"


def failing(bench: Bench, part: Part, error: duckdb.Error) -> Exception:
    """The error told with the file and the column whose expression fails on some row; as it is where none does."""
    expressions = {name: rule.expression for name, rule in part.rows.columns.items() if rule.expression is not None}
    for name, expression in expressions.items():
        sql = column_sql(part.sheet, part.file, part.rows.columns[name], part.table.column(name), bench.workspace)
        try:
            bench.ask(f"SELECT count({sql.raw}) FROM {part.sheet.relation}")
        except duckdb.Error as found:
            said = str(found).splitlines()[0]
            return BadInput(
                N_(
                    "{sheet}, column {name}: the expression {expression!r} fails on some row: {why}. TRY(…) around it "
                    "leaves such cells empty; nothing was changed"
                ),
                sheet=part.sheet.label,
                name=name,
                expression=expression,
                why=said,
            )
    if part.rows.where is not None:
        said = str(error).splitlines()[0]
        return BadInput(
            N_("{sheet}, the rows of {table}: the condition {expression!r} fails: {why}"),
            sheet=part.sheet.label,
            table=part.table.name,
            expression=part.rows.where,
            why=said,
        )
    return error


def check(part: Part) -> None:
    """Raises :class:`BadInput` where the mapping names a column that the model lacks."""
    for name in part.rows.columns:
        if name not in part.table.names:
            raise BadInput(
                f"{part.sheet.label}: the mapping fills {part.table.name}.{name}, which the sales model hasn't"
                f"{did_you_mean(name, part.table.names)}"
            )
