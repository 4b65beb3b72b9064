"""How many of the rows brought are so, by sheet; of rows still in their sheets what several steps ask is asked at once.

There each question reads the cells anew, which takes longer than to answer it.
"""

from collections.abc import Iterable, Mapping

from keyfunnel.intake.cleaning.bench import Bench, Part
from keyfunnel.model.table import Table


def tally(bench: Bench, table: Table, conditions: Iterable[str]) -> dict[str, Mapping[int, int]]:
    """By each of ``conditions``, SQL over ``new_<table>`` as ``r``: how many rows meet it, by the number of each sheet
    that has any. Kept for whoever asks again until a row changes, where rows are still in their sheets."""
    known = bench.tallied.get(table.name, {})
    wanted = dict.fromkeys(conditions)
    if new := [condition for condition in wanted if condition not in known]:
        found = bench.ask(f"SELECT _sheet, {_counts(new)} FROM new_{table.name} AS r GROUP BY 1 ORDER BY 1")
        counted = {
            condition: {row[0]: row[place] for row in found if row[place]} for place, condition in enumerate(new, 1)
        }
        known = known | counted
        if table.name in bench.in_sheets:
            bench.tallied[table.name] = known
    return {condition: known[condition] for condition in wanted}


def tally_of(bench: Bench, part: Part, conditions: Iterable[str]) -> dict[str, int]:
    """The same of the rows that come from the part's sheet."""
    wanted = list(dict.fromkeys(conditions))
    if part.table.name in bench.in_sheets:
        found = tally(bench, part.table, wanted)
        return {condition: found[condition].get(part.sheet_number, 0) for condition in wanted}
    if not wanted:
        return {}
    asked = f"SELECT {_counts(wanted)} FROM new_{part.table.name} AS r WHERE _sheet = {part.sheet_number}"
    return dict(zip(wanted, bench.ask(asked)[0], strict=True))


def _counts(conditions: Iterable[str]) -> str:
    return ", ".join(f"count(*) FILTER ({condition})" for condition in conditions)
