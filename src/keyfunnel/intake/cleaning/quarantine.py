"""Rows refused: kept as they were read, each with where it stood and why."""

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.sql import literal, quoted, registered, select_list
from keyfunnel.texts import N_, Message

# By code; the fields are filled from the parameters kept with each row.
REASONS: Mapping[str, str] = {
    "not_recognised": N_("This file is none of the tables that the sales model knows"),
    "missing_key": N_("{column} is empty or can't be read, so that nothing says which row this is"),
    "blank_row": N_("The row says nothing"),
    "not_selected": N_("The mapping's condition leaves this row out: {condition}"),
    "total_row": N_("The row is a total, not a record"),
    "notice_row": N_("The row is a notice around the table, not a record"),
    "repeated_header": N_("The row is the header again"),
}

# ``table`` is NULL where none takes the row, ``sheet`` where the file has but one; ``reason`` is in English, and
# :func:`reason` gives it in any language; ``params`` and ``row`` (by header) are JSON objects.
_COLUMNS = ("table", "file", "sheet", "line", "code", "reason", "params", "row")
_ORDER = ("file", "sheet", "line", "table", "code")


def reason(code: str, params: str) -> Message:
    """The sentence for a quarantined row, from what is kept with it."""
    return Message(code, REASONS[code], params_of(params))


def params_of(params: str) -> dict[str, Any]:
    return {"condition": "…", **json.loads(params)}


def quarantine(bench: Bench) -> pa.Table:
    """The rows refused now, with those of files that this import didn't bring again."""
    types = ", ".join(f"{quoted(name)} {'BIGINT' if name == 'line' else 'VARCHAR'}" for name in _COLUMNS)
    bench.run(f"CREATE TEMP TABLE quarantined ({types})")
    _list_reasons(bench)
    for (number,) in bench.ask("SELECT DISTINCT _sheet FROM refused ORDER BY 1"):
        _add_refused(bench, number)
    if bench.base and (before := bench.base.quarantine()).num_rows:
        files = ", ".join(literal(sheet.name) for sheet, _ in bench.sheets)
        with registered(bench.con, "refused_before", before):
            bench.run(f"INSERT INTO quarantined BY NAME SELECT * FROM refused_before WHERE file NOT IN ({files})")
    return bench.con.sql(f"SELECT * FROM quarantined ORDER BY {select_list(_ORDER)}").to_arrow_table()


def same(bench: Bench, before: pa.Table) -> bool:
    """Whether the rows :func:`quarantine` found are those of the edition before."""
    if not before.num_rows:
        return not bench.count("SELECT count(*) FROM quarantined")
    with registered(bench.con, "refused_before", before):
        columns = select_list(_COLUMNS)
        return not bench.ask(
            f"(SELECT {columns} FROM quarantined EXCEPT ALL SELECT {columns} FROM refused_before) UNION ALL "
            f"(SELECT {columns} FROM refused_before EXCEPT ALL SELECT {columns} FROM quarantined) LIMIT 1"
        )


def _list_reasons(bench: Bench) -> None:
    said = [
        (code, params, str(reason(code, params)))
        for code, params in bench.ask("SELECT DISTINCT code, params FROM refused")
    ]
    listed = ", ".join(f"({', '.join(literal(text) for text in row)})" for row in said) or "(NULL, NULL, NULL)"
    bench.run(f"CREATE TEMP TABLE reasons AS SELECT * FROM (VALUES {listed}) AS t(code, params, reason)")


def _add_refused(bench: Bench, number: int) -> None:
    sheet, _ = bench.sheets[number]
    if not sheet.columns:
        return
    row = ", ".join(f"{literal(column.header)}, s.{column.name}" for column in sheet.columns)
    tab = literal(sheet.sheet) if sheet.sheet else "NULL::VARCHAR"
    rows = f"(SELECT * FROM {sheet.relation} UNION ALL BY NAME SELECT * EXCLUDE (_code) FROM {sheet.aside})"
    bench.run(
        f'INSERT INTO quarantined BY NAME SELECT r."table", {literal(sheet.name)} AS file, {tab} AS sheet, '
        f"r._line AS line, r.code, why.reason, r.params, json_object({row})::VARCHAR AS row "
        f"FROM refused AS r JOIN {rows if sheet.aside else sheet.relation} AS s ON r._line = s._line "
        f"JOIN reasons AS why ON r.code = why.code AND r.params = why.params WHERE r._sheet = {number}"
    )
