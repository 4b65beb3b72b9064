"""What a table and a column of the sales model are."""

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """How a column is kept.

    ``number`` is exact (18 digits, 4 of them decimals), so that the sums of any partition agree.
    """

    TEXT = "text"
    NUMBER = "number"
    RATE = "rate"  # a ratio of currencies needs more digits than money has: binary floating point
    INTEGER = "integer"
    DATE = "date"
    TIMESTAMP = "timestamp"  # local time of the workspace, without a zone; midnight means "no time of day"
    BOOLEAN = "boolean"


@dataclass(frozen=True)
class Column:
    """``references`` names the table whose key this column holds; ``planned`` dates say nothing about what
    was observed; ``values`` are the words a category has in the model (others are kept and reported)."""

    name: str
    type: Type
    meaning: str
    references: str | None = None
    planned: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """``key`` columns name a row; ``dated`` is the column whose month a large table is partitioned by."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    meaning: str
    dated: str | None = None

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name} declares a column twice")
        if missing := [name for name in (*self.key, *filter(None, [self.dated])) if name not in names]:
            raise ValueError(f"{self.name} lacks {missing}")

    def column(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def references(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.references)

    @property
    def event_dates(self) -> tuple[Column, ...]:
        """Columns that record when something happened (planned dates don't)."""
        return tuple(c for c in self.columns if c.type in (Type.DATE, Type.TIMESTAMP) and not c.planned)


def text(name: str, meaning: str, references: str | None = None, values: tuple[str, ...] = ()) -> Column:
    return Column(name, Type.TEXT, meaning, references=references, values=values)


def number(name: str, meaning: str) -> Column:
    return Column(name, Type.NUMBER, meaning)


def integer(name: str, meaning: str) -> Column:
    return Column(name, Type.INTEGER, meaning)


def date(name: str, meaning: str, *, planned: bool = False) -> Column:
    return Column(name, Type.DATE, meaning, planned=planned)


def timestamp(name: str, meaning: str) -> Column:
    return Column(name, Type.TIMESTAMP, meaning)


def boolean(name: str, meaning: str) -> Column:
    return Column(name, Type.BOOLEAN, meaning)
