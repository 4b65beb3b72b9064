"""Two ways to get delimited text into a relation: DuckDB's reader where it can be trusted, ours where it can't."""

from collections.abc import Iterator

import duckdb

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.reading import load
from keyfunnel.intake.reading.noticed import noticed
from keyfunnel.intake.reading.records import BLANK, Account, Record, records
from keyfunnel.intake.reading.sheet import LINE
from keyfunnel.intake.reading.utf8 import Utf8
from keyfunnel.texts import N_

# Rows may be so many cells wider than the header; what lies beyond is kept together in the last of them.
_MOST_EXTRA = 20
# Read by so much at a time, which a line may fill; by default it were 16 times that, and one thread would wait.
_LONGEST_LINE = 16 * 2**20
_STRICTLY = (
    "quote='\"', escape='\"', strict_mode=true, null_padding=false, compression='none', "
    f"max_line_size={_LONGEST_LINE}, buffer_size={_LONGEST_LINE}"
)


def read_fast(con: duckdb.DuckDBPyConnection, relation: str, text: Utf8, delimiter: str, width: int, skip: int) -> bool:
    """Let DuckDB read all but the first ``skip`` lines; False, with nothing created, where it refuses (a ragged row, a
    stray quote) or its rows don't account for every line."""
    if text.returns:
        return False
    names = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(width))
    try:
        con.execute(
            f"CREATE TABLE {relation}_cells AS FROM read_csv(?, auto_detect=false, header=false, skip={skip}, delim=?, "
            f"columns={{{names}}}, {_STRICTLY})",
            [str(text.path), delimiter],
        )
    except duckdb.Error:
        return False
    load.number(con, relation, skip)
    missing = text.lines - skip - load.count_rows(con, relation)
    if missing and (not text.quotes or missing != _count_line_feeds(con, relation, width)):
        load.forget(con, relation)
        return False
    if missing:
        _renumber(con, relation, width)
    return True


def read_carefully(
    con: duckdb.DuckDBPyConnection, relation: str, text: Utf8, delimiter: str, width: int, skip: int
) -> tuple[int, list[Finding]]:
    """Read the records that begin after line ``skip``, whatever their shape; the number of columns they took, and what
    was found."""
    account, shape = Account(), _Shape(width)
    rows = (row for row in records(text.lines_of_text(), delimiter, width, account) if row.line > skip)
    load.create(con, relation, width + _MOST_EXTRA)
    load.insert(con, relation, width + _MOST_EXTRA, shape.fit(rows, delimiter))
    for unused in range(shape.widest, width + _MOST_EXTRA):
        con.execute(f"ALTER TABLE {relation} DROP COLUMN c{unused}")
    findings = []
    if shape.short or shape.long:
        ragged = N_(
            "{short:# row has|# rows have} fewer cells than the header and {long} more; the surplus has columns of "
            "its own"
        )
        findings.append(
            noticed("ragged_rows", ragged, rows=shape.short + shape.long, short=shape.short, long=shape.long)
        )
    if account.stray_quotes:
        stray = N_(
            "{n:# row has quotes that don't pair; it was read as it stands|# rows have quotes that don't pair; they "
            "were read as they stand}"
        )
        findings.append(noticed("stray_quotes", stray, rows=account.stray_quotes, n=account.stray_quotes))
    return shape.widest, findings


class _Shape:
    """Fits rows into a table and counts those that aren't as wide as the header."""

    def __init__(self, width: int) -> None:
        self.width = self.widest = width
        self.short = self.long = 0

    def fit(self, rows: Iterator[Record], delimiter: str) -> Iterator[Record]:
        most = self.width + _MOST_EXTRA
        for row in rows:
            cells = row.cells
            self.short += len(cells) < self.width
            if len(cells) > self.width:
                while len(cells) > self.width and not cells[-1].strip(BLANK):
                    cells.pop()
                self.long += len(cells) > self.width
                if len(cells) > most:
                    cells[most - 1 :] = [delimiter.join(cells[most - 1 :])]
                self.widest = max(self.widest, len(cells))
            yield row


def _count_line_feeds(con: duckdb.DuckDBPyConnection, relation: str, width: int) -> int:
    return int(con.execute(f"SELECT coalesce(sum({_line_feeds(width)}), 0) FROM {relation}").fetchall()[0][0])


def _renumber(con: duckdb.DuckDBPyConnection, relation: str, width: int) -> None:
    """A record begins as many lines further down as the records before it have line feeds inside."""
    before = f"(ORDER BY {LINE} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    above = f"coalesce(sum({_line_feeds(width)}) OVER {before}, 0)::BIGINT"
    load.renew(con, relation, f"SELECT * REPLACE ({LINE} + {above} AS {LINE}) FROM {relation}")


def _line_feeds(width: int) -> str:
    whole = f"concat({', '.join(f'c{position}' for position in range(width))})"
    return f"(length({whole}) - length(replace({whole}, chr(10), '')))"
