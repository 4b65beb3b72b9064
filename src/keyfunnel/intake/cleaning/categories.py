"""Spellings of a category that differ by case, width or spaces only: folded to the one used most."""

import pyarrow.compute as pc

from keyfunnel.intake.cleaning import brought
from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.spelling import spelt
from keyfunnel.intake.cleaning.sql import quoted, registered
from keyfunnel.intake.finding import Finding
from keyfunnel.model.table import Table
from keyfunnel.texts import N_, Message

# Text that sorts rows into a few kinds. Names, keys and free text are left as they are.
CATEGORIES: frozenset[str] = frozenset(
    {
        "source", "campaign", "stage", "region", "segment", "industry", "country", "deal_type", "pipeline", "plan",
        "lost_reason", "disqualified_reason", "end_reason", "kind", "category", "family", "outcome",
        "qualified_by", "by",
    }
)  # fmt: skip
NAMED_ONE_BY_ONE = 10


def fold(bench: Bench, table: Table) -> None:
    """Give each category of the new rows one spelling: the base's where it has one, else the most frequent."""
    filled = [
        column.name for column in table.columns if column.name in CATEGORIES and _is_filled(bench, table, column.name)
    ]
    for name in filled:
        if _list_spellings(bench, table, name):
            _report(bench, table, name)
            rows, column = f"new_{table.name}", quoted(name)
            bench.run(f"INSERT INTO repaired SELECT _sheet, _line FROM {rows} JOIN folds ON {column} = folds.word")
            brought.change(
                bench, table, f"UPDATE {rows} SET {column} = folds.chosen FROM folds WHERE {column} = folds.word"
            )


def _is_filled(bench: Bench, table: Table, name: str) -> bool:
    return any(name in part.rows.columns for part in bench.parts_of(table))


def _list_spellings(bench: Bench, table: Table, name: str) -> bool:
    """``folds``: each word that isn't spelt as chosen, and the chosen one. Whether there is any."""
    column = quoted(name)
    words = f"SELECT word, n, false AS old FROM ({brought.words(bench, table, name)})"
    if bench.stood(table):
        words += (
            f" UNION ALL SELECT {column} AS word, count(*) AS n, true AS old FROM old_{table.name} "
            f"WHERE {column} IS NOT NULL GROUP BY 1"
        )
    found = spelt(bench.con, words, "word", separators=False)
    if pc.count_distinct(found.column("spelling")) == pc.count_distinct(found.column("word")):
        return False
    with registered(bench.con, "category_words", found):
        bench.run(
            "CREATE OR REPLACE TEMP TABLE folds AS SELECT DISTINCT word, chosen FROM (SELECT word, first_value(word) "
            "OVER (PARTITION BY spelling ORDER BY old DESC, n DESC, word) AS chosen FROM category_words) "
            "WHERE word <> chosen"
        )
    return True


def _report(bench: Bench, table: Table, name: str) -> None:
    found = bench.ask(
        f"SELECT _sheet, folds.chosen, count(*) AS n FROM new_{table.name} JOIN folds ON {quoted(name)} = folds.word "
        "GROUP BY ALL ORDER BY _sheet, n DESC, chosen"
    )
    for sheet_number in sorted({row[0] for row in found}):
        mine = [(chosen, n) for number, chosen, n in found if number == sheet_number]
        for chosen, n in mine[:NAMED_ONE_BY_ONE]:
            text = N_("{rows:# row|# rows}: {column} was spelt in another way than `{word}`")
            _notice(bench, sheet_number, table, name, n, text, word=chosen)
        if rest := mine[NAMED_ONE_BY_ONE:]:
            text = N_(
                "{rows:# row|# rows}: {column} was spelt in another way than the usual, for {words:# more word|# more "
                "words}"
            )
            _notice(bench, sheet_number, table, name, sum(n for _, n in rest), text, words=len(rest))


def _notice(bench: Bench, sheet: int, table: Table, name: str, rows: int, text: str, **params: object) -> None:
    message = Message("category_spelling", text, {"rows": rows, "column": name, **params})
    bench.notice(sheet, Finding("category_spelling", f"{table.name}.{name}", rows, message))
