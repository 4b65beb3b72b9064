"""Files that say what another one says: a copy made for another database, or the same export twice."""

import re
from collections.abc import Sequence

import duckdb

from keyfunnel.intake.mapping.suggest.headers import words
from keyfunnel.intake.reading.kinds import without_packing
from keyfunnel.intake.reading.sheet import Sheet

# How copies of a file are called after it: for a database of this kind, or by a file manager.
_COPIED = re.compile(
    r"[ _.-]*(\((\d+|copy)\)|copy|kopie|copia|másolat|postgres(ql)?|snowflake|databricks|bigquery|redshift|spark|mysql|"
    r"sqlserver|duckdb|clickhouse)$",
    re.IGNORECASE,
)


def copies(con: duckdb.DuckDBPyConnection, sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    """For each relation that is a copy, the sheet it is a copy of."""
    found: dict[str, Sheet] = {}
    by_name = {_place(sheet, sheet_stem(sheet)): sheet for sheet in sheets if sheet.columns}
    by_content: dict[tuple[tuple[str, ...], int, str], Sheet] = {}
    for sheet in sheets:
        if not (sheet.columns and sheet.rows):
            continue
        stem = sheet_stem(sheet)
        bare = _COPIED.sub("", stem)
        original = by_name.get(_place(sheet, bare)) if bare != stem else None
        if original is not None and _like(sheet, original):
            found[sheet.relation] = original
            continue
        peers = [other for other in sheets if other.headers == sheet.headers and other.rows == sheet.rows]
        if len(peers) > 1:
            first = by_content.setdefault((sheet.headers, sheet.rows, _content(con, sheet)), sheet)
            if first is not sheet:
                found[sheet.relation] = first
    return found


def sheet_stem(sheet: Sheet) -> str:
    return re.sub(r"\.\w+$", "", without_packing(sheet.path.name))


def _place(sheet: Sheet, stem: str) -> tuple[str, str, str | None]:
    return str(sheet.path.parent), stem.casefold(), sheet.sheet


def _like(one: Sheet, other: Sheet) -> bool:
    """Whether most headers are the same but for quotes."""
    mine, its = ({words(header) for header in sheet.headers} for sheet in (one, other))
    return len(mine & its) >= 0.8 * max(len(mine), len(its))


def _content(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> str:
    cells = ", ".join(column.name for column in sheet.columns)
    marks = con.execute(f"SELECT sum(hash({cells})::HUGEINT), bit_xor(hash({cells})) FROM {sheet.relation}").fetchall()
    return str(marks[0])
