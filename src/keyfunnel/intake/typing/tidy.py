"""Columns whose every cell can be taken as it stands: none to be trimmed, no word for nothing among them."""

import duckdb

from keyfunnel.intake.typing.census import Census
from keyfunnel.intake.typing.words import BLANKS, EMPTY_WORDS, literal, unusual, unusual_sql

_SAMPLE = 1000
# To look for so many different blanks at a cell's end takes no longer than a pattern for all of them.
_FEW = 4


def tidy(
    con: duckdb.DuckDBPyConnection, relation: str, width: int, rows: int, blanks: str, census: Census
) -> list[bool]:
    """For each column ``c0`` … of ``relation``, over all its ``rows``. ``blanks`` are those that its cells may have.

    Some rows rule out columns first; what nearly all cells begin with clears the others without a look at the rest.
    """
    some = con.execute(f"FROM {relation} LIMIT {_SAMPLE}").fetchall()
    hopeful = [
        position
        for position in range(width)
        if not any(row[position] is not None and unusual(row[position]) for row in some)
    ]
    if rows > _SAMPLE:
        unusual_ones = _any_unusual(con, relation, [f"c{position}" for position in hopeful], blanks, census)
        hopeful = [position for position in hopeful if f"c{position}" not in unusual_ones]
    return [position in hopeful for position in range(width)]


def _any_unusual(
    con: duckdb.DuckDBPyConnection, relation: str, names: list[str], blanks: str, census: Census
) -> set[str]:
    """Those columns of ``names`` with an unusual cell."""
    each = [name for name in names if name not in census]
    asked = [f"SELECT bool_or({_unusual('written', blanks)}) FROM {census[name]}" for name in names if name in census]
    if each:
        all_at_once = ", ".join(f"bool_or({_unusual(name, blanks)})" for name in each)
        asked.append(f"SELECT {all_at_once} FROM {relation}")
    answers = [answer for query in asked for answer in con.execute(query).fetchall()[0]]
    counted = [name for name in names if name in census]
    return {name for name, found in zip([*counted, *each], answers, strict=True) if found}


def _unusual(cell: str, blanks: str) -> str:
    """:func:`unusual_sql`, for many cells: the pattern is only tried on those that begin as it asks for."""
    ends = " OR ".join(f"suffix({cell}, {literal(blank)})" for blank in blanks) or "false"
    if len(blanks) > _FEW:
        ends = f"regexp_matches({cell}, {literal(f'[{BLANKS}]$')})"
    return f"CASE WHEN {_begins_so(cell)} THEN {unusual_sql(cell)} ELSE {ends} END"


def _begins_so(cell: str) -> str:
    """Whether the cell begins with a blank, as a word for nothing does, or beyond ASCII."""
    ranges = " OR ".join(f"({cell} >= {literal(first)} AND {cell} < {literal(beyond)})" for first, beyond in _RANGES)
    return f"({cell} < {literal(_LOWEST)} OR {ranges} OR {cell} > '~')"


def _beginnings() -> tuple[str, list[tuple[str, str]]]:
    """Below which character a cell begins so, and between which others: ranges that are joined where no letter or
    digit lies between them, since few cells begin with anything else."""
    first = {char for word in EMPTY_WORDS for char in (word[:1].lower(), word[:1].upper()) if char.isascii() and char}
    runs: list[list[int]] = [[0, 0]]
    for code in sorted(map(ord, first)):
        if any(chr(between).isalnum() for between in range(runs[-1][1] + 1, code)):
            runs.append([code, code])
        else:
            runs[-1][1] = code
    (_, lowest), *others = runs
    return chr(lowest + 1), [(chr(start), chr(end + 1)) for start, end in others]


_LOWEST, _RANGES = _beginnings()
