"""An export as one entry of a table: who writes it and how, and what must come out of it."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.intake.trials.book import BOOK
from tests.intake.trials.cells import Fact, written


@dataclass(frozen=True)
class Export:
    """The deals of the book in a file of ``name``, which a workspace of ``locale`` and ``currency`` takes.

    ``layout`` says what stands under each header, ``Deal - ID: {number} | Deal - Title: {title}``, as ``cells`` reads
    it; ``above`` and ``below`` are lines around the table. ``lacking`` names what such an export doesn't tell, ``time``
    of day or ``source``; ``tables`` are what it gives, and ``repaired`` counts its rows with a cell nobody can read.
    """

    case: str
    name: str
    layout: str
    locale: str = "en"
    currency: str = "USD"
    own: Mapping[str, Fact] = field(default_factory=dict)
    months: Sequence[str] = ()
    encoding: str = "utf-8"
    delimiter: str = ","
    quoting: int = csv.QUOTE_MINIMAL
    above: Sequence[Sequence[str]] = ()
    below: Sequence[Sequence[str]] = ()
    lacking: Sequence[str] = ()
    tables: Sequence[str] = ("deals",)
    repaired: int = 0

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Header and cell of each."""
        found = []
        for column in re.split(r"\s+\|\s+", self.layout):
            header, colon, cell = column.partition(":")
            assert colon, f"{self.case}: what stands under {header!r}?"
            found.append((header.strip(), cell.strip()))
        return found

    @property
    def rows_aside(self) -> int:
        """Lines below that say something: totals and notes, which are no deals."""
        return sum(map(bool, self.below))

    @property
    def rows(self) -> list[list[str]]:
        cells = [cell for _, cell in self.columns]
        return [[written(cell, deal, self.own, self.months) for cell in cells] for deal in BOOK]

    @property
    def text(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.delimiter, quoting=self.quoting)  # type: ignore[arg-type]  # a constant of csv
        writer.writerows([*self.above, [header for header, _ in self.columns], *self.rows, *self.below])
        return out.getvalue()

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        path.write_bytes(self.text.encode(self.encoding))
        return path


def by_case(*exports: Export) -> dict[str, Export]:
    cases = {export.case: export for export in exports}
    assert len(cases) == len(exports), "two exports have one name"
    return cases
