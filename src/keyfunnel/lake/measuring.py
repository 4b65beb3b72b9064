"""Everything that is computed from an edition's tables, written beside them while the edition is in the making."""

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from keyfunnel.kpis.facts import Facts
from keyfunnel.lake import cells, layout
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.measurements import Computing
from keyfunnel.lake.opened import facts_on, open_database


def keep(edition: Edition, computing: Computing) -> None:
    """Base tables, values and chains, one after the other."""
    keep_bases(edition, computing)
    facts = measured_facts(edition)
    keep_values(edition, computing.measure(facts))
    keep_chains(edition, computing, facts)


def keep_bases(edition: Edition, computing: Computing) -> None:
    """The tables that KPIs count in, each made from those that were kept before it."""
    for part in ("prepared", "values", "funnel"):
        (edition.folder / part).mkdir(exist_ok=True)
    database = open_database(edition)

    def store(name: str, base: ir.Table) -> ir.Table:
        path = layout.base(edition.folder, name)
        _with_dates(base).to_parquet(path)
        stored: ir.Table = database.backend.read_parquet(path)
        return stored

    computing.prepare(facts_on(database, edition), store)


def measured_facts(edition: Edition) -> Facts:
    """The facts of an edition whose base tables are kept, to be read from there."""
    return facts_on(open_database(edition), edition)


def keep_values(edition: Edition, values: pa.Table) -> None:
    cells.keep(values, layout.values(edition.folder))


def keep_chains(edition: Edition, computing: Computing, facts: Facts) -> None:
    """Each subject's way through the funnel, where there is one."""
    chains = computing.chains(facts)
    if isinstance(chains, pa.Table):
        pq.write_table(chains, layout.chains(edition.folder))
    elif isinstance(chains, ir.Table):
        _with_dates(chains).to_parquet(layout.chains(edition.folder))


def _with_dates(table: ir.Table) -> ir.Table:
    """``table`` whose dates are dates: DuckDB truncates a date to a timestamp, which Ibis takes for a date still."""
    dates = [name for name, kind in table.schema().items() if kind.is_date()]
    return table.mutate(**{name: table[name].cast("timestamp").cast("date") for name in dates})
