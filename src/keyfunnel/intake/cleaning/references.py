"""Who is meant by a name: references resolved by id, then e-mail, then unique name; as written, then by spelling.

Done over the whole model at each import, from what the sources wrote: a list of reps that comes later resolves the
deals that came before.
"""

from keyfunnel.intake.cleaning import merging
from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.nothing import is_nothing
from keyfunnel.intake.cleaning.spelling import spellings
from keyfunnel.intake.cleaning.sql import literal, quoted
from keyfunnel.intake.finding import Finding
from keyfunnel.model.table import Column, Table
from keyfunnel.model.tables import table as table_called
from keyfunnel.texts import N_, Message

NAMED_ONE_BY_ONE = 10

# In this order; the first way that finds anybody decides, even where it finds more than one. Whoever is found by any
# of them goes by a word of the same spelling, so that one look for these finds all.
_WAYS = (
    ("merged", "n.kind = 'merged' AND n.called = w.written"),
    ("email", "n.kind = 'email' AND lower(n.called) = lower(w.written)"),
    ("name", "n.kind = 'name' AND n.called = w.written"),
    ("spelling", "n.kind <> 'merged'"),
)
FOUND = frozenset(how for how, _ in _WAYS)


def resolve(bench: Bench) -> None:
    """For each reference ``meant_<table>_<column>``: what is written, the ``id`` meant (NULL where nobody is), how it
    was found (or that nobody was), and the name of the one found. Ids written as they are aren't in it; a reference
    that no row makes (:func:`is_said`) has none."""
    references = [
        (table, column) for table in bench.affected for column in table.references if is_said(bench, table, column)
    ]
    wanted = {column.references for _, column in references}
    there = {table.name for table in bench.tables if table.name in wanted and _is_filled(bench, table)}
    for name in sorted(there):
        _list_names(bench, table_called(name))
    for table, column in references:
        _resolve(bench, table, column, column.references in there)
        ways = bench.ask(f"SELECT DISTINCT how FROM {meant(table, column)}")
        bench.resolved[table.name, column.name] = frozenset(how for (how,) in ways)


def is_said(bench: Bench, table: Table, column: Column) -> bool:
    """Whether any row, new or old, may refer to something in ``column``; else there is nothing to be resolved."""
    return bench.stood(table) or any(column.name in part.rows.columns for part in bench.parts_of(table))


def meant(table: Table, column: Column) -> str:
    return f"meant_{table.name}_{column.name}"


def _is_filled(bench: Bench, table: Table) -> bool:
    return len(table.key) == 1 and bool(bench.ask(f"SELECT 1 FROM all_{table.name} LIMIT 1"))


def _list_names(bench: Bench, table: Table) -> None:
    """``names_<table>``: every name and e-mail that one of its rows goes by, and the spellings of both; what was merged
    into a row, that row goes by too, and by its key."""
    key = quoted(table.key[0])
    kinds = [
        f"SELECT {key} AS id, {column} AS called, '{column}' AS kind FROM {merging.everyone(bench, table)} "
        f"WHERE {column} IS NOT NULL"
        for column in ("email", "name")
        if column in table.names
    ]
    if bench.merges(table):
        kinds.append(f"SELECT into_id AS id, id AS called, 'merged' AS kind FROM merges_{table.name}")
    nobody = "SELECT NULL::VARCHAR AS id, NULL::VARCHAR AS called, NULL::VARCHAR AS kind LIMIT 0"
    spellings(bench.con, f"names_{table.name}", " UNION ALL ".join(kinds) or nobody, "called")


def _resolve(bench: Bench, table: Table, column: Column, there: bool) -> None:
    made = f"CREATE TEMP TABLE {meant(table, column)}"
    if not there:
        bench.run(
            f"{made} AS SELECT DISTINCT {quoted(column.name)} AS written, NULL::VARCHAR AS id, 'nothing' AS how, "
            f"NULL::VARCHAR AS called FROM all_{table.name} WHERE {is_nothing(quoted(column.name))}"
        )
        return
    target = table_called(column.references or "")
    spellings(
        bench.con,
        "written",
        f"SELECT w.written FROM (SELECT DISTINCT {quoted(column.name)} AS written FROM all_{table.name}) AS w "
        f"ANTI JOIN all_{target.name} AS k ON w.written = k.{quoted(target.key[0])} WHERE w.written IS NOT NULL",
        "written",
    )
    ranks = " ".join(f"WHEN {match} THEN {rank}" for rank, (_, match) in enumerate(_WAYS))
    hows = ", ".join(literal(how) for how, _ in _WAYS)
    one_by_one = (
        f"SELECT w.written, CASE {ranks} END AS rank, n.id, n.called FROM written AS w "
        f"JOIN names_{target.name} AS n ON n.spelling = w.spelling"
    )
    found = (
        "SELECT written, rank, count(DISTINCT id) AS candidates, min(id) AS id, min(called) AS called "
        f"FROM ({one_by_one}) WHERE rank IS NOT NULL GROUP BY written, rank "
        "QUALIFY rank = min(rank) OVER (PARTITION BY written)"
    )
    bench.run(
        f"{made} AS SELECT w.written, CASE WHEN f.candidates = 1 THEN f.id END AS id, "
        f"CASE WHEN f.candidates = 1 THEN [{hows}][1 + f.rank] WHEN f.candidates > 1 THEN 'ambiguous' "
        f"WHEN {is_nothing('w.written')} THEN 'nothing' ELSE 'orphan' END AS how, "
        f"f.called FROM written AS w LEFT JOIN ({found}) AS f ON w.written = f.written"
    )


def report(bench: Bench, table: Table) -> None:
    """Note what was repaired, and what names nobody or more than one, among the rows of this import's files."""
    for column in table.references:
        ways = bench.ways(table, column)
        if not ways & {"spelling", "ambiguous", "orphan"}:
            continue
        cell = quoted(column.name)
        listed = f"new_{table.name} AS n JOIN {meant(table, column)} AS m ON n.{cell} = m.written WHERE n._listed"
        if "spelling" in ways:
            bench.run(f"INSERT INTO repaired SELECT _sheet, _line FROM {listed} AND m.how = 'spelling'")
        found = bench.ask(
            f"SELECT n._sheet, m.how, m.called, count(*) AS rows, min(m.written) FROM {listed} "
            "AND m.how IN ('spelling', 'ambiguous', 'orphan') GROUP BY 1, 2, 3 ORDER BY 1, 2, rows DESC, 3"
        )
        for sheet in sorted({row[0] for row in found}):
            for how in ("spelling", "ambiguous", "orphan"):
                rows = [
                    (called, n, written) for number, way, called, n, written in found if (number, way) == (sheet, how)
                ]
                _report(bench, sheet, table, column, how, rows)


def _report(
    bench: Bench, sheet: int, table: Table, column: Column, how: str, found: list[tuple[str, int, str]]
) -> None:
    named = found[:NAMED_ONE_BY_ONE] if how == "spelling" else []
    for called, rows, written in named:
        text = N_("{rows:# row|# rows} repaired to `{name}`: {column} was written in another way, such as `{example}`")
        _notice(bench, sheet, table, column, "reference_spelling", text, rows, name=called, example=written)
    if rest := found[len(named) :]:
        code, text = {
            "spelling": (
                "reference_spelling",
                N_(
                    "{rows:# row|# rows} repaired to {names:# more name|# more names}: {column} was written in "
                    "another way"
                ),
            ),
            "ambiguous": (
                "ambiguous_reference",
                N_(
                    "{rows:# row|# rows}: {column} could mean more than one of {table} and stays as it is, such as "
                    "`{example}`"
                ),
            ),
            "orphan": (
                "orphan_reference",
                N_("{rows:# row|# rows}: {column} names none of {table} and stays as it is, such as `{example}`"),
            ),
        }[how]
        total = sum(rows for _, rows, _ in rest)
        _notice(bench, sheet, table, column, code, text, total, names=len(rest), example=rest[0][2])


def _notice(
    bench: Bench, sheet: int, table: Table, column: Column, code: str, text: str, rows: int, **params: object
) -> None:
    said = {"rows": rows, "column": column.name, "table": column.references, **params}
    bench.notice(sheet, Finding(code, f"{table.name}.{column.name}", rows, Message(code, text, said)))
