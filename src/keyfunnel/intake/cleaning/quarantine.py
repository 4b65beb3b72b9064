"""Rows refused: kept as they were read, each with where it stood and why."""

import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.sql import literal
from keyfunnel.texts import N_, Message

# By code; the fields are filled from the parameters kept with each row.
REASONS: Mapping[str, str] = {
    "not_recognised": N_("This file is none of the tables that the sales model knows"),
    "missing_key": N_("{column} is empty or can't be read, so that nothing says which row this is"),
    "blank_row": N_("The row says nothing"),
    "not_selected": N_("The mapping's condition leaves this row out"),
}

SCHEMA = pa.schema(
    [
        ("table", pa.string()),  # NULL where no table takes it
        ("file", pa.string()),
        ("sheet", pa.string()),  # NULL where the file has but one
        ("line", pa.int64()),
        ("code", pa.string()),
        ("reason", pa.string()),  # in English; `reason` below gives it in any language
        ("params", pa.string()),  # JSON object
        ("row", pa.string()),  # JSON object by header
    ]
)
_ORDER = [(name, "ascending") for name in ("file", "sheet", "line", "table", "code")]


def reason(code: str, params: str) -> Message:
    """The sentence for a quarantined row, from what is kept with it."""
    return Message(code, REASONS[code], params_of(params))


def params_of(params: str) -> dict[str, Any]:
    return dict(json.loads(params))


def quarantine(bench: Bench) -> pa.Table:
    """The rows refused now, with those of files that this import didn't bring again."""
    _list_reasons(bench)
    rows = [SCHEMA.empty_table(), *(_refused(bench, number) for number in range(len(bench.sheets)))]
    if bench.base and (before := bench.base.quarantine()).num_rows:
        files = pa.array(sorted({sheet.name for sheet, _ in bench.sheets}))
        rows.append(before.filter(pc.invert(pc.is_in(before.column("file"), files))).cast(SCHEMA))
    return pa.concat_tables(rows).sort_by(_ORDER)


def same(one: pa.Table, other: pa.Table) -> bool:
    """Whether two quarantines, as :func:`quarantine` gives them, hold the same rows."""
    return one.num_rows == other.num_rows and (not one.num_rows or one.equals(other.cast(SCHEMA).sort_by(_ORDER)))


def _list_reasons(bench: Bench) -> None:
    said = [
        (code, params, str(reason(code, params)))
        for code, params in bench.ask("SELECT DISTINCT code, params FROM refused")
    ]
    listed = ", ".join(f"({', '.join(literal(text) for text in row)})" for row in said) or "(NULL, NULL, NULL)"
    bench.run(f"CREATE TEMP TABLE reasons AS SELECT * FROM (VALUES {listed}) AS t(code, params, reason)")


def _refused(bench: Bench, number: int) -> pa.Table:
    sheet, _ = bench.sheets[number]
    if not sheet.columns:
        return SCHEMA.empty_table()
    row = ", ".join(f"{literal(column.header)}, s.{column.name}" for column in sheet.columns)
    tab = literal(sheet.sheet) if sheet.sheet else "NULL::VARCHAR"
    data = bench.con.sql(
        f'SELECT r."table", {literal(sheet.name)} AS file, {tab} AS sheet, r._line AS line, r.code, why.reason, '
        f"r.params, json_object({row})::VARCHAR AS row "
        f"FROM refused AS r JOIN {sheet.relation} AS s ON r._line = s._line "
        f"JOIN reasons AS why ON r.code = why.code AND r.params = why.params WHERE r._sheet = {number}"
    )
    return data.to_arrow_table().cast(SCHEMA)
