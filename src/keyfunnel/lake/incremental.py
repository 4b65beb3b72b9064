"""Base tables and chains of an edition from those of the one before, where only few subjects changed.

Of each base table the way is chosen by what it reads: what nothing of changed is shared with the edition before
(``shared``), what changed for some subjects only is worked out for these (``merged``), and all else is made anew
(``anew``). Either way it holds the same rows as if everything were made anew.
"""

import datetime as dt
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import ibis.expr.operations as ops
import ibis.expr.types as ir

from keyfunnel.kpis.bases import get
from keyfunnel.kpis.bases.dates import with_atoms
from keyfunnel.kpis.bases.kept import AS_EXPRESSIONS
from keyfunnel.kpis.bases.local import CLOCKED, KEYS, of_all
from keyfunnel.kpis.earlier import Earlier
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.measure import refreshed
from keyfunnel.lake import layout, superseded
from keyfunnel.lake.cells import name_of
from keyfunnel.lake.changes import CHANGED, NAMES, PART, Changes, find
from keyfunnel.lake.connection import PREPARED, TABLES, Database
from keyfunnel.lake.counts import Before, counts_of
from keyfunnel.lake.dates import with_dates
from keyfunnel.lake.differences import Differences
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.opened import facts_on
from keyfunnel.lake.values import keep_newer, measured

FRESH = "fresh"
SHARED, MERGED, ANEW = "shared", "merged", "anew"


@dataclass
class Refresh:
    """Makes the base tables and chains of ``edition`` in ``database``, which holds its tables, from ``before``.

    ``ways`` tells of each which way was taken.
    """

    database: Database
    edition: Edition
    before: Edition
    ways: dict[str, str] = field(default_factory=dict)
    few: dict[str, tuple[str, str]] = field(default_factory=dict)  # of what is merged: which rows went, which came

    def __post_init__(self) -> None:
        self.changes: Changes = find(self.database, self.edition, self.before)
        self.kept: dict[str, ir.Table] = {}  # bases of the edition, by whoever keeps them
        self.facts = replace(facts_on(self.database, self.edition), prepared=self.kept)
        self.facts_before = self.before.facts()
        self._clock_moved = self.edition.observed_until != self.before.observed_until
        self._reads: dict[str, frozenset[str]] = {}
        self._fresh: dict[str, ir.Table] = {}
        self.database.run(f"CREATE SCHEMA {FRESH}")

    def merged(self, name: str) -> bool:
        """Keep the base ``name`` by its changed subjects, before anything makes it; False where that isn't all."""
        if not (name in KEYS and self.changes.subjects and self._is_there(name)):
            return False
        if of_all(self.facts, name) != of_all(self.facts_before, name):
            return False
        what = get(name)
        facts = replace(self._part_facts(), kept={AS_EXPRESSIONS: True})
        made = with_atoms(what.table(facts), *what.dates)
        reads = self._tables(made)
        if not (reads & self.changes.tables and self._of_subjects(reads)):
            return False
        self._keep_fresh(name, made)
        if not self._merge_base(name):
            return False
        self._reads[name], self.ways[name] = reads, MERGED
        return True

    def base(self, name: str, made: ir.Table) -> bool:
        """Share the base ``name``, which ``made`` would make anew, where nothing of it changed; False elsewhere."""
        self._reads[name] = self._tables(made)
        same = self._is_there(name) and not self._reads[name] & self.changes.tables
        self.ways[name] = SHARED if same and self._share(name, "prepared") else ANEW
        return self.ways[name] != ANEW

    def _is_there(self, name: str) -> bool:
        """Whether the edition before has the base, and the clock changes none of its rows."""
        return layout.base(self.before.folder, name).exists() and not (self._clock_moved and name in CLOCKED)

    def chains(self) -> bool:
        """Keep the chains in the cheapest way; False where that is anew."""
        from keyfunnel.funnel.chain import STORED, chains
        from keyfunnel.funnel.paths import paths

        path = layout.chains(self.before.folder)
        way = ANEW
        local = self._of_subjects(self._reads.get("deals", frozenset()) | self._reads.get("leads", frozenset()))
        if path.exists() and local and paths(self.facts) == paths(self.facts_before):
            if not self._subjects():
                way = SHARED if self._share(STORED, "funnel") else ANEW
            else:
                facts = replace(self._part_facts(), kept={})
                self._keep_fresh(STORED, chains(facts))
                if self._supersede("funnel", STORED, {"subject_id": "path"}):
                    way = MERGED
        self.ways[STORED] = way
        return way != ANEW

    def _of_subjects(self, reads: frozenset[str]) -> bool:
        """Whether nothing of what is read changed but some subjects' rows."""
        return self.changes.subjects and reads & self.changes.tables <= self._local_tables

    def _merge_base(self, name: str) -> bool:
        if not self._supersede("prepared", name, KEYS[name]):
            return False
        superseded.keep_known(self.database, self.edition.folder, layout.base(self.edition.folder, name), get(name))
        return True

    def _part_facts(self) -> Facts:
        """The changed subjects' rows only, with what is known of all."""
        tables = {name: self.database.backend.table(name, database=TABLES) for name in self.edition.tables}
        parts = {name: self.database.backend.table(name, database=PART) for name in self._local_tables}
        learnt = dict(self.facts.learnt)  # what is learnt of few rows isn't true of all
        return replace(
            self.facts, tables=tables | parts, prepared=self._fresh, known_prepared={}, kept={}, learnt=learnt
        )

    @property
    def _local_tables(self) -> set[str]:
        return {name for name in NAMES if name in self.edition.tables} if self.changes.subjects else set()

    def _subjects(self) -> bool:
        return bool(self.database.run(f"SELECT 1 FROM {CHANGED}.path LIMIT 1"))

    def _keep_fresh(self, name: str, table: ir.Table) -> None:
        self._fresh[name] = self.database.backend.create_table(name, with_dates(table), database=FRESH)

    def _supersede(self, part: str, name: str, keys: Mapping[str, str]) -> bool:
        if not self._share(name, part, whole=False):
            return False
        gone = " OR ".join(
            f'coalesce("{key}" IN (SELECT id FROM {CHANGED}.{kind}), false)' for key, kind in keys.items()
        )
        path = self.edition.folder / part / f"{name}.parquet"
        if superseded.supersede(
            self.database, self.edition.folder, self.before.folder, path, gone, f'{FRESH}."{name}"'
        ):
            self.few[name] = gone, f'{FRESH}."{name}"'
            return True
        path.unlink()
        return False

    def _share(self, name: str, part: str, *, whole: bool = True) -> bool:
        """Editions never change their files, so two may share one."""
        files = [self.before.folder / part / f"{name}.parquet"]
        if whole:
            files += [one(self.before.folder, name) for one in (layout.gone, layout.more, layout.known)]
        shared = self._linked(file for file in files if file.exists())
        if not shared:
            for file in files:
                (self.edition.folder / file.relative_to(self.before.folder)).unlink(missing_ok=True)
        return shared

    def _linked(self, files: Iterable["os.PathLike[str]"]) -> bool:
        try:
            for file in map(type(self.edition.folder), files):
                place = self.edition.folder / file.relative_to(self.before.folder)
                place.parent.mkdir(exist_ok=True)
                os.link(file, place)
        except OSError:  # a file system without links, say
            return False
        return True

    def _tables(self, made: ir.Table) -> frozenset[str]:
        """The sales model's tables that an expression reads, be it through base tables kept before."""
        found: set[str] = set()
        for table in made.op().find(ops.DatabaseTable):
            if table.namespace.database in (PREPARED, FRESH):
                found |= self._reads[table.name]
            else:  # a table that isn't the model's may hold anything of it
                found |= {table.name} if table.name in self.edition.tables else set(self.edition.tables)
        return frozenset(found)

    def keep_values(self, database: Database) -> bool:
        """Keep the edition's values, once all its bases are kept and in ``database``: what stands of those before it
        and what differs; False where there were none before."""
        series, begins = measured(self.before.folder)
        if not series:
            return False
        same = [name for name, way in self.ways.items() if way == SHARED]
        differences = Differences(
            self.database, self.edition, self.before, self.facts, self.facts_before, self.changes.tables, same, self.few
        )
        earlier = Earlier(series, begins, self.facts_before, differences.until, "targets" not in self.changes.tables)
        before = Before(self.before.folder, self.facts_before.observed_end, self.database, differences.differs)
        answer = counts_of(self.edition, database, before)
        cells, stands = refreshed(facts_on(database, self.edition), earlier, answer)
        by_file: dict[str, dict[str, dict[str, dt.date]]] = defaultdict(lambda: defaultdict(dict))
        for (kpi, stage, dimension), days in stands.items():
            for grain, day in days.items():
                by_file[name_of(dimension, grain)][kpi][stage] = day
        keep_newer(self.edition.folder, self.before.folder, cells, by_file)
        return True

    def told(self) -> str:
        """For those who ask how the numbers were come by."""
        return json.dumps({"from": self.before.number, "ways": self.ways}, indent=1)
