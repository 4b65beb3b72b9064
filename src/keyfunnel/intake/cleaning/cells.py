"""From a sheet's text to typed rows of a table, in one statement for each part."""

import re

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.enumerated import canonical
from keyfunnel.intake.cleaning.sql import KEPT_AS, content, digest, literal, quoted
from keyfunnel.intake.finding import Finding
from keyfunnel.intake.mapping import column_sql
from keyfunnel.intake.typing import parse_sql
from keyfunnel.intake.typing.words import empty_to_null
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.model.table import Table, Type
from keyfunnel.texts import N_, Message

# What says which of two rows is the newer, under the names that CRMs give it.
_UPDATED = re.compile(r"(last)?(update|updated|modified|changed)(date|at|on|time)?|.*lastmodifieddate|systemmodstamp")


def create(bench: Bench, table: Table) -> None:
    """An empty ``new_<table>``: the model's columns, and what later steps need to know of a row."""
    columns = ", ".join(f"{quoted(column.name)} {KEPT_AS[column.type]}" for column in table.columns)
    bench.run(
        f"CREATE TEMP TABLE new_{table.name} ({columns}, extra VARCHAR, _file VARCHAR, _line BIGINT, _sheet INTEGER, "
        "_listed BOOLEAN, _keyed BOOLEAN, _unreadable BIGINT, _updated TIMESTAMP)"
    )


def load(bench: Bench, part: Part) -> None:
    """Read a listed ``part`` into its table; unreadable cells become empty and their rows count as repaired."""
    table = part.table
    unreadable = unreadable_cells(bench, part)
    selected = [
        *typed(bench, part),
        f"{_extra(part)} AS extra",
        f"{literal(part.sheet.label)} AS _file",
        "_line",
        f"{part.sheet_number} AS _sheet",
        "true AS _listed",
        f"{part.keyed} AS _keyed",
        f"({' + '.join(_flag(part, name, sql) for name, sql in unreadable.items()) or '0'})::BIGINT AS _unreadable",
        f"{_updated(bench, part)} AS _updated",
    ]
    rows = f"SELECT {', '.join(selected)} FROM {part.sheet.relation}{where(part)}"
    if not part.keyed:
        said = [name for name in table.names if name in part.rows.columns]
        made = f"'row_' || {digest(content([*said, 'extra']))}"
        rows = f"SELECT *, {made} AS {quoted(table.key[0])} FROM ({rows})"
    bench.run(f"INSERT INTO new_{table.name} BY NAME {rows}")
    if unreadable:
        _report_unreadable(bench, part, unreadable)


def typed(bench: Bench, part: Part) -> list[str]:
    """The mapped columns, each read in its type, as SQL over the sheet's relation."""
    read = []
    for name, rule in part.rows.columns.items():
        column = part.table.column(name)
        sql = column_sql(part.sheet, part.file, rule, column, bench.workspace)
        read.append(f"{canonical(sql.typed, column)} AS {quoted(name)}")
    return read


def unreadable_cells(bench: Bench, part: Part) -> dict[str, str]:
    """For each column that can be unreadable at all, the condition for it. Any text can be read as text."""
    conditions = {}
    for name, rule in part.rows.columns.items():
        column = part.table.column(name)
        if column.type is not Type.TEXT and rule.constant is None:
            sql = column_sql(part.sheet, part.file, rule, column, bench.workspace)
            conditions[name] = f"(({sql.raw}) IS NOT NULL AND ({sql.typed}) IS NULL)"
    return conditions


def _flag(part: Part, name: str, condition: str) -> str:
    return f"CASE WHEN {condition} THEN {1 << part.table.names.index(name)} ELSE 0 END"


def where(part: Part) -> str:
    return f" WHERE {part.rows.where}" if part.rows.where else ""


def _extra(part: Part) -> str:
    """Columns that no table takes, as a JSON object without the empty ones; only in the main table."""
    if not part.main:
        return "NULL"
    left = [c for c in part.sheet.columns if c.header not in part.file.taken and c.header not in part.file.leave_out]
    if not left:
        return "NULL"
    pairs = ", ".join(f"{literal(column.header)}, {empty_to_null(column.name)}" for column in left)
    return f"nullif(json_merge_patch('{{}}', json_object({pairs}))::VARCHAR, '{{}}')"


def _updated(bench: Bench, part: Part) -> str:
    for column in part.sheet.columns:
        header = re.sub(r"[^a-z]", "", column.header.lower())
        reading = column.reading(Type.TIMESTAMP) or column.reading(Type.DATE)
        if reading and _UPDATED.fullmatch(header):
            cell = empty_to_null(column.name)
            return f"({parse_sql(cell, reading.format, reading.type, bench.workspace.timezone)})::TIMESTAMP"
    return "NULL"


def _report_unreadable(bench: Bench, part: Part, conditions: dict[str, str]) -> None:
    mine = f"new_{part.table.name} WHERE _sheet = {part.sheet_number}"
    bits = {name: part.table.names.index(name) for name in conditions}
    counts = ", ".join(f"count(*) FILTER ((_unreadable >> {bit}) & 1 = 1)" for bit in bits.values())
    found = dict(zip(bits, bench.ask(f"SELECT {counts} FROM {mine}")[0], strict=True))
    if not any(found.values()):
        return
    bench.run(f"INSERT INTO repaired SELECT _sheet, _line FROM {mine} AND _unreadable <> 0")
    for name, rows in found.items():
        if rows:
            column = f"{part.table.name}.{name}"
            params = {"rows": rows, "column": name, "example": _example(bench, part, name, conditions[name])}
            text = N_("{rows} rows: {column} can't be read and became empty, for example {example}")
            finding = Finding("unreadable_value", column, rows, Message("unreadable_value", text, params))
            bench.notice(part.sheet_number, finding)


def _example(bench: Bench, part: Part, name: str, condition: str) -> str:
    raw = column_sql(part.sheet, part.file, part.rows.columns[name], part.table.column(name), bench.workspace).raw
    rows = bench.ask(f"SELECT {raw} FROM {part.sheet.relation} WHERE {condition} ORDER BY _line LIMIT 1")
    return str(rows[0][0])[:60]


def check(part: Part) -> None:
    """Raises :class:`BadInput` where the mapping names a column that the model lacks."""
    for name in part.rows.columns:
        if name not in part.table.names:
            raise BadInput(
                f"{part.sheet.label}: the mapping fills {part.table.name}.{name}, which the sales model hasn't"
                f"{did_you_mean(name, part.table.names)}"
            )
