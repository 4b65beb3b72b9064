"""The mapping that a posted form says.

Fields of the form, ``i`` being a sheet, ``j`` one of the tables it feeds, ``COLUMN`` one of the model's:

=========================  ====================================================================================
``fi-tj-table``            the table; empty takes it away; ``fi-tj-was`` is the one that the fields speak of
``fi-tj-COLUMN-from``      ``c3`` (the sheet's column at position 3), ``constant``, ``expression``, empty for none
``fi-tj-COLUMN-written``   the constant or expression
``fi-tj-COLUMN-values``    lines ``as written = as meant``; ``-otherwise`` is what all others mean
``fi-tj-where``            an expression that chooses rows; ``fi-tj-distinct`` where rows are only mentioned
``fi-format-c3``           how the sheet's column at position 3 is to be read
``fi-rest-c3``             ``-`` leaves it out where no table takes it; else it is kept as an extra attribute
``fi-add``                 another table that the sheet shall feed
=========================  ====================================================================================

What a form doesn't mention stays as it was.
"""

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import replace
from itertools import count

from keyfunnel.intake.mapping import ColumnRule, FileMapping, Mapping, TableMapping
from keyfunnel.intake.reading import Sheet
from keyfunnel.intake.typing.words import FALSE_WORDS, TRUE_WORDS
from keyfunnel.model.errors import BadInput
from keyfunnel.model.table import Type
from keyfunnel.model.tables import TABLES
from keyfunnel.model.tables import table as table_of_model
from keyfunnel.texts import N_, Message
from keyfunnel.web.uploads.look import Look
from keyfunnel.web.uploads.suggested import suggested_as

Posted = MappingType[str, str]
LEFT_OUT = "-"
NAMES = frozenset(table.name for table in TABLES)


def posted_mapping(look: Look, before: Mapping, posted: Posted) -> Mapping:
    """Raises :class:`BadInput` for what no page of ours sends: a table or position that isn't there."""
    return Mapping(
        tuple(
            _file(look, i, sheet, file, posted)
            for i, (sheet, file) in enumerate(zip(look.sheets, before.files, strict=True))
        )
    )


def _file(look: Look, i: int, sheet: Sheet, before: FileMapping, posted: Posted) -> FileMapping:
    kept = []
    for prefix, table in _spoken_of(i, before, posted):
        name = posted.get(f"{prefix}-table", table.table)
        if name and name != table.table:
            kept.append(replace(suggested_as(look, sheet, _known(name)), distinct=table.distinct))
        elif name:
            kept.append(_table(prefix, sheet, table, posted))
    if added := posted.get(f"f{i}-add"):
        kept.append(suggested_as(look, sheet, _known(added)))
    formats = {
        column.header: said
        for column in sheet.columns
        if (said := posted.get(f"f{i}-format-{column.name}", before.formats.get(column.header, "")).strip())
    }
    taken = {rule.header for table in kept for rule in table.columns.values()}
    left_out = tuple(
        column.header
        for column in sheet.columns
        if column.header not in taken
        and posted.get(f"f{i}-rest-{column.name}", LEFT_OUT if column.header in before.leave_out else "") == LEFT_OUT
    )
    return replace(before, tables=tuple(kept), formats=formats, leave_out=left_out if kept else ())


def _spoken_of(i: int, before: FileMapping, posted: Posted) -> Iterator[tuple[str, TableMapping]]:
    """The tables whose fields the form has, and those kept before that it doesn't mention. A form that couldn't be
    kept as it was may have another list of tables than the mapping: ``fi-tj-was`` says whose fields these are."""
    for j in count():
        prefix = f"f{i}-t{j}"
        table = before.tables[j] if j < len(before.tables) else None
        was = posted.get(f"{prefix}-was")
        if was is not None and (table is None or table.table != was):
            table = TableMapping(_known(was), {})
        if table is None:
            return
        yield prefix, table


def _known(name: str) -> str:
    if name not in NAMES:
        raise BadInput(N_("There is no table {word!r}{hint}"), word=name, hint="")
    return name


def _table(prefix: str, sheet: Sheet, before: TableMapping, posted: Posted) -> TableMapping:
    columns = {
        column.name: _yes_or_no(rule) if column.type is Type.BOOLEAN else rule
        for column in table_of_model(before.table).columns
        if (rule := _rule(f"{prefix}-{column.name}", sheet, before.columns.get(column.name), posted))
    }
    where = posted.get(f"{prefix}-where", before.where or "").strip() or None
    distinct = f"{prefix}-distinct" in posted if f"{prefix}-where" in posted else before.distinct
    return replace(before, columns=columns, where=where, distinct=distinct)


def _rule(prefix: str, sheet: Sheet, before: ColumnRule | None, posted: Posted) -> ColumnRule | None:
    source = posted.get(f"{prefix}-from")
    if source is None:
        return before
    written = posted.get(f"{prefix}-written", "").strip()
    values, otherwise = value_map(posted.get(f"{prefix}-values", "")), posted.get(f"{prefix}-otherwise", "").strip()
    match source:
        case "":
            return None
        case "constant":
            return ColumnRule(constant=written)
        case "expression":
            return ColumnRule(expression=written, values=values, otherwise=otherwise or None)
    column = next((column for column in sheet.columns if column.name == source), None)
    if column is None:
        raise BadInput(N_("{place}: there is no column {word!r}{hint}"), place=sheet.label, word=source, hint="")
    same = before is not None and before.header == column.header
    evidence = before.evidence if same and before else None
    return ColumnRule(header=column.header, values=values, otherwise=otherwise or None, evidence=evidence)


def _yes_or_no(rule: ColumnRule) -> ColumnRule:
    """In whatever language the same for every row was written, the mapping says true or false."""
    said = (rule.constant or "").lower()
    constant = "true" if said in TRUE_WORDS else "false" if said in FALSE_WORDS else rule.constant
    return replace(rule, constant=constant)


def value_problems(posted: Posted) -> dict[str, Message]:
    """What is wrong with the value maps themselves, by the fields of their columns (``fi-tj-COLUMN``)."""
    wrong = {
        name.removesuffix("-values"): [line for line in text.splitlines() if line.strip() and not value_map(line)]
        for name, text in posted.items()
        if name.endswith("-values")
    }
    return {
        name: Message("no_equals", N_("{line} is not “as written = as meant”"), {"line": lines[0].strip()})
        for name, lines in wrong.items()
        if lines
    }


def value_map(text: str) -> dict[str, str]:
    """Lines ``as written = as meant``; the last ``=`` of a line counts, and lines without one are left out."""
    pairs = (line.rpartition("=") for line in text.splitlines() if "=" in line)
    return {old.strip(): new.strip() for old, _, new in pairs if old.strip() and new.strip()}
