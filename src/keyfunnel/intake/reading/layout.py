"""Where in a sheet the header stands, and what the columns are called."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from keyfunnel.intake.reading.records import BLANK, Record

# Cells like these are values, not names: numbers and dates in any dress, e-mail addresses, links.
_VALUE = re.compile(
    r"[(\-+]?\s*[$€£¥฿]?\s*[\d.,' \u00a0\u202f]*\d[\d.,' \u00a0\u202f]*\s*[%)]?\s*[$€£¥฿]?"
    r"|\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}\.?([ T]\d{1,2}:\d{2}.*)?"
    r"|[^@\s]+@[^@\s]+\.\w+|https?://\S+",
    re.IGNORECASE,
)
# Words that are values only among their like: "No" is what many call the column of their numbers.
_ANSWER = re.compile(r"true|false|yes|no", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Layout:
    """``titles`` are the records above the header; ``header`` is None where the first record is data already.

    ``width`` is how many cells most records have."""

    titles: tuple[Record, ...]
    header: Record | None
    width: int


def find_layout(sample: Sequence[Record]) -> Layout:
    """The layout that ``sample``, the first records of a sheet, shows. It has at least one record."""
    widths = Counter(_filled_width(record.cells) for record in sample)
    width = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))[0]
    at = next((i for i, record in enumerate(sample) if _wide(record.cells, width)), 0)
    full = Counter(len(record.cells) for record in sample[at:]).most_common(1)[0][0]
    candidate = sample[at]
    below = sample[at + 1 :]
    named = _is_header(candidate.cells, [record.cells for record in below])
    return Layout(tuple(sample[:at]), candidate if named else None, max(full, len(candidate.cells) if named else 0))


def titles_of(layout: Layout) -> frozenset[str]:
    """What the lines above the header say, each as one text."""
    return frozenset(" ".join(filter(None, (cell.strip(BLANK) for cell in one.cells))) for one in layout.titles)


def name_columns(header: Sequence[str] | None, width: int) -> tuple[str, ...]:
    """``width`` different names: blank ones become ``Column N``, repeated ones are numbered."""
    names: list[str] = []
    taken: set[str] = set()
    for position in range(width):
        written = header[position] if header is not None and position < len(header) else ""
        base = " ".join(written.strip(BLANK + "\r\n").split()) or f"Column {position + 1}"
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _filled_width(cells: Sequence[str]) -> int:
    """Cells up to the last that isn't blank."""
    return max((position for position, cell in enumerate(cells, 1) if cell.strip(BLANK)), default=0)


def _wide(cells: Sequence[str], width: int) -> bool:
    return sum(bool(cell.strip(BLANK)) for cell in cells) >= max(1, 0.6 * width)


def _is_header(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    filled = [cell.strip(BLANK) for cell in cells if cell.strip(BLANK)]
    values = [cell for cell in filled if _VALUE.fullmatch(cell) and not _YEAR.fullmatch(cell)]
    if _alike(cells, below, _ANSWER):
        return False
    if values:
        # One column called "1" is a name still; a row that looks like those below it is data.
        return len(values) < 0.3 * len(filled) and not _alike(cells, below, _VALUE)
    if len(set(filled)) < len(filled) * 0.5:
        return False
    return not _recurs(cells, below)


def _alike(cells: Sequence[str], below: Sequence[Sequence[str]], sort: re.Pattern[str]) -> bool:
    """Whether a cell is a value of this ``sort`` where the cells below it are such values too."""
    for position, cell in enumerate(cells):
        if not sort.fullmatch(cell.strip(BLANK)):
            continue
        under = [row[position].strip(BLANK) for row in below if position < len(row) and row[position].strip(BLANK)]
        if under and sum(bool(sort.fullmatch(value)) for value in under) > 0.8 * len(under):
            return True
    return False


def _recurs(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether most of the cells come again in their own columns: then they are values like the others."""
    again = sum(
        any(position < len(row) and row[position].strip(BLANK) == cell.strip(BLANK) for row in below)
        for position, cell in enumerate(cells)
        if cell.strip(BLANK)
    )
    # A header line repeated further down brings every name again, at once.
    repeated = any(list(row) == list(cells) for row in below)
    return not repeated and again > 0.5 * sum(bool(cell.strip(BLANK)) for cell in cells) and len(below) > 2
