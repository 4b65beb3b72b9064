"""The rows as they go to the lake, and whether they differ from those that are there."""

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.impossible import flags
from keyfunnel.intake.cleaning.references import is_said, meant
from keyfunnel.intake.cleaning.sql import quoted, select_list
from keyfunnel.model.table import Table
from keyfunnel.model.tables import table as table_called


def finish(bench: Bench, table: Table) -> None:
    """``final_<table>``: ``all_<table>`` with references resolved, what was written beside them, and flags."""
    resolved, written, joins = [], [], []
    for place, column in enumerate(table.references):
        cell, alias = quoted(column.name), f"m{place}"
        if not is_said(bench, table, column):
            written.append(f"NULL::VARCHAR AS {quoted(column.name + '_ref')}")
            continue
        joins.append(f"LEFT JOIN {meant(table, column)} AS {alias} ON a.{cell} = {alias}.written")
        found = f"coalesce({alias}.id, a.{cell})"
        if column.references == table.name and bench.merges(table):
            found = f"nullif({found}, a.{quoted(table.key[0])})"  # merged with its own parent, a row has none
        resolved.append(f"CASE WHEN {alias}.how = 'nothing' THEN NULL ELSE {found} END AS {cell}")
        written.append(f"CASE WHEN {alias}.id IS NOT NULL THEN a.{cell} END AS {quoted(column.name + '_ref')}")
    replace = f" REPLACE ({', '.join(resolved)})" if resolved else ""
    rows = f"SELECT a.*{replace}{''.join(', ' + one for one in written)} FROM all_{table.name} AS a {' '.join(joins)}"
    lead = ""
    if table.name == "deals":
        nobody = "(SELECT NULL::VARCHAR AS lead_id, NULL::TIMESTAMP AS created_at LIMIT 0)"
        leads = "all_leads" if table_called("leads") in bench.tables else nobody
        lead = f" LEFT JOIN {leads} AS l ON r.lead_id = l.lead_id"
    if table.name in ("deal_stages", "orders"):
        nothing = "(SELECT NULL::VARCHAR AS deal_id, NULL::VARCHAR AS outcome, NULL::TIMESTAMP AS closed_at LIMIT 0)"
        deals = "all_deals" if table_called("deals") in bench.tables else nothing
        lead = f" LEFT JOIN {deals} AS d ON r.deal_id = d.deal_id"
    bench.run(
        f"CREATE TEMP VIEW final_{table.name} AS SELECT r.*, {flags(bench, table)} AS _flags FROM ({rows}) AS r{lead}"
    )


def at_rest(table: Table) -> list[str]:
    """The columns that go to the lake."""
    return [*table.names, *(f"{column.name}_ref" for column in table.references), "extra", "_flags", "_file", "_line"]


def differs(bench: Bench, table: Table) -> bool:
    """Whether the final rows say anything else than the base's, in whatever order and from whatever file."""
    if not bench.stood(table):
        return bool(bench.ask(f"SELECT 1 FROM all_{table.name} LIMIT 1"))
    said = select_list([name for name in at_rest(table) if name not in ("_file", "_line")])
    marks = f"count(*), sum(hash({said})::HUGEINT), bit_xor(hash({said}))"
    return bench.ask(f"SELECT {marks} FROM final_{table.name}") != bench.ask(
        f"SELECT {marks} FROM {bench.rows_before(table)}"
    )
