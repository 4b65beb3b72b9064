"""What every column is tried as, and what else is asked of it. Data, with the patterns and SQL that ask."""

import re
from dataclasses import dataclass
from functools import cache

from keyfunnel.intake.typing.dates import (
    BUDDHIST,
    DATE_FORMATS,
    EPOCH_MILLISECONDS,
    EPOCH_SECONDS,
    HALF_DAY,
    SPREADSHEET,
    ZONE,
    begins_so,
    date_pattern,
    members,
    timestamp_sql,
)  # fmt: skip
from keyfunnel.intake.typing.magnitudes import AMBIGUOUS, BARE_UNIT, LETTERED
from keyfunnel.intake.typing.numbers import (
    COMMA,
    COMMA_PERCENT,
    DOT,
    DOT_PERCENT,
    NUMBER_FORMATS,
    PLAIN,
    integer_sql,
    number_pattern,
    number_sql,
)
from keyfunnel.intake.typing.words import FALSE_WORDS, TRUE_WORDS, literal, one_of
from keyfunnel.model.table import Type

# Counts of days or seconds are numbers first; within these ranges (1954 to 2119, 1989 to 2103) they may be dates.
COUNTED: dict[str, tuple[int, int]] = {
    SPREADSHEET: (20_000, 80_000),
    EPOCH_SECONDS: (600_000_000, 4_200_000_000),
    EPOCH_MILLISECONDS: (600_000_000_000, 4_200_000_000_000),
}


@dataclass(frozen=True)
class Candidate:
    type: Type
    format: str

    @property
    def is_date(self) -> bool:
        return self.type is Type.TIMESTAMP and self.format not in COUNTED

    def looks_right(self, cell: str) -> bool:
        """Whether the cell has the shape; it may still name a day that isn't in the calendar."""
        match self.type:
            case Type.BOOLEAN:
                return cell.lower() in _YES_NO
            case Type.INTEGER:
                return _compiled(_shapes(PLAIN)[0]).search(cell) is not None
            case Type.NUMBER:
                return _may_be_number(cell, self.format) and any(
                    _compiled(pattern).search(cell) for pattern in _shapes(self.format, _has_letter(cell))
                )
            case _ if self.format in COUNTED:
                low, high = COUNTED[self.format]
                return _compiled(_shapes(PLAIN)[0]).search(cell) is not None and low <= float(cell) <= high
            case _:
                return any(
                    begins_so(cell, order) and _compiled(_date_shape(order)).search(cell)
                    for order in members(self.format)
                )

    def test(self, v: str, marks: str) -> str:
        """Whether the text ``v``, in plain digits and times, can be read so, in SQL. ``marks`` are those that its
        dates may have."""
        match self.type:
            case Type.BOOLEAN:
                return one_of(v, TRUE_WORDS + FALSE_WORDS)
            case Type.INTEGER:
                return f"({_has_shape(v, PLAIN)} AND {integer_sql(v, PLAIN)} IS NOT NULL)"
            case Type.NUMBER:
                if self.format != PLAIN:
                    return _has_shape(v, self.format)
                return f"({_has_shape(v, PLAIN)} AND {number_sql(v, PLAIN, 'DECIMAL(18,4)')} IS NOT NULL)"
            case _ if self.format in COUNTED:
                low, high = COUNTED[self.format]
                return f"(TRY_CAST({v} AS DOUBLE) BETWEEN {low} AND {high})"
            case _:
                return f"(year({timestamp_sql(v, f'{self.format} {marks}'.strip(), 'UTC')}) BETWEEN 1900 AND 9999)"


def _has_shape(v: str, format_: str) -> str:
    return f"({' OR '.join(f'regexp_matches({v}, {literal(pattern)})' for pattern in _shapes(format_))})"


@cache
def _shapes(format_: str, lettered: bool = True) -> tuple[str, ...]:
    """The patterns of numbers in ``format_``; words for magnitudes are only in cells with letters."""
    alone = number_pattern(format_)
    return (alone, number_pattern(format_, multiplied=True)) if lettered and format_ in (DOT, COMMA) else (alone,)


def _may_be_number(cell: str, format_: str) -> bool:
    return "%" in cell or format_ not in (DOT_PERCENT, COMMA_PERCENT)


def _has_letter(cell: str) -> bool:
    return any(map(str.isalpha, cell))


_date_shape = cache(date_pattern)

CANDIDATES: tuple[Candidate, ...] = (
    Candidate(Type.BOOLEAN, ""),
    Candidate(Type.INTEGER, PLAIN),
    *(Candidate(Type.NUMBER, name) for name in NUMBER_FORMATS),
    *(Candidate(Type.TIMESTAMP, name) for name in DATE_FORMATS),
)
_YES_NO = frozenset(TRUE_WORDS + FALSE_WORDS)

# Properties that decide between candidates, or become marks of a format; patterns for both RE2 and Python.
DATE_TRAITS: dict[str, str] = {
    "time": "[0-9]:[0-9]{2}",
    "dotted": "^[0-9]{1,2}[.] ?[0-9]{1,2}[.]",
    "midnight": "[0-9].*[^0-9:]0?0:00(:00([.]0+)?)?([^0-9:]|$)",
    "12h": HALF_DAY,
    "zoned": ZONE,
    "BE": BUDDHIST,
}
NUMBER_TRAITS: dict[str, str] = {
    "leading zero": "^[-+]?0[0-9]",
    "mark": "[0-9][.,][0-9]",
    "mark before three": "^(?:[^0-9.,]*[.])?[^.,]*[1-9][0-9]{0,2}[.,][0-9]{3}[^0-9]*$",
    "0 or 1": "^[01]$",
    "ambiguous word": AMBIGUOUS,
    "bare unit": BARE_UNIT,
    "lettered": LETTERED,
}
TRAITS = DATE_TRAITS | NUMBER_TRAITS
SPELT = frozenset({"ambiguous word", "bare unit", "lettered"})  # what a plain number can't have


def has_digit(cell: str) -> bool:
    return any(char.isdigit() for char in cell)


def has_trait(trait: str, cell: str) -> bool:
    return _compiled(TRAITS[trait]).search(cell) is not None


def trait_sql(trait: str, v: str) -> str:
    return f"regexp_matches({v}, {literal(TRAITS[trait])})"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
