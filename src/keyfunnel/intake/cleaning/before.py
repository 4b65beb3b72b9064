"""The rows that stood before, and which of them stay beside the new ones."""

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.keys import MADE_FROM_MENTION, MADE_FROM_ROW
from keyfunnel.intake.cleaning.spelling import spellings
from keyfunnel.intake.cleaning.sql import literal, quoted, same_key, select_list
from keyfunnel.model.table import Table


def open_before(bench: Bench) -> None:
    """``old_<table>``: the base's rows, references as they were written in their source, so that they can be
    resolved again. Views on the lake's files: what nobody asks for isn't read."""
    for table in bench.tables:
        if bench.stood(table):
            written = [
                f"coalesce({quoted(c.name + '_ref')}, {quoted(c.name)}) AS {quoted(c.name)}" for c in table.references
            ]
            replace = f" REPLACE ({', '.join(written)})" if written else ""
            rows = bench.rows_before(table)
            if aside := bench.merged_before(table):
                rows = f"(SELECT * FROM {rows} UNION ALL BY NAME SELECT * EXCLUDE (merged_into) FROM {aside})"
            bench.run(f"CREATE TEMP VIEW old_{table.name} AS SELECT *{replace} FROM {rows}")


def settle(bench: Bench, table: Table) -> None:
    """``stays_<table>``: the old rows that the new ones don't replace (see :func:`_gone`). To be made when the listed
    rows are complete; rows that are only mentioned may join them later."""
    conditions = _gone(bench, table)
    kept = " AND ".join(f"NOT coalesce({condition}, false)" for condition in conditions) or "true"
    bench.run(f"CREATE TEMP VIEW stays_{table.name} AS SELECT * FROM old_{table.name} AS o WHERE {kept}")


def _gone(bench: Bench, table: Table) -> list[str]:
    """Conditions on old rows ``o``, each of which sends a row away.

    A row goes when the new ones have its key; when its key was made here and a newer list without keys came, or one
    that has the same name under a key of the source's; when it was only mentioned by rows that went; or, where the
    import is to replace, when it isn't in the new files.
    """
    listed = [part for part in bench.parts_of(table) if part.listed]
    conditions = [f"EXISTS (SELECT 1 FROM new_{table.name} AS n WHERE {same_key(table, 'n', 'o')})"]
    if len(table.key) > 1:
        return [*conditions, "true"] if bench.replace and listed else conditions
    key = f"o.{quoted(table.key[0])}"
    if bench.replace:
        conditions.append("true" if listed else f"starts_with({key}, '{MADE_FROM_MENTION}')")
    if any(not part.keyed for part in listed):
        conditions.append(f"starts_with({key}, '{MADE_FROM_ROW}')")
    if files := files_replaced(bench):
        names = ", ".join(literal(file) for file in files)
        conditions.append(f"starts_with({key}, '{MADE_FROM_MENTION}') AND o._file IN ({names})")
    if listed and "name" in table.names and table.dated is None:
        _list_names(bench, table)
        made = f"starts_with({key}, '{MADE_FROM_MENTION}') OR starts_with({key}, '{MADE_FROM_ROW}')"
        conditions.append(f"({made}) AND o.name IN (SELECT word FROM superseded_{table.name})")
    return conditions


def files_replaced(bench: Bench) -> list[str]:
    """Files whose rows without keys a newer list now replaces as a whole."""
    files: set[str] = set()
    for table in bench.brought:
        keyless = any(part.listed and not part.keyed for part in bench.parts_of(table))
        if keyless and bench.stood(table):
            key = quoted(table.key[0])
            rows = bench.ask(f"SELECT DISTINCT _file FROM old_{table.name} WHERE starts_with({key}, '{MADE_FROM_ROW}')")
            files.update(row[0] for row in rows)
    return sorted(files)


def _list_names(bench: Bench, table: Table) -> None:
    """``superseded_<table>``: names of old rows that a new listed row has too, however spelt."""
    names = f"SELECT DISTINCT name AS word FROM new_{table.name} WHERE _listed AND name IS NOT NULL"
    spellings(bench.con, "new_names", names, "word")
    key = quoted(table.key[0])
    made = f"starts_with({key}, '{MADE_FROM_MENTION}') OR starts_with({key}, '{MADE_FROM_ROW}')"
    old = f"SELECT DISTINCT name AS word FROM old_{table.name} WHERE name IS NOT NULL AND ({made})"
    spellings(bench.con, "old_names", old, "word")
    bench.run(
        f"CREATE TEMP TABLE superseded_{table.name} AS SELECT o.word FROM old_names AS o "
        "SEMI JOIN new_names AS n ON o.spelling = n.spelling"
    )


def unite(bench: Bench, table: Table) -> None:
    """``all_<table>``: the new rows and those that stay; ``_sheet`` is NULL for the latter. Where rows are merged by
    decision it is ``united_<table>``, from which :func:`~keyfunnel.intake.cleaning.merging.merge` makes the other."""
    columns = select_list([*table.names, "extra", "_file", "_line"])
    brought = table in bench.brought
    sources = [f"SELECT {columns}, _sheet, _listed FROM new_{table.name}"] if brought else []
    if bench.stood(table):
        old = "stays" if brought else "old"
        sources.append(f"SELECT {columns}, NULL::INTEGER AS _sheet, false AS _listed FROM {old}_{table.name}")
    name = "united" if bench.merges(table) else "all"
    bench.run(f"CREATE TEMP VIEW {name}_{table.name} AS {' UNION ALL '.join(sources)}")
