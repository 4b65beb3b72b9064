"""What reading a file gives: a table of text on the DuckDB connection, and what is known about it."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.typing.census import Census
from keyfunnel.intake.typing.reading import Reading
from keyfunnel.intake.typing.words import empty_to_null
from keyfunnel.model.table import Type

LINE = "_line"


def quoted(identifier: str) -> str:
    """``identifier`` as SQL writes it."""
    escaped = identifier.replace('"', '""')
    return f'"{escaped}"'


@dataclass(frozen=True)
class SheetColumn:
    """One column of a sheet.

    ``header`` is unique in its sheet: a repeated one is numbered (``Amount (2)``), a blank one called
    ``Column 3``. ``readings`` are the types that its values can be read as over the whole column, best first;
    never empty, since everything is text. In a ``tidy`` column no cell needs trimming or is a word for nothing.
    """

    position: int
    header: str
    readings: tuple[Reading, ...]
    tidy: bool = False

    @property
    def name(self) -> str:
        """The column of the relation."""
        return f"c{self.position}"

    @property
    def is_named(self) -> bool:
        """Whether its header was written, and isn't its number."""
        return self.header != f"Column {self.position + 1}"

    @property
    def cell(self) -> str:
        """Its cells as SQL: trimmed, NULL where they say nothing."""
        return self.name if self.tidy else empty_to_null(self.name)

    @property
    def type(self) -> Type:
        return self.readings[0].type

    @property
    def format(self) -> str:
        return self.readings[0].format

    def reading(self, type_: Type) -> Reading | None:
        """The best reading as ``type_``, if its values can be read so at all."""
        return next((reading for reading in self.readings if reading.type is type_), None)


@dataclass(frozen=True)
class Sheet:
    """One table of a file: a CSV file has one, a workbook one for each worksheet.

    ``relation`` is a table on the connection with text columns ``c0`` … ``cN`` (one for each of ``columns``) and
    ``_line`` (bigint): the physical line of a text file on which the record begins, or the row of a worksheet,
    or the record's number in a Parquet file; 1-based. Cells are as written, NULL where nothing stood; nothing is
    trimmed. ``rows`` counts the records below the header, all of which are in the relation: cells beyond the
    header's width have columns of their own at the end, named ``Column N``.
    ``aside`` is a like relation, with a text ``_code``, of the ``aside_rows`` that are no records: totals, notices
    below the table, its header again; None where there are none.
    ``census`` has the different cells of columns in which they come again, where it has many rows.
    A file that isn't a table (listed because its folder was given) has no columns, no rows and a finding.
    """

    path: Path
    name: str
    sheet: str | None
    relation: str
    columns: tuple[SheetColumn, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    rows: int = 0
    findings: tuple[Finding, ...] = field(default=())
    aside: str | None = None
    aside_rows: int = 0
    census: Census = field(default_factory=dict, hash=False)

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)

    @property
    def label(self) -> str:
        """How messages name it: the file, and the worksheet where there are several."""
        return f"{self.name} [{self.sheet}]" if self.sheet else self.name

    def column(self, header: str) -> SheetColumn | None:
        return next((column for column in self.columns if column.header == header), None)

    def with_findings(self, *findings: Finding) -> "Sheet":
        return replace(self, findings=(*self.findings, *findings))
