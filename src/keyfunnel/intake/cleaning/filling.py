"""Rows that relate those of two other tables: they complete rows of one, and make none."""

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.cells import Cells
from keyfunnel.intake.cleaning.sql import key_of, quoted, same_key, select_list
from keyfunnel.intake.finding import Finding
from keyfunnel.model.table import Table
from keyfunnel.texts import N_, Message


def fill(bench: Bench, table: Table) -> None:
    """Give rows of ``table`` what they lack and a relating row of the same key says: the first that says it.

    Rows of the edition before take part as rows brought again. To be called when the listed rows are complete.
    """
    for part in bench.parts_of(table):
        if part.rows.fills:
            _read(bench, part)
            if bench.stood(table):
                _bring_again(bench, table, part)
            _report(bench, part)
            wanted = [name for name in part.rows.columns if name not in table.key]
            taken = ", ".join(f"{quoted(name)} = coalesce(n.{quoted(name)}, f.{quoted(name)})" for name in wanted)
            bench.run(
                f"UPDATE new_{table.name} AS n SET {taken} FROM (SELECT DISTINCT ON ({key_of(table, 'r')}) * "
                f"FROM relating AS r ORDER BY {key_of(table, 'r')}, _line) AS f WHERE {same_key(table, 'n', 'f')}"
            )


def _read(bench: Bench, part: Part) -> None:
    cells = Cells.of(bench, part)
    bench.run(f"CREATE OR REPLACE TEMP TABLE relating AS SELECT {', '.join(cells.typed)}, _line FROM {cells.rows()}")


def _bring_again(bench: Bench, table: Table, part: Part) -> None:
    """Old rows that lack something which is told now, as rows of this import."""
    lacking = " OR ".join(
        f"(o.{quoted(name)} IS NULL AND f.{quoted(name)} IS NOT NULL)"
        for name in part.rows.columns
        if name not in table.key
    )
    kept = select_list([*table.names, "extra", "_file", "_line"], "o")
    bench.run(
        f"INSERT INTO new_{table.name} BY NAME SELECT DISTINCT {kept}, {part.sheet_number} AS _sheet, "
        f"false AS _listed, true AS _keyed, 0 AS _unreadable FROM old_{table.name} AS o "
        f"JOIN relating AS f ON {same_key(table, 'o', 'f')} "
        f"ANTI JOIN new_{table.name} AS n ON {same_key(table, 'n', 'o')} WHERE {lacking}"
    )


def _report(bench: Bench, part: Part) -> None:
    table = part.table
    orphans, example = bench.ask(
        f"SELECT count(*), min({key_of(table, 'f').split(', ')[0]}) FROM relating AS f "
        f"ANTI JOIN new_{table.name} AS n ON {same_key(table, 'n', 'f')}"
        + (f" ANTI JOIN old_{table.name} AS o ON {same_key(table, 'o', 'f')}" if bench.stood(table) else "")
    )[0]
    if orphans:
        text = N_(
            "{rows:# row relates|# rows relate} to none of {table}, such as {example}: there is nothing that {rows:it "
            "completes|they complete}"
        )
        params = {"rows": orphans, "table": table.name, "example": str(example)[:60]}
        column = f"{table.name}.{table.key[0]}"
        bench.notice(
            part.sheet_number,
            Finding("orphan_reference", column, orphans, Message("orphan_relation", text, params)),
        )
