"""Rows of a table that another one's rows only mention: the teams and managers in a list of people.

Nothing but the name is known of them, so the same name is the same one, and it is nobody new where the table lists
that name already. They never overrule what a listed row says.
"""

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.cells import Cells
from keyfunnel.intake.cleaning.keys import MADE_FROM_MENTION
from keyfunnel.intake.cleaning.spelling import spellings
from keyfunnel.intake.cleaning.sql import digest, literal, quoted, select_list
from keyfunnel.model.table import Table


def add(bench: Bench, table: Table) -> None:
    """Join the rows of ``table`` that are mentioned in any sheet to ``new_<table>``, one for each key or name."""
    parts = [part for part in bench.parts_of(table) if part.rows.distinct]
    for keyed in (True, False):
        for first in sorted({_known_by(part) for part in parts if part.keyed is keyed}):
            _gather(bench, table, [part for part in parts if part.keyed is keyed and _known_by(part) == first])
            _leave_out_the_listed(bench, table, first, keyed)
            _join(bench, table, first, keyed)


def _known_by(part: Part) -> str:
    """The column that tells them apart: the key, else the name, else what the mapping puts first."""
    mapped = list(part.rows.columns)
    return next((name for name in (part.table.key[0], "name") if name in mapped), mapped[0])


def _gather(bench: Bench, table: Table, parts: list[Part]) -> None:
    """``mentions``: each different combination of the mapped columns, and how often it stands."""
    bench.run(f"CREATE OR REPLACE TEMP TABLE mentions AS SELECT *, 0::BIGINT AS _times FROM new_{table.name} LIMIT 0")
    for part in parts:
        cells = Cells.of(bench, part)
        bench.run(
            f"INSERT INTO mentions BY NAME SELECT {select_list(part.rows.columns)}, "
            f"{literal(part.sheet.label)} AS _file, {part.sheet_number} AS _sheet, min(_line) AS _line, "
            f"count(*) AS _times FROM (SELECT {', '.join(cells.typed)}, _line FROM {cells.rows()}) "
            f"WHERE {quoted(_known_by(part))} IS NOT NULL GROUP BY {select_list(part.rows.columns)}"
        )
        for cell in cells.unreadable.values():
            bad = f"FROM {cells.rows()} WHERE {cell.condition}"
            bench.run(f"INSERT INTO repaired SELECT {part.sheet_number}, _line {bad}")


def _leave_out_the_listed(bench: Bench, table: Table, known_by: str, keyed: bool) -> None:
    """``mentions_spelt``: mentions with the spelling they are told apart by, without those that are listed."""
    word = quoted(known_by)
    spellings(bench.con, "mentioned_words", f"SELECT DISTINCT {word}::VARCHAR AS word FROM mentions", "word")
    same = "word" if keyed else "spelling"
    bench.run(
        f"CREATE OR REPLACE TEMP TABLE mentions_spelt AS SELECT m.*, w.{same} AS _known_by FROM mentions AS m "
        f"JOIN mentioned_words AS w ON m.{word}::VARCHAR = w.word"
    )
    listed = f"SELECT DISTINCT {word}::VARCHAR AS word FROM new_{table.name} WHERE _listed AND {word} IS NOT NULL"
    if bench.stood(table) and not keyed:
        listed += (
            f" UNION SELECT DISTINCT {word}::VARCHAR AS word FROM stays_{table.name} WHERE {word} IS NOT NULL "
            f"AND NOT starts_with({quoted(table.key[0])}, '{MADE_FROM_MENTION}')"
        )
    spellings(bench.con, "listed_words", listed, "word")
    bench.run(f"DELETE FROM mentions_spelt WHERE _known_by IN (SELECT {same} FROM listed_words)")


def _join(bench: Bench, table: Table, known_by: str, keyed: bool) -> None:
    """One row each, taking for every column what is said most often, then first."""
    columns = [name for name in table.names if name != table.key[0]]
    most = [f"arg_max({quoted(name)}, (_times, -_sheet, -_line)) AS {quoted(name)}" for name in columns]
    key = quoted(table.key[0]) if keyed else f"'{MADE_FROM_MENTION}' || {digest('_known_by')}"
    bench.run(
        f"INSERT INTO new_{table.name} BY NAME SELECT any_value({key}) AS {quoted(table.key[0])}, {', '.join(most)}, "
        "arg_min(_file, (_sheet, _line)) AS _file, arg_min(_line, (_sheet, _line)) AS _line, min(_sheet) AS _sheet, "
        "false AS _listed, true AS _keyed, 0 AS _unreadable FROM mentions_spelt GROUP BY _known_by"
    )
    if bench.stood(table):
        _keep_what_is_known(bench, table)


def _keep_what_is_known(bench: Bench, table: Table) -> None:
    """A mention fills in and corrects what stood before, and empties nothing."""
    key = quoted(table.key[0])
    columns = [quoted(name) for name in [*table.names, "extra"] if quoted(name) != key]
    kept = ", ".join(f"{column} = coalesce(n.{column}, o.{column})" for column in columns)
    bench.run(
        f"UPDATE new_{table.name} AS n SET {kept} FROM old_{table.name} AS o WHERE NOT n._listed AND n.{key} = o.{key}"
    )
