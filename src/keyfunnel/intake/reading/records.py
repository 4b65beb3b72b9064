"""Delimited text cut into records, carefully: no line is ever lost, however the quotes stand."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

# A quoted cell may run over so many lines; a quote still open then was no quote.
MOST_LINES = 2000

# Nothing but these on a line is no record; \x1a is how old programs end a file.
BLANK = " \t\v\f\x1a\ufeff\u00a0"

Cell = Callable[[str, int], re.Match[str] | None]


class Record(NamedTuple):
    """``line`` is the physical line it begins on, 1-based."""

    line: int
    cells: list[str]


@dataclass
class Account:
    """What happened on the way: ``stray_quotes`` counts records whose quotes were taken as they stand."""

    stray_quotes: int = 0


def records(
    lines: Iterable[str], delimiter: str, width: int | None = None, account: Account | None = None
) -> Iterator[Record]:
    """The records of ``lines``, which end where the file's own do. Lines with nothing on them are no records.

    ``width`` is how many cells a record should have: it decides whether a quote that opens on one line and closes on
    a later one spans them, or stands there by itself. Cells lose their quotes, and nothing else.
    """
    account = account or Account()
    pending = _Lines(lines)
    while (line := pending.next()) is not None:
        start, text = pending.number, line.rstrip("\r\n")
        if not text.strip(BLANK):
            continue
        if '"' not in text:
            yield Record(start, text.split(delimiter))
            continue
        yield Record(start, _quoted(line, pending, delimiter, width, account))


class _Lines:
    """Lines that can be handed back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._back: list[str] = []
        self.number = 0

    def next(self) -> str | None:
        line = self._back.pop() if self._back else next(self._lines, None)
        self.number += line is not None
        return line

    def give_back(self, lines: list[str]) -> None:
        self._back += reversed(lines)
        self.number -= len(lines)


def _quoted(line: str, pending: _Lines, delimiter: str, width: int | None, account: Account) -> list[str]:
    first = line.rstrip("\r\n")
    strict, lenient = _cells(delimiter)
    if (cells := _match(first, strict)) is not None:
        return cells
    if _open_at_end(first, strict) and (spanning := _spanning(line, pending, strict)):
        cells, taken = spanning
        if width is None or len(cells) == width or len(first.split(delimiter)) != width:
            return cells
        pending.give_back(taken)
    account.stray_quotes += 1
    # Inner quotes that nobody doubled, or doubled with a backslash; or a quote that is a mere character.
    readings = [cells for cells in (_match(first, lenient), first.split(delimiter)) if cells is not None]
    return next((cells for cells in readings if len(cells) == width), readings[0])


def _spanning(line: str, pending: _Lines, strict: Cell) -> tuple[list[str], list[str]] | None:
    """Cells of the record that begins with ``line`` and runs over the next ones, and those lines; None where the quote
    doesn't close properly (then nothing was taken)."""
    text, taken = line, list[str]()
    while len(taken) < MOST_LINES and (more := pending.next()) is not None:
        taken.append(more)
        text += more
        if '"' in more:
            if (cells := _match(text.rstrip("\r\n"), strict)) is not None:
                return cells, taken
            if not text.count('"') % 2:
                break
    pending.give_back(taken)
    return None


def _open_at_end(text: str, cell: Cell) -> bool:
    """Whether a cell begins with a quote that is still open at the end of the line."""
    position = 0
    while (found := cell(text, position)) and found["end"]:
        position = found.end()
    rest = text[position:].lstrip(" ")
    return rest.startswith('"') and bool(rest.count('"') % 2)


def _match(text: str, cell: Cell) -> list[str] | None:
    cells, position = [], 0
    while found := cell(text, position):
        quoted = found["quoted"]
        cells.append(found["plain"] if quoted is None else quoted.replace('""', '"').replace('\\"', '"'))
        if not found["end"]:
            return cells
        position = found.end()
    return None


@lru_cache
def _cells(delimiter: str) -> tuple[Cell, Cell]:
    """How one cell and the delimiter after it look: as the rules say, and as some programs write."""
    d = re.escape(delimiter)
    cell = r'(?: *"(?P<quoted>{inside})" *|(?! *")(?P<plain>[^{d}\n]*))(?P<end>{d}|\Z)'
    strict = cell.format(d=d, inside=r'[^"]*(?:""[^"]*)*')
    lenient = cell.format(d=d, inside=r".*?(?<!\\)")
    return re.compile(strict).match, re.compile(lenient).match
