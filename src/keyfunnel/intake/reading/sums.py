"""Rows of sums: what they say, and whether it is the sum of the rows that they stand below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from keyfunnel.intake.reading.raw import Raw
from keyfunnel.intake.typing.words import BLANKS

# What a row of totals begins with, in the languages that headers are known in.
_TOTAL = re.compile(
    r"(grand |sub ?-?|overall )?totals?\b.*|totale?n?\b.*|sum(me)?:?|count:?|average:?|avg:?|records?:?|"
    r"(zwischen|gesamt)?summe\b.*|gesamt\w*|insgesamt|anzahl:?|durchschnitt:?|"
    r"összesen:?|mindösszesen:?|részösszeg:?|suma( total)?:?|recuento:?|promedio:?|soma:?|contagem:?|média:?|"
    r"รวม.*|ยอดรวม.*|ผลรวม.*|合\s*计.*|合\s*計.*|总\s*计.*|總\s*計.*|小\s*计.*|小\s*計.*|计数|總數|总数",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-(]?\D{0,4}\d[\d.,'\s\u00a0\u202f]*\D{0,4}\)?")


@dataclass(frozen=True)
class Row:
    line: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> list[str]:
        return [text for cell in self.cells if (text := cell.strip(BLANKS))]

    @property
    def last_line(self) -> int:
        return self.line + sum(cell.count("\n") for cell in self.cells)


def is_total(row: Row, within: int = 1) -> bool:
    """Whether it says so in the first cells ``within`` which it has something, and nothing else but numbers."""
    return any(map(_TOTAL.fullmatch, row.filled[:within])) and _nothing_but_numbers(row)


def only_numbers(texts: Sequence[str]) -> bool:
    return all(map(_NUMBER.fullmatch, texts))


def _nothing_but_numbers(row: Row) -> bool:
    """Beside the words for a total: a record of a company called Total has other words too."""
    return all(_TOTAL.fullmatch(text) or _NUMBER.fullmatch(text) for text in row.filled)


def is_bare_sum(con: duckdb.DuckDBPyConnection, raw: Raw, row: Row, of: str) -> bool:
    """Whether it says nothing but numbers, one of them such a sum."""
    return bool(row.filled) and only_numbers(row.filled) and is_sum(con, raw, row, of)


def is_sum(con: duckdb.DuckDBPyConnection, raw: Raw, total: Row, of: str) -> bool:
    """Whether one of its numbers is the sum of its column over the rows that the condition ``of`` takes."""
    for position, cell in enumerate(total.cells):
        if not _NUMBER.fullmatch(cell.strip(BLANKS)):
            continue
        above = con.execute(f"SELECT c{position} FROM {raw.relation} WHERE {of} AND c{position} <> ''").fetchall()
        for mark in ".,":
            if above and abs(sum(_value(text, mark) for (text,) in above) - _value(cell, mark)) < 0.01 * len(above):
                return True
    return False


def _value(text: str, mark: str) -> float:
    digits = re.sub(rf"[^\d{re.escape(mark)}]", "", text).replace(mark, ".", 1)
    try:
        value = float(digits)
    except ValueError:
        return 0.0
    return -value if re.match(r"\s*[-(]", text) else value
