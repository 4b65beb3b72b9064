"""The form in which a mapping is corrected: a block for each sheet, in it one for each table that it feeds."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from django.utils.translation import gettext

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.mapping import ColumnRule, FileMapping, Mapping, TableMapping
from keyfunnel.intake.reading import Sheet, SheetColumn
from keyfunnel.model.table import Column, Type
from keyfunnel.model.tables import TABLES
from keyfunnel.model.tables import table as table_of_model
from keyfunnel.texts import Message
from keyfunnel.web.shown.encodings import encoding_name
from keyfunnel.web.shown.mapping_format import Format, format_of
from keyfunnel.web.templatetags.figures import cell
from keyfunnel.web.uploads.as_read import TableRead
from keyfunnel.web.uploads.look import Look

Problems = MappingType[str, Message]
TABLE_CHOICES = tuple((table.name, table.meaning) for table in TABLES)


@dataclass(frozen=True)
class Row:
    """A column of the model and where it comes from: ``source`` is ``c3``, ``constant``, ``expression`` or ``""``."""

    field: str
    column: Column
    source: str
    written: str
    values: str
    otherwise: str
    why: tuple[Message, ...]
    format: Format | None
    problem: Message | None

    @property
    def rewrites(self) -> bool:
        return bool(self.values or self.otherwise or (self.format and self.format.chosen))


@dataclass(frozen=True)
class TableBlock:
    """``taken`` columns come from somewhere, ``free`` ones from nowhere yet."""

    field: str
    table: str
    meaning: str
    where: str
    distinct: bool
    why: tuple[Message, ...]
    taken: tuple[Row, ...]
    free: tuple[Row, ...]
    read: TableRead


@dataclass(frozen=True)
class Rest:
    """A column of the sheet that no table takes; ``left_out`` or else kept as an extra attribute."""

    field: str
    header: str
    left_out: bool


@dataclass(frozen=True)
class SheetBlock:
    field: str
    label: str
    rows: int
    how: str
    reason: Message | None
    sources: tuple[tuple[str, str], ...]
    tables: tuple[TableBlock, ...]
    rest: tuple[Rest, ...]
    findings: tuple[Finding, ...]
    choices: tuple[tuple[str, str], ...] = TABLE_CHOICES


def blocks(look: Look, mapping: Mapping, read: list[list[TableRead]], problems: Problems) -> list[SheetBlock]:
    """``mapping`` and ``read`` speak of the sheets in their order; ``problems`` are those of fields."""
    examples = look.examples()
    return [
        _sheet(f"f{i}", sheet, mapping.files[i], look.suggested.files[i], read[i], examples[i], problems)
        for i, sheet in enumerate(look.sheets)
    ]


def _sheet(
    field: str,
    sheet: Sheet,
    file: FileMapping,
    suggested: FileMapping,
    read: list[TableRead],
    examples: MappingType[str, str],
    problems: Problems,
) -> SheetBlock:
    return SheetBlock(
        field=field,
        label=sheet.label,
        rows=sheet.rows,
        how=encoding_name(sheet.encoding) if sheet.encoding else "",
        reason=suggested.reason if not file.tables else None,
        sources=tuple((column.name, _called(column)) for column in sheet.columns),
        tables=tuple(
            _table(field, j, sheet, file, table, suggested, read[j], examples, problems)
            for j, table in enumerate(file.tables)
        ),
        rest=tuple(
            Rest(f"{field}-rest-{column.name}", _called(column), column.header in file.leave_out)
            for column in sheet.columns
            if file.tables and column.header not in file.taken
        ),
        findings=sheet.findings,
    )


def _table(
    sheet_field: str,
    j: int,
    sheet: Sheet,
    file: FileMapping,
    table: TableMapping,
    suggested: FileMapping,
    read: TableRead,
    examples: MappingType[str, str],
    problems: Problems,
) -> TableBlock:
    model, field = table_of_model(table.table), f"{sheet_field}-t{j}"
    guess = next((one for one in suggested.tables if one == table), None)
    guess = guess or next((one for one in suggested.tables if one.table == table.table), None)
    rows = [
        _row(field, sheet_field, sheet, file, column, table.columns.get(column.name), guess, read, examples, problems)
        for column in model.columns
    ]
    return TableBlock(
        field=field,
        table=table.table,
        meaning=model.meaning,
        where=table.where or "",
        distinct=table.distinct,
        why=guess.evidence.reasons if guess and guess.evidence else (),
        taken=tuple(row for row in rows if row.source or row.problem),
        free=tuple(row for row in rows if not (row.source or row.problem)),
        read=read,
    )


def _row(
    table_field: str,
    sheet_field: str,
    sheet: Sheet,
    file: FileMapping,
    column: Column,
    rule: ColumnRule | None,
    guess: TableMapping | None,
    read: TableRead,
    examples: MappingType[str, str],
    problems: Problems,
) -> Row:
    field = f"{table_field}-{column.name}"
    source = sheet.column(rule.header) if rule and rule.header else None
    guessed = guess.columns.get(column.name) if guess else None
    return Row(
        field=field,
        column=column,
        source=_source(rule, source),
        written=_written(rule, column) if rule else "",
        values="\n".join(f"{old} = {new}" for old, new in rule.values.items()) if rule else "",
        otherwise=(rule.otherwise or "") if rule else "",
        why=guessed.evidence.reasons if guessed and guessed.evidence and guessed == rule else (),
        format=format_of(sheet_field, source, column, file, examples) if source else None,
        problem=problems.get(field) or read.problems.get(column.name),
    )


def _written(rule: ColumnRule, column: Column) -> str:
    """Yes and no as the first rows below say them."""
    if column.type is Type.BOOLEAN and rule.constant in ("true", "false"):
        return cell(rule.constant == "true")
    return rule.constant or rule.expression or ""


def _source(rule: ColumnRule | None, source: SheetColumn | None) -> str:
    if rule is None:
        return ""
    if source:
        return source.name
    return "constant" if rule.constant is not None else "expression" if rule.expression is not None else ""


def _called(column: SheetColumn) -> str:
    """Its header, in the page's language where it was written by nobody."""
    if column.is_named:
        return column.header
    return gettext("column {n} (no name)").format(n=column.position + 1)
