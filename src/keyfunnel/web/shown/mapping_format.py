"""In which format a source column is read, and which else there are, in the mapping's form."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass

from keyfunnel.intake.mapping import FileMapping
from keyfunnel.intake.mapping.source import reading_as
from keyfunnel.intake.reading import SheetColumn
from keyfunnel.intake.typing.dates import DATE_FORMATS
from keyfunnel.intake.typing.numbers import NUMBER_FORMATS
from keyfunnel.model.table import Column, Type
from keyfunnel.web.shown.format_words import in_words

FORMATS: MappingType[Type, tuple[str, ...]] = {
    Type.NUMBER: NUMBER_FORMATS,
    Type.RATE: NUMBER_FORMATS,
    Type.INTEGER: NUMBER_FORMATS,
    Type.DATE: DATE_FORMATS,
    Type.TIMESTAMP: DATE_FORMATS,
}


@dataclass(frozen=True)
class Format:
    """How the source column is read: ``found`` is what its cells say, as people say it, with one of them as
    ``example``; ``chosen`` what a person says instead. ``choices`` are formats with their words."""

    field: str
    found: str
    example: str
    chosen: str
    choices: tuple[tuple[str, str], ...]


def format_of(
    field: str, source: SheetColumn, column: Column, file: FileMapping, examples: MappingType[str, str]
) -> Format | None:
    """None for a column of the model that is neither a number nor a date. ``examples`` are cells by column."""
    choices = FORMATS.get(column.type)
    if choices is None:
        return None
    reading = reading_as(source, column.type)
    chosen = file.formats.get(source.header, "")
    known = dict.fromkeys([*choices, *filter(None, [chosen])])
    return Format(
        field=f"{field}-format-{source.name}",
        found=in_words(reading.format) if reading and reading.format else "",
        example=examples.get(source.name, ""),
        chosen=chosen,
        choices=tuple((one, in_words(one)) for one in known),
    )
