"""A sheet's column, read in the format that the mapping or the cells say."""

from keyfunnel.intake.mapping.rules import FileMapping
from keyfunnel.intake.reading.sheet import SheetColumn
from keyfunnel.intake.typing.formats import DRESS, split_format, with_marks
from keyfunnel.intake.typing.parse import parse_sql
from keyfunnel.intake.typing.reading import Reading
from keyfunnel.model.table import Type
from keyfunnel.model.workspace import Workspace

# Readings that serve for a type where there is none of its own.
_STAND_INS: dict[Type, tuple[Type, ...]] = {
    Type.NUMBER: (Type.NUMBER, Type.INTEGER),
    Type.INTEGER: (Type.INTEGER, Type.NUMBER),
    Type.RATE: (Type.NUMBER, Type.INTEGER),
    Type.DATE: (Type.DATE, Type.TIMESTAMP),
    Type.TIMESTAMP: (Type.TIMESTAMP, Type.DATE),
}


def reading_as(column: SheetColumn, type_: Type) -> Reading | None:
    """How the column's cells are best read as ``type_``; None where they aren't of that kind."""
    stand_ins = _STAND_INS.get(type_, (type_,))
    return next((reading for kind in stand_ins if (reading := column.reading(kind))), None)


def format_for(column: SheetColumn, type_: Type, mapping: FileMapping) -> str:
    """The format to read ``column`` in as ``type_``: the mapping's, else the one worked out. Which digits the cells
    have is theirs to say, whatever format a mapping chooses."""
    if type_ is Type.TEXT or type_ is Type.BOOLEAN:
        return ""
    reading = reading_as(column, type_)
    if column.header in mapping.formats:
        _, marks = split_format(reading.format if reading else "")
        return with_marks(mapping.formats[column.header], marks & frozenset(DRESS))
    return reading.format if reading else ""


def typed_column(column: SheetColumn, mapping: FileMapping, workspace: Workspace) -> str:
    """The column in the type it was found to have, as SQL over the relation."""
    cell = column.cell
    return parse_sql(cell, format_for(column, column.type, mapping), column.type, workspace.timezone)
