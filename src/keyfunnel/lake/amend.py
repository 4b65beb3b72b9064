"""A new edition that differs only in what people enter by hand: targets, notes and values of KPIs.

No base table that is kept is made from these, so that all but the KPIs that read them are carried over as they were
measured.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.kpis.facts import Facts
from keyfunnel.lake.cells import worded
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Computing, Keep, catalogue
from keyfunnel.lake.values import everything
from keyfunnel.model.table import Table
from keyfunnel.model.tables import table as table_of_model

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from keyfunnel.lake.draft import Draft

ENTERED = ("targets", "notes", "entries")
WAIT_SECONDS = 30.0

Row = Mapping[str, object]
Change = Callable[[Edition | None], Mapping[str, Sequence[Row]]]


def amend(home: Home, change: Change, wait_seconds: float = WAIT_SECONDS) -> Edition | None:
    """Make an edition in which the tables that ``change`` names hold the rows it gives; None where it names none.

    ``change`` is told the current edition while nobody else can make one. Raises :class:`Busy` while an import runs
    for longer than ``wait_seconds``.
    """
    carried = _Carried()
    with home.lake.draft(home.workspace, wait_seconds, carried.computing) as draft:
        tables = change(draft.base)
        if foreign := set(tables) - set(ENTERED):
            raise ValueError(f"{sorted(foreign)} are not entered by hand: bases are made from them")
        if not tables:
            return None
        for name, rows in tables.items():
            draft.put(name, _table(table_of_model(name), rows))
        carried.over(draft, tuple(tables))
        return draft.commit()


def rows_of(edition: Edition | None, table: str) -> list[dict[str, object]]:
    """The rows of an entered table as they are at rest; none where there is no such table yet."""
    return edition.read(table).to_pylist() if edition is not None and table in edition.tables else []


def _table(definition: Table, rows: Sequence[Row]) -> pa.Table:
    from keyfunnel.lake.at_rest import schema

    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema(definition))


@dataclass
class _Carried:
    """What a draft computes: everything, until :meth:`over` tells which edition to carry over from."""

    folder: Path | None = None
    base: Path | None = None
    changed: tuple[str, ...] = ()
    usual: Computing = field(default_factory=catalogue)

    @property
    def computing(self) -> Computing:
        return Computing(self._prepare, self._measure, self._chains, self.usual.finish)

    def over(self, draft: "Draft", changed: tuple[str, ...]) -> None:
        """Only from what was measured by the same definitions and settings, and with the same clock."""
        base = draft.base
        if base is None or not base.up_to_date or not base.workspace.measures_like(draft.workspace):
            return
        self.folder, self.base, self.changed = draft.folder, base.folder, changed

    def _prepare(self, facts: Facts, keep: Keep) -> object:
        if self.base is None:
            return self.usual.prepare(facts, keep)
        self._linked("prepared")
        self._linked("changed")
        return None

    def _chains(self, facts: Facts) -> "ir.Table | pa.Table | None":
        if self.base is None:
            return self.usual.chains(facts)
        self._linked("funnel")
        return None

    def _measure(self, facts: Facts, **usual: Any) -> pa.Table:
        if self.base is None:
            return self.usual.measure(facts, **usual)
        self._linked("counted")
        from keyfunnel.kpis.measure import measure, reading
        from keyfunnel.kpis.stored import SCHEMA

        read = sorted(key for table in self.changed for key in reading(table, facts.workspace))
        kept = pa.concat_tables([worded(SCHEMA.empty_table()), *everything(self.base)])
        stays = kept.filter(pc.invert(pc.is_in(kept["kpi"], pa.array(read, pa.string()))))
        return pa.concat_tables([stays, worded(measure(facts, read))]) if read else stays

    def _linked(self, part: str) -> None:
        """Editions never change their files, so two may share one."""
        if self.base is None or self.folder is None:
            return
        for path in (self.base / part).glob("*"):
            (self.folder / part).mkdir(exist_ok=True)
            os.link(path, self.folder / part / path.name)
