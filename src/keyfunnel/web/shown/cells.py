"""Rows of a drill-down as a page shows them: without the columns that say nothing of any of them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from keyfunnel.web.decimals import PLAIN, needed
from keyfunnel.web.paging import Paged

LINE = "_line"
MONEY = frozenset(("amount", "cost", "mrr", "revenue"))  # which the bases give in the workspace's currency
LONG = 18  # characters without a space that a phone has no room for on one line


@dataclass(frozen=True)
class Column:
    """``decimals`` are those of all its numbers; None where it holds anything else. ``long``: of words that may be
    broken where room is scarce."""

    name: str
    decimals: int | None
    long: bool

    @property
    def figure(self) -> bool:
        return self.decimals is not None or self.name == LINE


@dataclass(frozen=True)
class Cells:
    """``rows`` pair each cell with its column; ``empty`` names the columns that aren't among them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Column, Any], ...], ...]
    empty: tuple[str, ...]

    @property
    def with_money(self) -> bool:
        return any(column.name in MONEY for column in self.columns)


def cells(paged: Paged, besides: Container[str] = ()) -> Cells:
    """Without the columns ``besides``. Where there are no rows, no column is empty either."""
    written = [tuple(map(_plain, paged.columns, row)) for row in paged.rows]
    by_column = list(zip(*written, strict=True)) if written else [()] * len(paged.columns)
    asked = [place for place, name in enumerate(paged.columns) if name not in besides]
    told = [place for place in asked if not paged.rows or any(map(_is_there, by_column[place]))]
    columns = tuple(_column(paged.columns[place], by_column[place]) for place in told)
    rows = tuple(tuple(zip(columns, (row[place] for place in told), strict=True)) for row in written)
    return Cells(columns, rows, tuple(paged.columns[place] for place in asked if place not in told))


def _plain(name: str, value: Any) -> Any:
    """A line of a file is a place to look at, no quantity."""
    return str(value) if name == LINE and value is not None else value


def _is_there(value: Any) -> bool:
    return value is not None and value != ""


def _column(name: str, values: Sequence[Any]) -> Column:
    known = [value for value in values if _is_there(value)]
    if known and all(isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) for value in known):
        return Column(name, needed(map(float, known), PLAIN), False)
    words = [word for value in known if isinstance(value, str) for word in value.split()]
    return Column(name, None, any(len(word) > LONG for word in words))
