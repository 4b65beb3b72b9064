"""Rows need a key: those that should bring one and don't are refused, those of a table without one get their own."""

from keyfunnel.intake.cleaning import brought
from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.sql import content, digest, literal, quoted
from keyfunnel.model.table import Table

# Keys made here, so that a later import can tell them from a source's own.
MADE_FROM_ROW = "row_"
MADE_FROM_MENTION = "derived_"

# What a person, company or product is recognised by. Events have no such thing: only all that they say.
_IDENTITY = ("name", "email", "domain")


def refuse_keyless(bench: Bench, table: Table) -> None:
    """Quarantine rows whose key is empty or couldn't be read."""
    rows = f"new_{table.name}"
    empty = " OR ".join(f"{quoted(name)} IS NULL" for name in table.key)
    if not bench.ask(f"SELECT 1 FROM {rows} WHERE {empty} LIMIT 1"):
        return
    missing = " ".join(f"WHEN {quoted(name)} IS NULL THEN {literal(name)}" for name in table.key)
    bench.run(
        f"INSERT INTO refused SELECT _sheet, _line, {literal(table.name)}, 'missing_key', "
        f"json_object('column', CASE {missing} END)::VARCHAR FROM {rows} WHERE {empty}"
    )
    brought.change(bench, table, f"DELETE FROM {rows} WHERE {empty}")


def refuse_blank(bench: Bench, table: Table) -> None:
    """Quarantine rows without a key of their own that say nothing at all."""
    for part in bench.parts_of(table):
        if not part.listed or part.keyed:
            continue
        said = [name for name, rule in part.rows.columns.items() if rule.constant is None]
        blank = " AND ".join(
            [f"_sheet = {part.sheet_number}", "extra IS NULL", *(f"{quoted(n)} IS NULL" for n in said)]
        )
        blank += " AND _unreadable = 0"
        if not bench.ask(f"SELECT 1 FROM new_{table.name} WHERE {blank} LIMIT 1"):
            continue
        bench.run(
            f"INSERT INTO refused SELECT _sheet, _line, {literal(table.name)}, 'blank_row', '{{}}' "
            f"FROM new_{table.name} WHERE {blank}"
        )
        bench.run(f"DELETE FROM new_{table.name} WHERE {blank}")


def make_keys(bench: Bench, table: Table) -> None:
    """Settle the keys of rows that bring none.

    Rows arrive keyed by all that they say. Where the name, e-mail and domain of a person, company or product occur
    once in the file, these alone make the key, so that it outlives a change of team or turnover; the same name
    twice is two, told apart by the rest. Rows that say exactly the same are numbered: they may both be meant.
    """
    if len(table.key) > 1 or all(part.keyed for part in bench.parts_of(table) if part.listed):
        return
    rows, key = f"new_{table.name}", quoted(table.key[0])
    if table.dated is None and (known_by := [name for name in _IDENTITY if name in table.names]):
        named = " OR ".join(f"{quoted(name)} IS NOT NULL" for name in known_by)
        known = content(known_by)
        bench.run(
            f"UPDATE {rows} SET {key} = '{MADE_FROM_ROW}' || alone.digest FROM ("
            f"SELECT min(rowid) AS id, {digest(known)} AS digest "
            f"FROM {rows} WHERE NOT _keyed AND ({named}) GROUP BY {known} HAVING count(*) = 1) AS alone "
            f"WHERE {rows}.rowid = alone.id"
        )
    bench.run(
        f"UPDATE {rows} SET {key} = {key} || '_' || again.nth FROM (SELECT rowid AS id, row_number() OVER "
        f"(PARTITION BY {key} ORDER BY _sheet, _line) AS nth FROM {rows} WHERE NOT _keyed AND {key} IN "
        f"(SELECT {key} FROM {rows} WHERE NOT _keyed GROUP BY 1 HAVING count(*) > 1)) AS again "
        f"WHERE {rows}.rowid = again.id AND again.nth > 1"
    )
