"""Words of columns that the model enumerates, and codes: one spelling of each, whatever the source's case."""

from collections.abc import Iterable

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.sql import literal, quoted
from keyfunnel.intake.cleaning.tallies import tally_of
from keyfunnel.intake.finding import Finding
from keyfunnel.intake.typing.currencies import currency_sql
from keyfunnel.intake.typing.formats import DIGITS
from keyfunnel.intake.typing.plain import wears_sql
from keyfunnel.model.table import Column, Table
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


def unknown(table: Table, names: Iterable[str]) -> dict[str, str]:
    """Of the columns of ``table`` called so, for each enumerated one whether its word is one that the model doesn't
    know, as SQL."""
    columns = [table.column(name) for name in names]
    return {
        column.name: f"{quoted(column.name)} NOT IN ({', '.join(map(literal, column.values))})"
        for column in columns
        if column.values
    }


def report_unknown(bench: Bench, part: Part) -> None:
    """A finding for each enumerated column of ``part`` with words that the model doesn't know."""
    conditions = unknown(part.table, part.rows.columns)
    counts = tally_of(bench, part, conditions.values())
    for name, condition in conditions.items():
        if rows := counts[condition]:
            column = part.table.column(name)
            found = bench.ask(
                f"SELECT {quoted(name)}, count(*) AS n FROM new_{part.table.name} WHERE _sheet = {part.sheet_number} "
                f"AND {condition} GROUP BY 1 ORDER BY n DESC, 1 LIMIT 3"
            )
            text = N_("{rows:# row|# rows}: {column} is {words}, which means nothing here; known are {known}")
            words = ", ".join(str(word) for word, _ in found)
            params = {"rows": rows, "column": name, "words": words, "known": ", ".join(column.values)}
            bench.notice(
                part.sheet_number,
                Finding("unknown_value", f"{part.table.name}.{name}", rows, Message("unknown_value", text, params)),
            )
