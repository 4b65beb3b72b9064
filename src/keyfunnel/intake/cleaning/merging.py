"""Rows that a person said are one: one of them stands, the others are kept beside with what they were merged into.

Decisions name keys, so they hold for every import after, whichever of the rows it brings. Nothing of the merged rows
is written over the one that stands, and references keep what their source wrote: a decision can be taken back.
"""

import pyarrow as pa

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.sql import quoted, registered, select_list
from keyfunnel.intake.finding import Finding
from keyfunnel.model.table import Table
from keyfunnel.texts import N_, Message


def merge(bench: Bench, table: Table) -> None:
    """``merges_<table>``: the key of each row that is merged, and of the one that stands; ``all_<table>`` without the
    former. Notes the rows of this import's files that are merged so."""
    if not bench.merges(table):
        return
    key = quoted(table.key[0])
    _find(bench, table)
    bench.run(
        f"CREATE TEMP VIEW all_{table.name} AS SELECT u.* FROM united_{table.name} AS u "
        f"ANTI JOIN merges_{table.name} AS m ON u.{key} = m.id"
    )
    if _differs(bench, table):
        bench.remerged.add(table.name)
    if table in bench.brought:
        _note(bench, table)


def everyone(bench: Bench, table: Table) -> str:
    """The rows of ``table`` as SQL, merged ones under the key of the one that stands for them."""
    if not bench.merges(table):
        return f"all_{table.name}"
    key = quoted(table.key[0])
    return (
        f"(SELECT u.* REPLACE (coalesce(m.into_id, u.{key}) AS {key}) FROM united_{table.name} AS u "
        f"LEFT JOIN merges_{table.name} AS m ON u.{key} = m.id)"
    )


def merged_rows(bench: Bench, table: Table) -> pa.Table:
    """The merged rows, references as written, ``merged_into`` beside them; to be kept with the edition."""
    columns = select_list([*table.names, "extra", "_file", "_line"], "u")
    return bench.con.sql(
        f"SELECT {columns}, m.into_id AS merged_into FROM united_{table.name} AS u "
        f"JOIN merges_{table.name} AS m ON u.{quoted(table.key[0])} = m.id ORDER BY m.id"
    ).to_arrow_table()


def _find(bench: Bench, table: Table) -> None:
    """Of each group, the first that is there stands; a group of which but one is there merges nothing."""
    groups = bench.same.get(table.name, ())
    listed = [(key, group, rank) for group, keys in enumerate(groups) for rank, key in enumerate(keys)]
    data = pa.table(
        {
            "key": pa.array([key for key, _, _ in listed], pa.string()),
            "in_group": pa.array([group for _, group, _ in listed], pa.int64()),
            "rank": pa.array([rank for _, _, rank in listed], pa.int64()),
        }
    )
    with registered(bench.con, "same_ones", data):
        bench.run(
            f"CREATE TEMP TABLE merges_{table.name} AS SELECT key AS id, first_value(key) OVER ranked AS into_id "
            f"FROM same_ones SEMI JOIN united_{table.name} AS u ON same_ones.key = u.{quoted(table.key[0])} "
            "WINDOW ranked AS (PARTITION BY in_group ORDER BY rank) QUALIFY key <> into_id"
        )


def _differs(bench: Bench, table: Table) -> bool:
    """Whether other rows are merged than in the edition before, or say something else."""
    said = select_list([*table.names, "extra", "merged_into"])
    now = (
        f"SELECT {said} FROM (SELECT u.*, m.into_id AS merged_into FROM united_{table.name} AS u "
        f"JOIN merges_{table.name} AS m ON u.{quoted(table.key[0])} = m.id)"
    )
    aside = bench.merged_before(table)
    before = f"SELECT {said} FROM {aside}" if aside else f"{now} LIMIT 0"
    return bool(bench.ask(f"(({now}) EXCEPT ({before})) UNION ALL (({before}) EXCEPT ({now})) LIMIT 1"))


def _note(bench: Bench, table: Table) -> None:
    rows = (
        f"FROM new_{table.name} AS n JOIN merges_{table.name} AS m ON n.{quoted(table.key[0])} = m.id WHERE n._listed"
    )
    bench.run(f"INSERT INTO merged SELECT n._sheet, n._line {rows}")
    text = N_("{rows:# row is|# rows are} merged into another record, as was decided, such as {example} into {other}")
    for sheet, count, example, other in bench.ask(
        f"SELECT n._sheet, count(*), min(m.id), arg_min(m.into_id, m.id) {rows} GROUP BY 1 ORDER BY 1"
    ):
        params = {"rows": count, "example": example, "other": other}
        message = Message("merged_by_decision", text, params)
        bench.notice(sheet, Finding("merged_by_decision", f"{table.name}.{table.key[0]}", count, message))
