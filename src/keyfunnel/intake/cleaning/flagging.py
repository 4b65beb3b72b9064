"""Which rows hold values that can't be (:mod:`~keyfunnel.intake.cleaning.impossible`): counted first, then flagged.

Most tables break no rule, and few break more than one: only those that some row breaks are asked of each again.
"""

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.impossible import RULES, Impossible
from keyfunnel.intake.cleaning.sql import literal
from keyfunnel.intake.finding import Finding
from keyfunnel.model.table import Table
from keyfunnel.model.tables import table as table_called
from keyfunnel.texts import Message

# By the letter that rules call it: whose rows they look at beside, and by which column these are found.
_BESIDE = {"l": ("leads", "lead_id"), "d": ("deals", "deal_id")}


def find(bench: Bench, table: Table) -> list[Impossible]:
    """The rules that rows of ``resolved_<table>`` break; those of this import's files among these rows are noted. A
    flag changes nothing: they stay accepted."""
    rules = [rule for rule in RULES if rule.table == table.name and _can_be_asked(bench, rule)]
    if not rules:
        return []
    counts = ", ".join(f"count(*) FILTER ({rule.condition})" for rule in rules)
    counted = bench.ask(
        f"SELECT r._sheet, r._listed, count(*), {counts} FROM {rows(table, rules)} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    total = sum(row[2] for row in counted)
    broken = [
        (rule, place)
        for place, rule in enumerate(rules, 3)
        if (found := sum(row[place] for row in counted)) and not (rule.code == "undated" and found == total)
    ]
    for row in counted:
        if row[1]:
            _note(bench, row[0], {rule: row[place] for rule, place in broken if row[place]})
    return [rule for rule, _ in broken]


def rows(table: Table, rules: list[Impossible]) -> str:
    """``resolved_<table>`` as ``r``, with the rows of other tables that ``rules`` look at beside it."""
    joins = [
        f" LEFT JOIN all_{other} AS {letter} ON r.{key} = {letter}.{key}"
        for letter, (other, key) in _BESIDE.items()
        if any(rule.beside == letter for rule in rules)
    ]
    return f"resolved_{table.name} AS r{''.join(joins)}"


def flags(rules: list[Impossible]) -> str:
    """SQL for the codes that a row ``r`` deserves, NULL where it deserves none."""
    cases = [f"CASE WHEN {rule.condition} THEN {literal(rule.code)} END" for rule in rules]
    return f"nullif(concat_ws(',', {', '.join(cases)}), '')" if cases else "NULL::VARCHAR"


def _can_be_asked(bench: Bench, rule: Impossible) -> bool:
    return rule.beside is None or table_called(_BESIDE[rule.beside][0]) in bench.tables


def _note(bench: Bench, sheet_number: int, counts: dict[Impossible, int]) -> None:
    for rule, count in sorted(counts.items(), key=lambda one: one[0].code):
        message = Message(rule.code, rule.text, {"rows": count, "column": rule.column})
        bench.notice(sheet_number, Finding(rule.code, f"{rule.table}.{rule.column}", count, message))
