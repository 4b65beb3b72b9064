"""Everything that is computed from an edition's tables, written beside them while the edition is in the making."""

from dataclasses import replace
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from keyfunnel.kpis.facts import Facts
from keyfunnel.lake import layout, superseded
from keyfunnel.lake import values as stored_values
from keyfunnel.lake.before import edition_before
from keyfunnel.lake.connection import PREPARED, Database
from keyfunnel.lake.counts import counts_of
from keyfunnel.lake.dates import with_dates
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.incremental import Refresh
from keyfunnel.lake.measurements import Computing
from keyfunnel.lake.opened import facts_on, open_database


def keep(edition: Edition, computing: Computing) -> None:
    """Base tables, chains and values, one after the other; of the edition before what an update didn't touch.

    Each part opens the edition anew, so that what an engine held for it is given back, but for what it learnt; values
    come last, as what Python held for them isn't.
    """
    learnt: dict[str, Any] = {}
    refresh = keep_bases(edition, computing, learnt)
    if refresh is None or not refresh.chains():
        keep_chains(edition, computing, facts_on(open_database(edition, learnt), edition))
    database = open_database(edition, learnt)
    if refresh is None or not refresh.keep_values(database):
        keep_values(edition, _measured(edition, database, computing))
    if refresh is not None:
        layout.measured(edition.folder).write_text(refresh.told(), encoding="utf-8")


def _measured(edition: Edition, database: Database, computing: Computing) -> pa.Table:
    """All values; and where another edition may be made from this one, what they were counted from."""
    facts = facts_on(database, edition)
    answer = counts_of(edition, database)
    return computing.measure(facts) if answer is None else computing.measure(facts, answer=answer)


def make_folders(edition: Edition) -> None:
    for part in ("prepared", "values", "funnel"):
        (edition.folder / part).mkdir(exist_ok=True)


def keep_bases(edition: Edition, computing: Computing, learnt: dict[str, Any] | None = None) -> Refresh | None:
    """The tables that KPIs count in, each made from those that were kept before it. ``learnt`` as of
    :func:`open_database`."""
    make_folders(edition)
    database = open_database(edition, learnt)
    before = edition_before(edition) if computing.refreshes else None
    refresh = None if before is None else Refresh(database, edition, before)

    def stored(name: str) -> ir.Table:
        path = layout.base(edition.folder, name)
        database.look_at(PREPARED, {name: superseded.relation(edition.folder, path)})
        table: ir.Table = database.backend.table(name, database=PREPARED)
        if refresh is not None:
            refresh.kept[name] = table
        return table

    def store(name: str, base: ir.Table) -> ir.Table:
        if refresh is None or not refresh.base(name, base):
            with_dates(base).to_parquet(layout.base(edition.folder, name))
        return stored(name)

    def merged(name: str) -> ir.Table | None:
        return stored(name) if refresh is not None and refresh.merged(name) else None

    facts = facts_on(database, edition)
    if refresh is None:
        computing.prepare(facts, store)
    else:
        computing.prepare(facts, store, merged)
    return refresh


def measured_facts(edition: Edition) -> Facts:
    """The facts of an edition whose base tables are kept, to be read from there."""
    return facts_on(open_database(edition), edition)


def facts_of_tables(edition: Edition) -> Facts:
    """The facts of an edition whose base tables are in the making: none of them is looked at."""
    unprepared = replace(edition, definitions="")
    return facts_on(open_database(unprepared), unprepared)


def keep_values(edition: Edition, values: pa.Table) -> None:
    stored_values.keep(edition.folder, values)


def keep_chains(edition: Edition, computing: Computing, facts: Facts) -> None:
    """Each subject's way through the funnel, where there is one. Whoever opens the edition meanwhile, as the process
    beside does, finds the whole file or none."""
    path = layout.chains(edition.folder)
    passing = path.with_suffix(".part")
    chains = computing.chains(facts)
    if isinstance(chains, pa.Table):
        pq.write_table(chains, passing)
    elif isinstance(chains, ir.Table):
        with_dates(chains).to_parquet(passing)
    else:
        return
    passing.replace(path)
