"""What an edition's values are counted from, kept with it: the next one counts only the rows that differ.

Counts and sums over an edition's rows are those of the edition before, less what the rows that went came to, and what
those come to that came instead. A group-by is known by the words that the engine is asked in, so that whatever it
depends on (a definition, what was learnt of all rows) has to be as it was.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from keyfunnel.kpis.compute.question import Question
from keyfunnel.kpis.compute.tally import Total
from keyfunnel.lake import layout
from keyfunnel.lake.added import added, negative
from keyfunnel.lake.connection import PREPARED, Database
from keyfunnel.lake.differences import IS, WAS
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.worded import Worded, worded

ROWS = "_rows"
AT_LEAST = 2_000_000  # rows of all tables, before adding up is less work than counting
AT_MOST = 400_000  # rows of an answer that is kept: more are no faster to add to than to count


@dataclass(frozen=True)
class Before:
    """The edition before: its ``folder``, and the first day that its data don't reach. In ``database`` are the base
    tables as they are now, and the rows in which they differ from its ones where ``differs`` says so of a table (None
    where most rows may)."""

    folder: Path
    end: dt.date
    database: Database
    differs: Callable[[str], bool | None]


def counts_of(edition: Edition, database: Database, before: Before | None = None) -> "Counts | None":
    """Who answers what is asked of the edition, where that isn't simply the engine."""
    return Counts(database, edition.folder, before) if edition.rows >= AT_LEAST else None


class Counts:
    """Answers what is asked of the edition in ``folder``, and keeps the answers there."""

    def __init__(self, database: Database, folder: Path, before: Before | None = None) -> None:
        self._database, self._folder, self._before = database, folder, before
        self._known: dict[str, pa.Table] = {}
        self._late: dict[tuple[str, str], int] = {}  # rows that don't differ, by what date of theirs lies after a clock
        layout.counts(folder).mkdir(exist_ok=True)

    def __call__(self, question: Question) -> pa.Table:
        whole = question.whole(**{ROWS: Total()})
        words = worded(whole, question.scan.end) if question.scan.by == "atom" else None
        found = None if words is None else self._of_all(words, question)
        return self._database.answer(question.asked) if found is None else found.drop_columns(ROWS)

    def _of_all(self, words: Worded, question: Question) -> pa.Table | None:
        """Of all rows, and kept; None where fewer are asked for and that is less work."""
        if words.name in self._known:
            return self._known[words.name]
        kept, too_long = _paths(self._folder, words)
        found = None
        if self._before is not None:
            if _paths(self._before.folder, words)[1].exists():
                too_long.touch()
                return None
            found = self._updated(words, self._before)
            if found is None and question.start is not None:
                return None
        if found is None:
            found = self._database.ask(words.sql, words.schema)
        if found.num_rows > AT_MOST:
            too_long.touch()
        else:
            pq.write_table(found, kept)
            self._known[words.name] = found
        return found

    def _updated(self, words: Worded, before: Before) -> pa.Table | None:
        """From what was kept before; None where that doesn't do."""
        kept, _ = _paths(before.folder, words)
        differs = before.differs(words.table) if kept.exists() else None
        if differs is None or (words.end != before.end and not self._aside(words, before, differs)):
            return None
        found = pq.read_table(kept)
        if not differs:
            return found
        went = before.database.ask(words.of(WAS, before.end), words.schema)
        came = before.database.ask(words.of(IS, words.end), words.schema)
        return added([found, negative(went, words.totals), came], words.totals, ROWS)

    def _aside(self, words: Worded, before: Before, differs: bool) -> bool:
        """Whether rows that don't differ are all dated before both clocks, and count alike under either."""
        if words.compared is None:
            return False
        relations = [PREPARED, IS] if differs else [PREPARED]
        day = min(words.end, before.end)
        for column in words.compared:
            if (words.table, column) not in self._late:
                rows = [before.database.run(_later(one, words.table, column, day))[0][0] for one in relations]
                self._late[words.table, column] = rows[0] - sum(rows[1:])
        return not any(self._late[words.table, column] for column in words.compared)


def _later(schema: str, table: str, column: str, day: dt.date) -> str:
    return f'SELECT count(*) FROM {schema}."{table}" WHERE "{column}" >= DATE \'{day}\''


def _paths(folder: Path, words: Worded) -> tuple[Path, Path]:
    """Where an answer is kept, and what is there instead where it is too long."""
    path = layout.counts(folder) / f"{words.name}.parquet"
    return path, path.with_suffix(".long")
