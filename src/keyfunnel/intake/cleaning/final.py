"""The rows as they go to the lake, and whether they differ from those that are there."""

from keyfunnel.intake.cleaning import flagging
from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.references import FOUND, meant
from keyfunnel.intake.cleaning.sql import quoted, select_list
from keyfunnel.lake import delta
from keyfunnel.model.table import Table


def finish(bench: Bench, table: Table) -> None:
    """``final_<table>``: ``all_<table>`` with references resolved, what was written beside them, and flags."""
    resolved, written, joins = [], [], []
    for place, column in enumerate(table.references):
        cell, alias = quoted(column.name), f"m{place}"
        if not bench.ways(table, column):
            written.append(f"NULL::VARCHAR AS {quoted(column.name + '_ref')}")
            continue
        joins.append(f"LEFT JOIN {meant(table, column)} AS {alias} ON a.{cell} = {alias}.written")
        found = f"coalesce({alias}.id, a.{cell})"
        if column.references == table.name and bench.merges(table):
            found = f"nullif({found}, a.{quoted(table.key[0])})"  # merged with its own parent, a row has none
        resolved.append(f"CASE WHEN {alias}.how = 'nothing' THEN NULL ELSE {found} END AS {cell}")
        written.append(f"CASE WHEN {alias}.id IS NOT NULL THEN a.{cell} END AS {quoted(column.name + '_ref')}")
    replace = f" REPLACE ({', '.join(resolved)})" if resolved else ""
    bench.run(
        f"CREATE TEMP VIEW resolved_{table.name} AS SELECT a.*{replace}{''.join(', ' + one for one in written)} "
        f"FROM all_{table.name} AS a {' '.join(joins)}"
    )
    broken = flagging.find(bench, table)
    if broken:
        bench.flagged.add(table.name)
    bench.run(
        f"CREATE TEMP VIEW final_{table.name} AS SELECT r.*, {flagging.flags(broken)} AS _flags "
        f"FROM {flagging.rows(table, broken)}"
    )


def at_rest(table: Table) -> list[str]:
    """The columns that go to the lake."""
    return [*table.names, *(f"{column.name}_ref" for column in table.references), "extra", "_flags", "_file", "_line"]


def to_save(bench: Bench, table: Table) -> list[str]:
    """Those of :func:`at_rest` in which any row can have something."""
    if bench.merges(table):
        return at_rest(table)
    filled = {*table.key, *bench.rewritten[table.name], "_file", "_line"}
    for part in bench.parts_of(table):
        filled.update(part.rows.columns, ["extra"] if part.left else [])
    filled.update(f"{column.name}_ref" for column in table.references if bench.ways(table, column) & FOUND)
    if table.name in bench.flagged:
        filled.add("_flags")
    if bench.base and bench.stood(table):
        before = bench.base.tables[table.name]
        filled.update(name for name, facts in before.columns.items() if facts.filled)
        filled.update({"extra"} - set(before.absent))
    return [name for name in at_rest(table) if name in filled]


def differing(bench: Bench, table: Table) -> frozenset[str]:
    """The months (see :func:`keyfunnel.lake.delta.month`) in which the final rows say anything else than the base's, in
    whatever order and from whatever file; a single '' for all of them where it has no rows."""
    if not bench.stood(table):
        return frozenset([""] if bench.ask(f"SELECT 1 FROM all_{table.name} LIMIT 1") else [])
    said = select_list([name for name in at_rest(table) if name not in ("_file", "_line")])
    sums = f"count(*) AS rows, sum(hash({said})::HUGEINT) AS total, bit_xor(hash({said})) AS content"
    both = " UNION ALL ".join(
        f"SELECT {delta.month(table)} AS month, {sums} FROM {rows} GROUP BY month"
        for rows in (f"final_{table.name}", bench.rows_before(table))
    )
    found = bench.ask(f"SELECT DISTINCT month FROM (SELECT * FROM ({both}) GROUP BY ALL HAVING count(*) = 1)")
    return frozenset(month for (month,) in found)
