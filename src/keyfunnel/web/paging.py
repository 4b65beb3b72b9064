"""Long tables, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
from django.http import HttpRequest

from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_

SIZE = 50


@dataclass(frozen=True)
class PageNumber:
    number: int

    @property
    def reads(self) -> int:
        """Rows to read so as to show this page and to know whether another follows."""
        return self.number * SIZE + 1


@dataclass(frozen=True)
class Paged:
    """``all``: how many rows there are on all pages; None where nobody counted."""

    columns: tuple[str, ...]
    rows: list[Any]
    number: int
    first: int
    last: int
    following: bool
    all: int | None = None

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.following else None


def page_of(request: HttpRequest) -> PageNumber:
    text = request.GET.get("page", "1")
    if not text.isdecimal() or not 1 <= int(text) <= 100_000:
        raise BadInput(N_("page: {word!r} is not a page number"), word=text)
    return PageNumber(int(text))


def paged(table: pa.Table, page: PageNumber, all_rows: int | None = None) -> Paged:
    """The page's rows of a table that was read as far as ``page.reads``."""
    first = (page.number - 1) * SIZE
    shown = table.slice(first, SIZE)
    rows = list(zip(*(column.to_pylist() for column in shown.columns), strict=True)) if shown.num_columns else []
    return Paged(
        tuple(table.column_names),
        rows,
        page.number,
        first + 1,
        first + len(rows),
        table.num_rows > first + SIZE,
        all_rows,
    )


def paged_of(rows: ir.Table, page: PageNumber) -> Paged:
    """The page's rows of a query, which is asked for no more than them and how many there are."""
    read = rows.limit(page.reads).to_pyarrow()
    are_all = page.number == 1 and read.num_rows < page.reads
    return paged(read, page, read.num_rows if are_all else int(rows.count().to_pyarrow().as_py()))


def listed(rows: Sequence[Any], page: PageNumber, size: int) -> Paged:
    """The page's part of ``rows``, all of which are there, ``size`` at a time."""
    first = (page.number - 1) * size
    shown = list(rows[first : first + size])
    return Paged((), shown, page.number, first + 1, first + len(shown), len(rows) > first + size, len(rows))
