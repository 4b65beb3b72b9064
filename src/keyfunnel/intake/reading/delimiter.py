"""Which character separates the cells: the one that cuts most records into the same number of them."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from keyfunnel.intake.reading.records import records

DELIMITERS: tuple[str, ...] = (",", ";", "\t", "|")


def declared(line: str) -> str | None:
    """The delimiter of a first line ``sep=;``, which spreadsheets write and read."""
    text = line.strip().strip('"')
    return text[4:5] or None if text.lower().startswith("sep=") and len(text) <= 5 else None


def find_delimiter(lines: Sequence[str], most: int = 500) -> str:
    """The delimiter of ``lines``; a comma where nothing separates anything."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = [len(record.cells) for record in islice(records(lines, delimiter), most)]
        score = _evenness(widths)
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    return best


def _evenness(widths: list[int]) -> float:
    """The share of records with the most usual width above one, a little more for being wide, and for the first
    record's being so: a decimal comma cuts every row evenly but not the header."""
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    usual = count / len(widths)
    return usual + 0.02 * min(width, 10) + (0.2 if width == widths[0] else 0.0)
