"""Records in groups, as people and reports lay them out: a row that heads each, or its name in the first row only."""

import re
from collections.abc import Iterator, Sequence

import duckdb

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.reading import load
from keyfunnel.intake.reading.raw import Raw
from keyfunnel.intake.reading.sheet import LINE
from keyfunnel.texts import N_, Message

# "Anna Berg (12)": what the rows of a group have in common, and how many they are.
_HEADING = re.compile(r".*\S\s*\((\d+)\)")
# Nobody lays out longer sheets so.
LONGEST = 100_000
# Without a letter, or one word with a figure in it, as keys are: "OLD-17" is the number of its row, not a group's name.
_NO_NAME = r"^[^\pL]*$|^\S*\d\S*$"
# Names of groups are short, and groups have so many rows or more.
_SHORT, _ROWS_EACH = 60, 2


def headings(con: duckdb.DuckDBPyConnection, raw: Raw, sparse: Sequence[tuple[int, str]]) -> Iterator[int]:
    """The lines that head groups, among ``sparse`` ones with the text of each: where so many records follow as it
    says, and then another heading or nothing."""
    said = {line: int(found[1]) for line, text in sparse if (found := _HEADING.fullmatch(text))}
    if not said:
        return
    records = f"SELECT {LINE} FROM {raw.relation} WHERE {LINE} NOT IN ({', '.join(map(str, said))}) ORDER BY 1"
    lines = [line for (line,) in con.execute(records).fetchall()]
    for line, count in said.items():
        above = sum(one < line for one in lines)
        following = lines[above : above + count]
        beyond = lines[above + count : above + count + 1]
        if len(following) == count and (not beyond or any(following[-1] < other < beyond[0] for other in said)):
            yield line


def fill_down(con: duckdb.DuckDBPyConnection, raw: Raw, rows: int) -> Iterator[Finding]:
    """Give the rows of a group what stands only in its first one: in the columns that a sheet begins with, where each
    name stands once, and most rows have none."""
    if not 2 * _ROWS_EACH <= rows <= LONGEST:
        return
    within = "''"
    for position, header in enumerate(raw.headers):
        column = f"c{position}"
        look = f"""
            SELECT count({column}), count(DISTINCT ({within}, {column})) FILTER ({column} IS NOT NULL),
                count(TRY_CAST({column} AS DOUBLE)), arg_min({column} IS NOT NULL, {LINE}),
                coalesce(max(length({column})), 0), bool_or({column} ~ '{_NO_NAME}')
            FROM {raw.relation}
        """
        filled, different, numbers, first, longest, unnamed = con.execute(look).fetchall()[0]
        if not filled or numbers == rows:
            continue  # a margin, or numbers of rows
        in_groups = filled >= 2 and filled * _ROWS_EACH <= rows and different == filled
        if not (in_groups and first and longest <= _SHORT and not unnamed):
            return
        load.change(con, raw.relation, column, f"last_value({column} IGNORE NULLS) OVER (ORDER BY {LINE})")
        within = f"concat_ws('|', {within}, {column})"
        text = N_("{column} stands in the first row of each group only: it is taken for the rows below it too")
        yield Finding("filled_down", header, rows - filled, Message("filled_down", text, {"column": header}))
