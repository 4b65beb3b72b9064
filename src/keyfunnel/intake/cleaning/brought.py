"""``new_<table>``, the rows brought: a view of their sheets for as long as nothing in them has to change.

Most rows of most files stand as they were read, and a copy of a large sheet takes as long to make as the file takes to
be read. So rows whose cells cost little to read stay where they are, read by each question that needs them, until
the first step that changes one makes them a table of their own.
"""

from collections.abc import Mapping, Sequence

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.intake.cleaning.sql import quoted
from keyfunnel.intake.mapping import ColumnRule
from keyfunnel.intake.mapping.source import format_for
from keyfunnel.intake.typing.dates import ISO
from keyfunnel.intake.typing.numbers import PLAIN
from keyfunnel.lake.at_rest import SQL
from keyfunnel.model.table import Table, Type

# What later steps need to know of a row, beside the model's columns.
BESIDE: dict[str, str] = {
    "extra": "VARCHAR",
    "_file": "VARCHAR",
    "_line": "BIGINT",
    "_sheet": "INTEGER",
    "_listed": "BOOLEAN",
    "_keyed": "BOOLEAN",
    "_unreadable": "BIGINT",
    "_updated": "TIMESTAMP",
}
# Formats in which a cell is read by a cast alone.
_CHEAP = ("", PLAIN, ISO)


def stay_in_sheets(bench: Bench, table: Table) -> bool:
    """Whether reading the rows of ``table`` anew for each question is cheap, and fails for none."""
    return all(_is_cheap(bench, part) for part in bench.parts_of(table))


def create(bench: Bench, table: Table, rows: Sequence[str] = ()) -> None:
    """``new_<table>``: a view of ``rows``, queries that may lack columns; without any an empty table."""
    columns = {column.name: SQL[column.type] for column in table.columns} | BESIDE
    if not rows:
        listed = ", ".join(f"{quoted(name)} {kept_as}" for name, kept_as in columns.items())
        bench.run(f"CREATE TEMP TABLE new_{table.name} ({listed})")
        return
    nothing = ", ".join(f"NULL::{kept_as} AS {quoted(name)}" for name, kept_as in columns.items())
    united = " UNION ALL BY NAME ".join([f"SELECT {nothing} WHERE false", *rows])
    bench.run(f"CREATE TEMP VIEW new_{table.name} AS {united}")
    bench.in_sheets.add(table.name)


def words(bench: Bench, table: Table, name: str) -> str:
    """A query of the different values of a column of ``new_<table>`` (``word``, never NULL), and of in how many rows
    each stands (``n``); of cells that were counted as they were read, where rows stay in their sheets."""
    counted = [known[name] for known in bench.words.get(table.name, ()) if name in known]
    filled = [part for part in bench.parts_of(table) if name in part.rows.columns]
    if table.name in bench.in_sheets and name not in bench.rewritten[table.name] and len(counted) == len(filled) > 0:
        each = " UNION ALL ".join(counted)
        return f"SELECT word, sum(n)::BIGINT AS n FROM ({each}) WHERE word IS NOT NULL GROUP BY 1"
    column = quoted(name)
    return f"SELECT {column} AS word, count(*) AS n FROM new_{table.name} WHERE {column} IS NOT NULL GROUP BY 1"


def change(bench: Bench, table: Table, sql: str) -> None:
    """Run ``sql``, which changes rows of ``new_<table>`` or needs them numbered: it is a table from now on."""
    settle(bench, table)
    bench.run(sql)


def settle(bench: Bench, table: Table) -> None:
    if table.name in bench.in_sheets:
        bench.in_sheets.remove(table.name)
        bench.tallied.pop(table.name, None)
        bench.run(f"CREATE TEMP TABLE settled AS FROM new_{table.name}")
        bench.run(f"DROP VIEW new_{table.name}")
        bench.run(f"ALTER TABLE settled RENAME TO new_{table.name}")


def rewrite(bench: Bench, table: Table, columns: Mapping[str, str], where: str) -> None:
    """Set each of ``columns`` to the SQL given, in the rows of ``new_<table>`` for which ``where`` holds."""
    bench.rewritten[table.name].update(columns)
    if table.name not in bench.in_sheets:
        taken = ", ".join(f"{quoted(name)} = {value}" for name, value in columns.items())
        bench.run(f"UPDATE new_{table.name} SET {taken} WHERE {where}")
        return
    bench.tallied.pop(table.name, None)
    bench.run(f"ALTER VIEW new_{table.name} RENAME TO unwritten_{table.name}")
    cells = ", ".join(
        f"CASE WHEN {where} THEN {value} ELSE {quoted(name)} END AS {quoted(name)}" for name, value in columns.items()
    )
    bench.run(f"CREATE TEMP VIEW new_{table.name} AS SELECT * REPLACE ({cells}) FROM unwritten_{table.name}")


def _is_cheap(bench: Bench, part: Part) -> bool:
    own = part.listed and part.keyed and part.rows.where is None
    return own and all(_is_cast(bench, part, name, rule) for name, rule in part.rows.columns.items())


def _is_cast(bench: Bench, part: Part, name: str, rule: ColumnRule) -> bool:
    if rule.constant is not None:
        return True
    column, type_ = part.sheet.column(rule.header or ""), part.table.column(name).type
    if column is None or rule.expression is not None:
        return False
    return column.tidy and (type_ is Type.TEXT or format_for(column, type_, part.file) in _CHEAP)
