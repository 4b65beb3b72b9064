"""How files become tables of the sales model: the whole mapping as data."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field

from keyfunnel.texts import N_, Message


@dataclass(frozen=True)
class Evidence:
    """Why a guess was made; ``score`` from 0 (none) to 1 (certain)."""

    score: float
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True)
class ColumnRule:
    """Where a column of the model gets its values: exactly one of ``header``, ``constant`` and ``expression``.

    ``values`` rewrites what the header's column or the expression gives (compared trimmed and without regard to case);
    other values stay as they are, or become ``otherwise`` where that is set. An empty cell stays empty.
    ``expression`` is one scalar DuckDB expression over the file's headers, each typed as it was read.
    """

    header: str | None = None
    constant: str | None = None
    expression: str | None = None
    values: MappingType[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    evidence: Evidence | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if sum(given is not None for given in (self.header, self.constant, self.expression)) != 1:
            raise ValueError("a column rule has exactly one of header, constant and expression")


@dataclass(frozen=True)
class TableMapping:
    """Rows of ``table`` made from rows of a file.

    ``distinct`` is for a table that another one's rows only mention (the teams in a list of people): one row for each
    different combination of the mapped columns, none where the first mapped column is empty, and none for a name that
    a row of the same table from a mapping without ``distinct`` already has. ``where`` is a DuckDB condition on the
    file's rows; the others aren't part of this table. ``fills`` is for rows that only relate those of two other tables:
    they complete rows of the same key where these say nothing, and make none.
    """

    table: str
    columns: MappingType[str, ColumnRule]
    distinct: bool = False
    where: str | None = None
    fills: bool = False
    evidence: Evidence | None = field(default=None, compare=False)


NOT_NEEDED = N_("not needed")  # why a file is passed over where nobody says more


@dataclass(frozen=True)
class FileMapping:
    """What one sheet feeds. ``tables`` is empty where the file is ignored, and ``reason`` then says why; the first
    without ``distinct`` is the main one. ``formats`` overrides how columns are read, by header. ``columns`` no table
    takes are kept as extra attributes of the main table, except those in ``leave_out``."""

    file: str
    tables: tuple[TableMapping, ...] = ()
    sheet: str | None = None
    formats: MappingType[str, str] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    reason: Message | None = field(default=None, compare=False)

    @property
    def main(self) -> TableMapping | None:
        return next((table for table in self.tables if not table.distinct), next(iter(self.tables), None))

    @property
    def taken(self) -> frozenset[str]:
        """The headers that some table takes as they are."""
        return frozenset(rule.header for table in self.tables for rule in table.columns.values() if rule.header)


@dataclass(frozen=True)
class Mapping:
    files: tuple[FileMapping, ...]
