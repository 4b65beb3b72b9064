"""Which part of a mapping speaks of which sheet, and whether the two fit."""

from collections.abc import Sequence
from fnmatch import fnmatch

from keyfunnel.intake.mapping.compile import column_sql, where_sql
from keyfunnel.intake.mapping.rules import FileMapping, Mapping
from keyfunnel.intake.reading.kinds import without_packing
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.intake.typing.dates import DATE_FORMATS
from keyfunnel.intake.typing.formats import split_format
from keyfunnel.intake.typing.numbers import NUMBER_FORMATS
from keyfunnel.intake.typing.parse import check_format
from keyfunnel.model.errors import BadInput, did_you_mean
from keyfunnel.model.table import Type
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message


def mapping_of(mapping: Mapping, sheet: Sheet) -> FileMapping | None:
    """The part of ``mapping`` that speaks of ``sheet``. A file may be named with its folder or without, plain though it
    is packed, or by a pattern such as ``deals-*.csv``; without a worksheet it speaks of all of them."""
    fitting = [file for file in mapping.files if file.sheet in (None, sheet.sheet) and _names(file.file, sheet)]
    return max(fitting, key=lambda file: (file.sheet is not None, file.file == sheet.name), default=None)


def _names(pattern: str, sheet: Sheet) -> bool:
    names = {sheet.name, sheet.path.name, without_packing(sheet.path.name)}
    return any(name == pattern or fnmatch(name, pattern) for name in names)


def check(mapping: Mapping, sheets: Sequence[Sheet], workspace: Workspace) -> None:
    """Raises :class:`BadInput` where a part of ``mapping`` speaks of no sheet, of a header that its sheet lacks, or has
    a format or expression that can't be used."""
    spoken_of = {id(mapping_of(mapping, sheet)) for sheet in sheets}
    for file in mapping.files:
        if id(file) not in spoken_of and file.tables:
            raise BadInput(
                N_("The mapping speaks of {word!r}, which wasn't given{hint}"), word=file.file, hint=_near(file, sheets)
            )
    for sheet in sheets:
        if spoken := mapping_of(mapping, sheet):
            _check_sheet(spoken, sheet, workspace)


def _near(file: FileMapping, sheets: Sequence[Sheet]) -> Message | str:
    return did_you_mean(file.file, [sheet.name for sheet in sheets])


def _check_sheet(file: FileMapping, sheet: Sheet, workspace: Workspace) -> None:
    for header in (*file.formats, *file.leave_out):
        if sheet.column(header) is None:
            raise BadInput(
                N_("{place}: there is no column {word!r}{hint}"),
                place=sheet.label,
                word=header,
                hint=did_you_mean(header, sheet.headers),
            )
    for format_ in file.formats.values():
        if split_format(format_)[0] not in NUMBER_FORMATS + DATE_FORMATS:
            check_format(format_, Type.DATE if any(letter in format_ for letter in "dmy") else Type.NUMBER)
    for part in file.tables:
        where_sql(sheet, file, part, workspace)
        for name, rule in part.columns.items():
            column_sql(sheet, file, rule, table(part.table).column(name), workspace)
