"""Rows of an export that are no records: totals, notices below the table, and its header printed again.

They are kept beside the records, each with the reason, so that nothing the file says is lost, and out of the way of
working out what the columns hold.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

import duckdb

from keyfunnel.intake.reading import load
from keyfunnel.intake.reading.groups import LONGEST, headings
from keyfunnel.intake.reading.raw import Raw
from keyfunnel.intake.reading.sheet import LINE
from keyfunnel.intake.reading.sums import Row, is_bare_sum, is_sum, is_total, only_numbers
from keyfunnel.intake.typing.words import BLANKS, literal

TOTAL, NOTICE, HEADER = "total_row", "notice_row", "repeated_header"

_NOTICE = re.compile(
    r"confidential|copyright|©|all rights reserved|generated (by|on)|exported (by|on|at|from)|do not distribute|"
    r"^page \d+|as of \d|report (run|date)|vertraulich|confidencial|bizalmas|ความลับ|机密|機密",
    re.IGNORECASE,
)
# A column that so many records fill is one that a record has; a row that lacks half of those may be none.
_USUAL = 0.8
_TAIL = 60
_MOST = 5000


def set_aside(con: duckdb.DuckDBPyConnection, raw: Raw) -> tuple[str | None, int]:
    """Move such rows of ``raw`` to a relation of their own, which has a text ``_code`` beside the columns; its name and
    how many rows it has."""
    width = len(raw.headers)
    if width < 2:
        return None, 0
    found = dict(_found(con, raw, width))
    repeated = _repeats(raw)
    if repeated:
        lines = [line for (line,) in con.execute(f"SELECT {LINE} FROM {raw.relation} WHERE {repeated}").fetchall()]
        found |= dict.fromkeys(lines, HEADER)
        found |= dict(_around(con, raw, width, lines)) if lines else {}
    if not found:
        return None, 0
    aside = f"{raw.relation}_aside"
    listed = ", ".join(f"({line}, {literal(code)})" for line, code in sorted(found.items()))
    con.execute(
        f"CREATE TABLE {aside} AS SELECT r.*, f._code FROM {raw.relation} AS r "
        f"JOIN (VALUES {listed}) AS f(line, _code) ON r.{LINE} = f.line"
    )
    load.remove(con, raw.relation, f"{LINE} IN (SELECT {LINE} FROM {aside})")
    return aside, len(found)


def _repeats(raw: Raw) -> str:
    """The condition on rows that are the header again; empty where there is none or it has one name only."""
    named = [(position, name) for position, name in enumerate(raw.written) if name.strip(BLANKS)]
    if len(named) < 2:
        return ""
    return " AND ".join(f"c{position} = {literal(name)}" for position, name in named)


def _found(con: duckdb.DuckDBPyConnection, raw: Raw, width: int) -> Iterator[tuple[int, str]]:
    rows, filled = _counts(con, raw, width, "true")
    full, most = _counts(con, raw, width, _fuller(con, raw, width)) if rows <= LONGEST else (rows, filled)
    usual = [position for position, n in enumerate(most) if n >= _USUAL * full]
    if rows < 2 or not usual:
        return
    tail = _tail(con, raw, width)
    half = (len(usual) + 1) // 2
    if len(usual) > 1 and sum(filled[position] < rows for position in usual) >= half:
        lacking = " + ".join(f"(c{position} IS NULL)::INT" for position in usual)
        sparse = _rows(con, raw, width, f"WHERE {lacking} >= {half} ORDER BY {LINE} LIMIT {_MOST}")
        yield from _totals(sparse)
        alone = [(row.line, row.filled[0]) for row in sparse if row.filled and only_numbers(row.filled[1:])]
        yield from ((line, TOTAL) for line in headings(con, raw, alone))
        end = tail[0]
        if end in sparse and is_bare_sum(con, raw, end, f"{LINE} < {end.line}"):
            yield end.line, TOTAL
        yield from _notices(tail, {row.line for row in sparse}, raw.titles, width)
    last = list(takewhile(is_total, tail))
    lines = ", ".join(str(row.line) for row in last)
    yield from ((row.line, TOTAL) for row in last if is_sum(con, raw, row, f"{LINE} NOT IN ({lines})"))


def _counts(con: duckdb.DuckDBPyConnection, raw: Raw, width: int, which: str) -> tuple[int, list[int]]:
    """How many rows the condition ``which`` takes, and in how many of them each column has something."""
    counts = ", ".join(f"count(c{position})" for position in range(width))
    rows, *filled = con.execute(f"SELECT count(*), {counts} FROM {raw.relation} WHERE {which}").fetchall()[0]
    return rows, filled


def _fuller(con: duckdb.DuckDBPyConnection, raw: Raw, width: int) -> str:
    """The condition on rows with over half as many cells as the fullest: reports may have more sums than records."""
    cells = " + ".join(f"(c{position} IS NOT NULL)::INT" for position in range(width))
    fullest = con.execute(f"SELECT max({cells}) FROM {raw.relation}").fetchall()[0][0]
    return f"({cells}) * 2 > {fullest or 0}"


def _around(con: duckdb.DuckDBPyConnection, raw: Raw, width: int, headers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Where groups of records have each their header: what a group is called, above it, and its sums, below."""
    starts = sorted(headers)
    for begin, end in pairwise([0, *starts, sys.maxsize]):
        last = _last(con, raw, width, begin, end)
        if last and end in starts and len(last.filled) == 1 < width - 1:
            yield last.line, NOTICE
            last = _last(con, raw, width, begin, last.line)
        if last and is_bare_sum(con, raw, last, f"{LINE} > {begin} AND {LINE} < {last.line}"):
            yield last.line, TOTAL


def _last(con: duckdb.DuckDBPyConnection, raw: Raw, width: int, begin: int, end: int) -> Row | None:
    """The last row between two lines."""
    between = f"SELECT max({LINE}) FROM {raw.relation} WHERE {LINE} > {begin} AND {LINE} < {end}"
    return next(iter(_rows(con, raw, width, f"WHERE {LINE} = ({between})")), None)


def _tail(con: duckdb.DuckDBPyConnection, raw: Raw, width: int) -> list[Row]:
    """The last rows, from the end upwards. Sorted by their lines alone, or all cells of all rows would be."""
    last = con.execute(f"SELECT {LINE} FROM {raw.relation} ORDER BY {LINE} DESC LIMIT {_TAIL}").fetchall()
    return _rows(con, raw, width, f"WHERE {LINE} >= {min(last)[0]} ORDER BY {LINE} DESC")


def _rows(con: duckdb.DuckDBPyConnection, raw: Raw, width: int, which: str) -> list[Row]:
    cells = ", ".join(f"coalesce(c{position}, '')" for position in range(width))
    return [
        Row(line, tuple(texts))
        for line, *texts in con.execute(f"SELECT {LINE}, {cells} FROM {raw.relation} {which}").fetchall()
    ]


def _totals(sparse: Sequence[Row]) -> Iterator[tuple[int, str]]:
    for row in sparse:
        if is_total(row, within=2):
            yield row.line, TOTAL


def _notices(tail: Sequence[Row], sparse: set[int], titles: frozenset[str], width: int) -> Iterator[tuple[int, str]]:
    """Rows at the very end with next to nothing in them: below a gap, or saying what notices say; and titles that come
    again. ``tail`` are the last rows, from the end upwards."""
    few = max(1, width // 4)
    block: list[Row] = []
    for row in tail:
        if row.line not in sparse or len(row.filled) > few:
            break
        block.append(row)
    gap = max((place for place, row in enumerate(block) if _is_below_gap(row, tail[place + 1 : place + 2])), default=-1)
    for place, row in enumerate(block):
        said = " ".join(row.filled)
        if not is_total(row) and (place <= gap or _NOTICE.search(said) or said in titles):
            yield row.line, NOTICE


def _is_below_gap(row: Row, above: Sequence[Row]) -> bool:
    return bool(above) and row.line > above[0].last_line + 1
