"""Which rows hold values that can't be (:mod:`~keyfunnel.intake.cleaning.impossible`): counted first, then flagged.

Most tables break no rule, and few break more than one: only those that some row breaks are asked of each again.
"""

from typing import Any

from keyfunnel.intake.cleaning.bench import Bench
from keyfunnel.intake.cleaning.impossible import RULES, Impossible
from keyfunnel.intake.cleaning.sql import literal
from keyfunnel.intake.cleaning.tallies import tally
from keyfunnel.intake.finding import Finding
from keyfunnel.model.table import Table
from keyfunnel.model.tables import table as table_called
from keyfunnel.texts import Message

# By the letter that rules call it: whose rows they look at beside, and by which column these are found.
_BESIDE = {"l": ("leads", "lead_id"), "d": ("deals", "deal_id")}
_EVERY = "true"  # every row's condition


def asked(bench: Bench, table: Table) -> list[str]:
    """What :func:`find` will ask of rows as they were read, as SQL over ``new_<table>`` as ``r``: nothing where it will
    ask it of more rows than these."""
    rules = [] if bench.stood(table) else [rule for rule in _rules(bench, table) if rule.beside is None]
    return [_EVERY, *(rule.condition for rule in rules)] if rules else []


def find(bench: Bench, table: Table) -> list[Impossible]:
    """The rules that rows of ``resolved_<table>`` break; those of this import's files among these rows are noted. A
    flag changes nothing: they stay accepted."""
    rules = _rules(bench, table)
    if not rules:
        return []
    counted = _counted(bench, table, rules)
    total = sum(counts[_EVERY] for _, _, counts in counted)
    broken = [
        rule
        for rule in rules
        if (found := sum(counts[rule.condition] for _, _, counts in counted))
        and not (rule.code == "undated" and found == total)
    ]
    for sheet, listed, counts in counted:
        if listed:
            _note(bench, sheet, {rule: counts[rule.condition] for rule in broken if counts[rule.condition]})
    return broken


def _counted(bench: Bench, table: Table, rules: list[Impossible]) -> list[tuple[int, bool, dict[str, int]]]:
    """By sheet, and by whether it lists the rows: how many rows meet each rule's condition, and how many there are.

    No rule looks at a reference, so that of rows which stand as they were read it was counted then.
    """
    known = tally(bench, table, asked(bench, table)) if table.name in bench.in_sheets else {}
    new = [condition for condition in (_EVERY, *(rule.condition for rule in rules)) if condition not in known]
    found: list[tuple[Any, ...]] = [(sheet, True) for sheet in sorted(known.get(_EVERY, ()))]
    if new:
        counts = ", ".join(f"count(*) FILTER ({condition})" for condition in new)
        found = bench.ask(f"SELECT r._sheet, r._listed, {counts} FROM {rows(table, rules)} GROUP BY 1, 2 ORDER BY 1, 2")
    return [
        (
            sheet,
            listed,
            {**{each: n.get(sheet, 0) for each, n in known.items()}, **dict(zip(new, counted, strict=True))},
        )
        for sheet, listed, *counted in found
    ]


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


def _rules(bench: Bench, table: Table) -> list[Impossible]:
    return [rule for rule in RULES if rule.table == table.name and _can_be_asked(bench, rule)]


def _can_be_asked(bench: Bench, rule: Impossible) -> bool:
    return rule.beside is None or table_called(_BESIDE[rule.beside][0]) in bench.tables


def _note(bench: Bench, sheet_number: int, counts: dict[Impossible, int]) -> None:
    for rule, count in sorted(counts.items(), key=lambda one: one[0].code):
        message = Message(rule.code, rule.text, {"rows": count, "column": rule.column})
        bench.notice(sheet_number, Finding(rule.code, f"{rule.table}.{rule.column}", count, message))
