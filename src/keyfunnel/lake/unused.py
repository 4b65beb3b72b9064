"""Which tables were brought without anything reading them."""

from dataclasses import replace

import ibis.expr.operations as ops
import ibis.expr.types as ir

from keyfunnel.lake.edition import Edition

# Read while computing or drawing rather than while preparing.
READ_BESIDE = frozenset({"targets", "rates", "notes", "entries"})


def unused_tables(edition: Edition) -> list[str]:
    """Tables with rows that no base table of the KPIs and no chain of the funnel is made from."""
    from keyfunnel.funnel.chain import chains
    from keyfunnel.kpis.bases import prepare

    facts = replace(edition.facts(), prepared={}, kept={})  # or all would seem to come from what was prepared
    read = set(READ_BESIDE)
    for made in (*prepare(facts, lambda _name, base: base).values(), chains(facts)):
        read |= _tables(made)
    return [name for name, version in edition.tables.items() if version.rows and name not in read]


def _tables(expression: ir.Table) -> set[str]:
    return {table.name for table in expression.op().find(ops.DatabaseTable)}
