"""How an export is laid out: columns by header, and what a file does to cells and lines."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tests.intake.trials.book import BOOK, Deal

Cell = Callable[[Deal], object]


@dataclass(frozen=True)
class Export:
    """``columns`` gives what stands under each header; ``above`` and ``below`` are lines around the table.

    ``lacking`` names what such an export doesn't tell: ``created``, ``time`` of day, or ``owner``.
    """

    name: str
    columns: Mapping[str, Cell]
    encoding: str = "utf-8"
    delimiter: str = ","
    quoting: int = csv.QUOTE_MINIMAL
    above: Sequence[Sequence[str]] = ()
    below: Sequence[Sequence[str]] = ()
    locale: str = "en"
    currency: str = "USD"
    lacking: frozenset[str] = field(default_factory=frozenset)

    @property
    def rows(self) -> list[list[str]]:
        return [[_written(cell(deal)) for cell in self.columns.values()] for deal in BOOK]

    @property
    def text(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.delimiter, quoting=self.quoting)  # type: ignore[arg-type]  # a constant of csv
        writer.writerows([*self.above, list(self.columns), *self.rows, *self.below])
        return out.getvalue()

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        path.write_bytes(self.text.encode(self.encoding))
        return path


def _written(value: object) -> str:
    return "" if value is None else str(value)


def grouped(amount: Decimal, group: str, mark: str, digits: int = 2) -> str:
    """``1234567.5`` as ``1.234.567,50`` where ``group`` is a dot and ``mark`` a comma."""
    return f"{amount:,.{digits}f}".replace(",", "\0").replace(".", mark).replace("\0", group)


def us_date(day: dt.date | None) -> str:
    return f"{day.month}/{day.day}/{day.year}" if day else ""
