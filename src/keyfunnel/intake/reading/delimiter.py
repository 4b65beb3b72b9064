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
    record's being so: a decimal comma cuts every row evenly but not the header. Records a few cells short of the width
    count nearly as much: empty cells at the end may have been left off."""
    counts = Counter(width for width in widths if width > 1)
    return max((_share(width, counts, widths) for width in counts), default=0.0)


def _share(width: int, counts: Counter[int], widths: list[int]) -> float:
    short = sum(n for other, n in counts.items() if 0.7 * width < other < width)
    usual = (counts[width] + 0.8 * short) / len(widths)
    return usual + 0.02 * min(width, 10) + (0.2 if width == widths[0] else 0.0)
