"""What one import works on: the DuckDB connection, what was read, and how it is to become tables."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from keyfunnel.intake.finding import Finding
from keyfunnel.intake.mapping import FileMapping, TableMapping
from keyfunnel.intake.reading import Sheet, SheetColumn
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.table_version import parquet
from keyfunnel.model.table import Column, Table
from keyfunnel.model.tables import TABLES
from keyfunnel.model.tables import table as table_called
from keyfunnel.model.workspace import Workspace

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Part:
    """Rows of one table that come from one sheet. ``listed`` rows are what the file is about; the others are only
    mentioned by them (the teams in a list of people)."""

    sheet_number: int
    sheet: Sheet
    file: FileMapping
    rows: TableMapping

    @property
    def table(self) -> Table:
        return table_called(self.rows.table)

    @property
    def listed(self) -> bool:
        return not (self.rows.distinct or self.rows.fills)

    @property
    def main(self) -> bool:
        return self.rows is self.file.main

    @property
    def left(self) -> list[SheetColumn]:
        """Columns that no table takes, kept with the rows of the main one."""
        gone = {*self.file.taken, *self.file.leave_out}
        return [column for column in self.sheet.columns if column.header not in gone] if self.main else []

    @property
    def keyed(self) -> bool:
        """Whether rows bring their key. A key of several columns can't be made up, so it always counts as brought."""
        return len(self.table.key) > 1 or self.table.key[0] in self.rows.columns


@dataclass
class Bench:
    """Relations on ``con``: ``new_<table>`` rows brought, ``old_<table>`` the base's, ``all_<table>`` both merged,
    ``final_<table>`` with references resolved and flags set; ``refused``, ``merged`` and ``repaired`` rows by sheet
    number and line."""

    con: duckdb.DuckDBPyConnection
    workspace: Workspace
    base: Edition | None
    sheets: tuple[tuple[Sheet, FileMapping | None], ...]
    replace: bool = False
    progress: Progress = lambda _phase, _done, _total: None
    # By table, the keys that a person said are the same one, each group's in the order in which they may stand for all.
    same: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    findings: dict[int, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    remerged: set[str] = field(default_factory=set)  # tables in which other rows are merged than before
    flagged: set[str] = field(default_factory=set)  # tables of which some row is flagged
    # By table and column, how references were resolved that aren't ids as written (see references.resolve).
    resolved: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    # By table, the columns whose new cells were written over in place.
    rewritten: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    in_sheets: set[str] = field(default_factory=set)  # tables whose new rows are still read from their sheets
    # By table of these, of each of its sheets the queries of its columns' different values (see brought.words).
    words: dict[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    # By table of these and by condition, how many rows of each sheet meet it (see tallies.tally).
    tallied: dict[str, dict[str, Mapping[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parts = tuple(self._parts())
        for name, columns in (
            ("refused", '_sheet INTEGER, _line BIGINT, "table" VARCHAR, code VARCHAR, params VARCHAR'),
            ("merged", "_sheet INTEGER, _line BIGINT"),
            ("repaired", "_sheet INTEGER, _line BIGINT"),
        ):
            self.run(f"CREATE TEMP TABLE {name} ({columns})")

    def _parts(self) -> Iterator[Part]:
        for number, (sheet, file) in enumerate(self.sheets):
            if file:
                yield from (Part(number, sheet, file, rows) for rows in file.tables)

    def run(self, sql: str) -> None:
        self.con.execute(sql)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows at once: a result left open would block the connection."""
        return self.con.execute(sql).fetchall()

    def count(self, sql: str) -> int:
        return int(self.ask(sql)[0][0] or 0)

    def notice(self, sheet_number: int, finding: Finding) -> None:
        self.findings[sheet_number].append(finding)

    def parts_of(self, table: Table) -> list[Part]:
        return [part for part in self.parts if part.table is table]

    def stood(self, table: Table) -> bool:
        """Whether the edition before has rows of ``table``."""
        return self.base is not None and table.name in self.base.tables and bool(self.base.files(table.name))

    def rows_before(self, table: Table) -> str:
        """The table of the edition before as it lies in the lake, as SQL."""
        if self.base is None:
            raise ValueError(f"nothing stood of {table.name}")
        return self.base.relation(table.name)

    def merged_before(self, table: Table) -> str | None:
        """The rows that were merged into others in the edition before, as SQL; None where there are none."""
        path = self.base.merged_file(table.name) if self.base else None
        return parquet([path]) if path else None

    def merges(self, table: Table) -> bool:
        """Whether rows of ``table`` are merged by decision, now or before."""
        return bool(self.same.get(table.name)) or self.merged_before(table) is not None

    def ways(self, table: Table, column: Column) -> frozenset[str]:
        """How references in ``column`` were resolved; none where all that is written are ids as they are."""
        return self.resolved.get((table.name, column.name), frozenset())

    @property
    def brought(self) -> list[Table]:
        """Tables that this import brings rows of, in the model's order."""
        return [table for table in TABLES if self.parts_of(table)]

    @property
    def tables(self) -> list[Table]:
        """Tables with rows now or before, in the model's order."""
        return [table for table in TABLES if table in self.brought or self.stood(table)]

    @property
    def affected(self) -> list[Table]:
        """Tables that this import may change: those it brings or merges rows of, and those that refer to them."""
        names = {table.name for table in self.brought} | self.remerged
        return [t for t in self.tables if t.name in names or names & {column.references for column in t.references}]
