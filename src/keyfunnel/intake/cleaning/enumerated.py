"""Words of columns that the model enumerates, and codes: one spelling of each, whatever the source's case."""

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.sql import literal, quoted
from keyfunnel.intake.finding import Finding
from keyfunnel.intake.typing.currencies import currency_sql
from keyfunnel.intake.typing.formats import DIGITS
from keyfunnel.intake.typing.plain import wears_sql
from keyfunnel.model.table import Column
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message


def canonical(sql: str, column: Column, workspace: Workspace) -> str:
    """``sql`` as the model writes it: ``Won`` is ``won``, ``Email reply`` is ``email_reply``, ``usd`` is ``USD``.

    Reading a known word in another case is no repair. Unknown words stay as they are. A currency may also be told by
    the sign of an amount.
    """
    if column.name == "currency":
        amount = f"regexp_matches({sql}, '[0-9]') OR {wears_sql(DIGITS, sql)}"
        code = currency_sql(sql, workspace.currency, workspace.locale)
        is_code = f"regexp_full_match({sql}, '[A-Za-z]{{3}}')"
        return f"CASE WHEN {is_code} THEN upper({sql}) WHEN {amount} THEN {code} ELSE {sql} END"
    if not column.values:
        return sql
    spelt = {value.replace("_", joint): value for joint in ("_", " ", "-", "") for value in column.values}
    whens = " ".join(f"WHEN {literal(word)} THEN {literal(value)}" for word, value in spelt.items())
    return f"CASE lower({sql}) {whens} ELSE {sql} END"


def report_unknown(bench: Bench, part: Part) -> None:
    """A finding for each enumerated column of ``part`` with words that the model doesn't know."""
    for name in part.rows.columns:
        column = part.table.column(name)
        if not column.values:
            continue
        known = ", ".join(literal(value) for value in column.values)
        found = bench.ask(
            f"SELECT {quoted(name)}, count(*) AS n FROM new_{part.table.name} WHERE _sheet = {part.sheet_number} "
            f"AND {quoted(name)} NOT IN ({known}) GROUP BY 1 ORDER BY n DESC, 1"
        )
        if found:
            rows = sum(n for _, n in found)
            text = N_("{rows:# row|# rows}: {column} is {words}, which means nothing here; known are {known}")
            words = ", ".join(str(word) for word, _ in found[:3])
            params = {"rows": rows, "column": name, "words": words, "known": ", ".join(column.values)}
            bench.notice(
                part.sheet_number,
                Finding("unknown_value", f"{part.table.name}.{name}", rows, Message("unknown_value", text, params)),
            )
