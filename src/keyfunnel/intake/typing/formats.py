"""Formats are written as an example or an order of parts, with words after it for what else is to be known."""

# Cells have digits of another script (๑๒๓, １２３), and times are in words or with other marks (14时05分, 14h30).
DIGITS, CLOCK = "digits", "clock"
# ``mil`` is a thousand, as in Spanish and Portuguese; a million without it.
MIL = "mil=1000"
# The numbers are in thousands, ten thousands, millions …, as their header says.
POWERS: tuple[str, ...] = ("e3", "e4", "e5", "e6", "e7", "e8", "e9", "e12")
DATE_MARKS: tuple[str, ...] = ("12h", "zoned", "BE", DIGITS, CLOCK)
NUMBER_MARKS: tuple[str, ...] = (DIGITS, MIL, *POWERS)
# What cells are dressed in, whatever the format that they are read in.
DRESS: tuple[str, ...] = (DIGITS, CLOCK)
_MARKS = frozenset(DATE_MARKS + NUMBER_MARKS)


def split_format(format_: str) -> tuple[str, frozenset[str]]:
    """The format proper, and the marks after it."""
    words = format_.split(" ")
    return " ".join(word for word in words if word not in _MARKS), frozenset(words) & _MARKS


def with_marks(format_: str, marks: frozenset[str]) -> str:
    """``format_`` with ``marks`` beside those it has."""
    order, there = split_format(format_)
    return " ".join(filter(None, [order, *sorted(there | marks)]))
