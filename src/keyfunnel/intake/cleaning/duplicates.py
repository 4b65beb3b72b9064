"""Several rows for one key: the same ones become one, of different ones the newest stands."""

import numpy as np

from keyfunnel.intake.cleaning import brought
from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.sql import content, key_of, quoted, same_key, select_list
from keyfunnel.intake.finding import Finding
from keyfunnel.model.table import Table
from keyfunnel.texts import N_, Message

_AT_ONCE = 5_000_000  # keys whose hashes are in memory together: 80 MB, twice


def merge(bench: Bench, table: Table) -> None:
    """Keep one row for each key among the listed rows that bring theirs; note the others as merged.

    The newest is the one updated last where the file says so, else the one with the latest event, else the last.
    """
    if not any(part.listed and part.keyed for part in bench.parts_of(table)):
        return
    rows = f"new_{table.name}"
    if not _is_any_repeated(bench, table):
        return
    bench.run(
        f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT {key_of(table, rows)} FROM {rows} WHERE _keyed "
        "GROUP BY ALL HAVING count(*) > 1"
    )
    brought.settle(bench, table)
    events = [f"d.{quoted(column.name)}::TIMESTAMP" for column in table.event_dates]
    latest = f"greatest({', '.join(events)})" if events else "NULL"
    bench.run(
        f"CREATE OR REPLACE TEMP TABLE ranked AS SELECT d.rowid AS id, {key_of(table, 'd')}, d._sheet, d._line, "
        f"{_said(table)} AS said, "
        f"row_number() OVER newest AS nth, first_value(said) OVER newest AS stands "
        f"FROM {rows} AS d SEMI JOIN repeated AS r ON {same_key(table, 'd', 'r')} WHERE d._keyed WINDOW newest AS ("
        f"PARTITION BY {key_of(table, 'd')} ORDER BY d._updated DESC NULLS LAST, {latest} DESC NULLS LAST, "
        "d._sheet DESC, d._line DESC)"
    )
    bench.run("INSERT INTO merged SELECT _sheet, _line FROM ranked WHERE nth > 1")
    bench.run(f"DELETE FROM {rows} WHERE rowid IN (SELECT id FROM ranked WHERE nth > 1)")
    _report(bench, table)


def _is_any_repeated(bench: Bench, table: Table) -> bool:
    """Told by hashes of the keys, which are sorted in a fifth of the time that grouping them takes: mostly there is
    none."""
    keyed = f"FROM new_{table.name} WHERE _keyed"
    hashed = f"SELECT hash({key_of(table, 'new_' + table.name)}) AS hashed {keyed}"
    turns = 1 + bench.count(f"SELECT count(*) {keyed}") // _AT_ONCE
    return any(_is_any_twice(bench, f"FROM ({hashed}) WHERE hashed % {turns} = {turn}") for turn in range(turns))


def _is_any_twice(bench: Bench, hashes: str) -> bool:
    found = np.sort(bench.con.execute(hashes).fetchnumpy()["hashed"])
    return bool(np.any(found[1:] == found[:-1]))


def _said(table: Table) -> str:
    return content([*table.names, "extra"])


def _report(bench: Bench, table: Table) -> None:
    example = f"concat_ws(' ', {select_list(table.key)})"
    for same, code, text in (
        (
            "said = stands",
            "duplicate_row",
            N_("{rows:# row says|# rows say} the same as another one of the same key, such as {example}"),
        ),
        (
            "said <> stands",
            "conflicting_duplicate",
            N_(
                "{rows:# row contradicts|# rows contradict} a newer one of the same key, which stands, such as "
                "{example}"
            ),
        ),
    ):
        found = bench.ask(
            f"SELECT _sheet, count(*), min({example}) FROM ranked WHERE nth > 1 AND {same} GROUP BY 1 ORDER BY 1"
        )
        for sheet_number, rows, key in found:
            message = Message(code, text, {"rows": rows, "example": str(key)[:60]})
            bench.notice(sheet_number, Finding(code, f"{table.name}.{table.key[0]}", rows, message))
