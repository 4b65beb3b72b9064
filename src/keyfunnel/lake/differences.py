"""In which rows the base tables of an edition in the making differ from those of the one before it, and from when on.

A base that was made from a few subjects (see :mod:`keyfunnel.lake.incremental`) differs in their rows at most; one made
anew is compared by content. Where a row came from in the files counts for no number.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

import ibis.expr.operations as ops

from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.earlier import ALL, NOTHING
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.readings import Reading
from keyfunnel.lake import layout, superseded
from keyfunnel.lake.clocks import Clocks
from keyfunnel.lake.connection import PREPARED, TABLES, Database
from keyfunnel.lake.edition import Edition

WAS, IS = "was", "is_now"
AT_MOST = 0.1  # of the rows, before a base is taken to differ throughout
ORIGIN = ("_file", "_line")


class Differences:
    """``facts`` (of ``edition``, on ``database``) hold the base tables that are kept, ``earlier`` those of ``before``.

    ``same`` names those of the bases that share all rows with the edition before; ``few`` gives of those that were
    made from some subjects the condition on the rows before and the relation of the rows now. ``changed`` tables of
    the sales model differ in any row.
    """

    def __init__(
        self,
        database: Database,
        edition: Edition,
        before: Edition,
        facts: Facts,
        earlier: Facts,
        changed: frozenset[str],
        same: Iterable[str],
        few: Mapping[str, tuple[str, str]],
    ) -> None:
        self._database, self._edition, self._before = database, edition, before
        self._facts, self._clocks, self._changed = facts, Clocks(facts, earlier), changed
        self._same, self._few = frozenset(same), few
        self._found: dict[str, bool | None] = {}
        self._days: dict[Reading, dt.date] = {}
        for schema in (WAS, IS):
            database.run(f"CREATE SCHEMA {schema}")

    def until(self, reading: Reading) -> dt.date:
        """Up to which day nothing of it differs: what was counted of periods that had ended by then stands."""
        if reading not in self._days:
            self._days[reading] = min(self._clocks.until(reading), self._by_rows(reading))
        return self._days[reading]

    def _by_rows(self, reading: Reading) -> dt.date:
        differs = self.differs(reading.base)
        if not differs:
            return NOTHING if differs is None else ALL
        if reading.date is None:
            return NOTHING
        dimensions = {column for one in get(reading.base).dimensions for column in (one, f"{one}_id")}
        return self._first(reading.base, reading.date, sorted(reading.columns | dimensions)) or ALL

    def differs(self, name: str) -> bool | None:
        """Whether any row of the base does: these are in the schemas ``was`` and ``is_now``. None where most may."""
        if name not in self._found:
            self._found[name] = self._looked(name)
        return self._found[name]

    def _looked(self, name: str) -> bool | None:
        kept = [layout.base(one.folder, name).exists() for one in (self._edition, self._before)]
        if not all(kept):
            return None if any(kept) else self._of_view(name)
        if name in self._same:
            return False
        path = layout.base(self._before.folder, name)
        if name in self._few:
            gone, came = self._few[name]
            was = superseded.rows_gone(self._edition.folder, self._before.folder, path, gone)
            self._keep(name, was, f"SELECT * FROM {came}")
            return True
        return self._compared(name, superseded.relation(self._before.folder, path), f'{PREPARED}."{name}"')

    def _compared(self, name: str, was: str, now: str) -> bool | None:
        """Two whole tables by content."""
        columns = self._columns(now)
        if columns != self._columns(was):
            return None
        content = f"hash({', '.join(columns)})"
        sides = f"SELECT {content} AS content, 1 AS side FROM {now} UNION ALL SELECT {content}, -1 FROM {was}"
        self._database.run(
            f"CREATE OR REPLACE TABLE {WAS}._contents AS SELECT content FROM ({sides}) GROUP BY content "
            "HAVING sum(side) <> 0"
        )
        ((rows, differing),) = self._database.run(
            f"SELECT (SELECT count(*) FROM {now}), (SELECT count(*) FROM {WAS}._contents)"
        )
        if differing > AT_MOST * rows:
            return None
        if differing:
            condition = f"WHERE {content} IN (SELECT content FROM {WAS}._contents)"
            self._keep(name, *(f"SELECT * FROM {side} {condition}" for side in (was, now)))
        return bool(differing)

    def _of_view(self, name: str) -> bool | None:
        """A base that is only another look, row by row, at those that are kept."""
        tables = base(self._facts, name).op().find(ops.DatabaseTable)
        if any(table.namespace.database != PREPARED for table in tables):
            # Of the sales model's own tables rows may be looked at together.
            read = {table.name for table in tables if table.namespace.database == TABLES}
            foreign = any(table.namespace.database not in (PREPARED, TABLES) for table in tables)
            if foreign or not read <= set(self._edition.tables) or read & self._changed:
                return None
        looked_at = [table.name for table in tables if table.namespace.database == PREPARED]
        differ = [self.differs(one) for one in looked_at]
        if None in differ:
            return None
        if not any(differ):
            return False
        if len(tables) > 1:
            return None
        for schema in (WAS, IS):
            rows = {one: self._database.backend.table(one, database=schema) for one in looked_at}
            looked = base(replace(self._facts, prepared=rows, kept={}), name)
            self._database.backend.create_table(name, looked, database=schema)
        return True

    def _keep(self, name: str, was: str, now: str) -> None:
        for schema, query in ((WAS, was), (IS, now)):
            self._database.run(f'CREATE TABLE {schema}."{name}" AS {query}')

    def _first(self, name: str, date: str, columns: list[str]) -> dt.date | None:
        """The first date of a row that is on one side only, or more often there."""
        listed = ", ".join(f'"{column}"' for column in columns)
        sides = " UNION ALL ".join(
            f'SELECT {listed}, {side} AS _side FROM {schema}."{name}"' for schema, side in ((WAS, -1), (IS, 1))
        )
        ((first,),) = self._database.run(
            f'SELECT min("{date}")::DATE FROM (SELECT {listed} FROM ({sides}) GROUP BY ALL HAVING sum(_side) <> 0)'
        )
        found: dt.date | None = first
        return found

    def _columns(self, relation: str) -> list[str]:
        described = self._database.run(f"DESCRIBE SELECT * FROM {relation}")
        return sorted(f'"{name}"' for name, *_ in described if name not in ORIGIN)
