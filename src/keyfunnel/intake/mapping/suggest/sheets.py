"""All sheets together: the tables they are, and how their columns refer to each other."""

from collections.abc import Mapping, Sequence

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence, FileMapping, TableMapping
from keyfunnel.intake.mapping.suggest.deals import complete_deals
from keyfunnel.intake.mapping.suggest.guess import Guess, guesses, matches_of
from keyfunnel.intake.mapping.suggest.known import Known
from keyfunnel.intake.mapping.suggest.people import full_name, mentioned_reps, teams_and_managers
from keyfunnel.intake.mapping.suggest.profile import Profile, profiles
from keyfunnel.intake.mapping.suggest.references import choose_references
from keyfunnel.intake.mapping.suggest.rules import rules_of
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message

# A sheet is a table when so much speaks for it (see guess.guesses): about two columns that only this table has.
_ENOUGH = 1.5


def suggest_files(
    con: duckdb.DuckDBPyConnection, sheets: Sequence[Sheet], workspace: Workspace, known: Known | None
) -> list[FileMapping]:
    looks = {sheet.relation: profiles(con, sheet) for sheet in sheets}
    chosen: dict[str, Guess | None] = {sheet.relation: _best(sheet, looks[sheet.relation]) for sheet in sheets}
    guessed = [(sheet, guess) for sheet in sheets if (guess := chosen[sheet.relation])]
    brought = {guess.table.name for _, guess in guessed} | set(known.tables if known else ())
    files = []
    for sheet in sheets:
        guess = chosen[sheet.relation]
        if guess is None:
            files.append(FileMapping(sheet.name, sheet=sheet.sheet, reason=_why_not(sheet)))
            continue
        referring = choose_references(con, sheet, guess, looks[sheet.relation], guessed)
        tables = _tables(referring, looks[sheet.relation], brought)
        files.append(FileMapping(sheet.name, tables, sheet.sheet))
    return files


def _best(sheet: Sheet, looks: Sequence[Profile]) -> Guess | None:
    if not sheet.columns:
        return None
    best = next(iter(guesses(sheet, looks)), None)
    return best if best and best.score >= _ENOUGH else None


def _why_not(sheet: Sheet) -> Message:
    if not sheet.columns:
        return Message("nothing_in_it", N_("there is no table in it"))
    shown = ", ".join(sheet.headers[:8])
    return Message(
        "no_table_of_ours", N_("no table of the sales model has columns like these: {columns}"), {"columns": shown}
    )


def _tables(guess: Guess, looks: Sequence[Profile], brought: set[str]) -> tuple[TableMapping, ...]:
    rules = rules_of(guess)
    others: list[TableMapping] = []
    match guess.table.name:
        case "deals":
            rules = complete_deals(rules, looks)
            others = _owners(rules, looks, brought)
        case "reps":
            rules = _with_name(rules, looks)
            rules, others = teams_and_managers(rules)
        case "contacts":
            rules = _with_name(rules, looks)
        case "leads":
            others = _owners(rules, looks, brought)
        case "spend" if "category" not in rules and {"source", "campaign"} & rules.keys():
            reason = Message("marketing_spend", N_("spent on a channel or campaign"))
            rules["category"] = ColumnRule(constant="marketing", evidence=Evidence(0.7, (reason,)))
    ordered = {name: rules[name] for name in guess.table.names if name in rules}
    return (TableMapping(guess.table.name, ordered, evidence=_evidence(guess, len(looks))), *others)


def _owners(rules: Mapping[str, ColumnRule], looks: Sequence[Profile], brought: set[str]) -> list[TableMapping]:
    owner = rules.get("owner_id")
    if owner is None or owner.header is None or "reps" in brought:
        return []
    taken = frozenset(rule.header for name, rule in rules.items() if rule.header and name != "region")
    return mentioned_reps(owner, matches_of(table("reps"), looks), taken)


def _with_name(rules: Mapping[str, ColumnRule], looks: Sequence[Profile]) -> dict[str, ColumnRule]:
    joined = full_name(looks) if "name" not in rules else None
    return {**rules, "name": joined} if joined else dict(rules)


def _evidence(guess: Guess, width: int) -> Evidence:
    said = [Message("columns_matched", N_("{n} of its {all} columns fit"), {"n": len(guess.columns), "all": width})]
    if guess.named:
        said.append(Message("named_so", N_("its name says so")))
    return Evidence(round(min(1.0, guess.score / 6), 2), tuple(said))
