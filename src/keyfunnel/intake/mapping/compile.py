"""A column rule as SQL over its sheet's relation."""

from dataclasses import dataclass

from keyfunnel.intake.mapping.expressions import expression_sql
from keyfunnel.intake.mapping.rules import ColumnRule, FileMapping, TableMapping
from keyfunnel.intake.mapping.source import format_for
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.intake.typing.parse import parse_sql
from keyfunnel.intake.typing.words import literal
from keyfunnel.lake.at_rest import SQL
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.model.table import Column
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_


@dataclass(frozen=True)
class ColumnSQL:
    """``raw`` gives the cell as text, trimmed, empty words as NULL; ``typed`` the value in the column's type at rest.

    ``raw IS NOT NULL AND typed IS NULL`` is an unreadable cell. Both read the sheet's relation.
    """

    raw: str
    typed: str


def column_sql(sheet: Sheet, mapping: FileMapping, rule: ColumnRule, column: Column, workspace: Workspace) -> ColumnSQL:
    """What ``rule`` gives for ``column`` of the model.

    Raises :class:`BadInput` for a header the sheet lacks, and for a bad format or expression.
    """
    if rule.constant is not None:
        raw = literal(rule.constant)
        return ColumnSQL(raw, parse_sql(raw, "", column.type, workspace.timezone))
    if rule.expression is not None:
        value = expression_sql(sheet, mapping, rule.expression, f"column {column.name}", workspace)
        raw = f"CAST({value} AS VARCHAR)"
        if rule.values:
            raw = mapped(raw, rule)
            return ColumnSQL(raw, parse_sql(raw, "", column.type, workspace.timezone))
        return ColumnSQL(raw, f"TRY_CAST({value} AS {SQL[column.type]})")
    source = sheet.column(rule.header or "")
    if source is None:
        near = did_you_mean(rule.header or "", sheet.headers)
        raise BadInput(N_("{place}: there is no column {word!r}{hint}"), place=sheet.label, word=rule.header, hint=near)
    raw = source.cell
    if rule.values:
        raw = mapped(raw, rule)
    format_ = format_for(source, column.type, mapping)
    return ColumnSQL(raw, parse_sql(raw, format_, column.type, workspace.timezone))


def where_sql(sheet: Sheet, mapping: FileMapping, table: TableMapping, workspace: Workspace) -> str | None:
    """The condition on the file's rows, over the sheet's relation; None where all of them are meant."""
    if table.where is None:
        return None
    return expression_sql(sheet, mapping, table.where, f"the rows of {table.table}", workspace)


def mapped(raw: str, rule: ColumnRule) -> str:
    """The text ``raw`` with the rule's values rewritten."""
    whens = " ".join(
        f"WHEN lower({literal(given.strip())}) THEN {literal(meant)}" for given, meant in rule.values.items()
    )
    rest = raw if rule.otherwise is None else f"CASE WHEN {raw} IS NOT NULL THEN {literal(rule.otherwise)} END"
    return f"CASE lower({raw}) {whens} ELSE {rest} END"
