"""All sheets together: the tables they are, and how their columns refer to each other."""

from collections.abc import Mapping, Sequence

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence, FileMapping, TableMapping
from keyfunnel.intake.mapping.suggest.deals import complete_deals
from keyfunnel.intake.mapping.suggest.guess import Guess, guesses, matches_of
from keyfunnel.intake.mapping.suggest.headers import words
from keyfunnel.intake.mapping.suggest.known import Known
from keyfunnel.intake.mapping.suggest.people import full_name, mentioned, mentioned_reps, teams_and_managers
from keyfunnel.intake.mapping.suggest.profile import Profile, profiles
from keyfunnel.intake.mapping.suggest.references import choose_references
from keyfunnel.intake.mapping.suggest.rules import rules_of
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message

# A sheet is a table when so much speaks for it (see guess.guesses): where its name doesn't say so, three or four
# columns that few other tables have.
_ENOUGH_NAMED, _ENOUGH = 2.2, 2.5


def suggest_files(
    con: duckdb.DuckDBPyConnection, sheets: Sequence[Sheet], workspace: Workspace, known: Known | None
) -> list[FileMapping]:
    looks = {sheet.relation: profiles(con, sheet) for sheet in sheets}
    chosen: dict[str, Guess | None] = {sheet.relation: _best(sheet, looks[sheet.relation]) for sheet in sheets}
    guessed = [(sheet, guess) for sheet in sheets if (guess := chosen[sheet.relation])]
    brought = {guess.table.name for _, guess in guessed}
    files = []
    for sheet in sheets:
        guess = chosen[sheet.relation]
        if guess is None:
            files.append(FileMapping(sheet.name, sheet=sheet.sheet, reason=_why_not(sheet)))
            continue
        referring = choose_references(con, sheet, guess, looks[sheet.relation], guessed, known)
        tables = _tables(sheet, referring, looks[sheet.relation], brought)
        files.append(FileMapping(sheet.name, tables, sheet.sheet))
    return files


def _best(sheet: Sheet, looks: Sequence[Profile]) -> Guess | None:
    if not sheet.columns:
        return None
    best = next(iter(guesses(sheet, looks)), None)
    return best if best and best.score >= (_ENOUGH_NAMED if best.named else _ENOUGH) else None


def _why_not(sheet: Sheet) -> Message:
    if not sheet.columns:
        return Message("nothing_in_it", N_("there is no table in it"))
    shown = ", ".join(sheet.headers[:8])
    return Message(
        "no_table_of_ours", N_("no table of the sales model has columns like these: {columns}"), {"columns": shown}
    )


def _tables(sheet: Sheet, guess: Guess, looks: Sequence[Profile], brought: set[str]) -> tuple[TableMapping, ...]:
    rules = rules_of(guess)
    others: list[TableMapping] = []
    match guess.table.name:
        case "deals":
            rules = complete_deals(rules, looks)
            others = _mentioned(rules, looks, brought)
        case "reps":
            rules = _with_name(rules, looks)
            rules, others = teams_and_managers(rules, "teams" in brought)
        case "contacts":
            rules = _with_name(rules, looks)
        case "leads":
            others = _mentioned(rules, looks, brought)
        case "surveys" if "kind" not in rules and (kind := _survey_kind(sheet, looks)):
            reason = Message("survey_named", N_("its name or a header says which survey it is"))
            rules["kind"] = ColumnRule(constant=kind, evidence=Evidence(0.8, (reason,)))
        case "spend" if "category" not in rules and {"source", "campaign"} & rules.keys():
            reason = Message("marketing_spend", N_("spent on a channel or campaign"))
            rules["category"] = ColumnRule(constant="marketing", evidence=Evidence(0.7, (reason,)))
    ordered = {name: rules[name] for name in guess.table.names if name in rules}
    return (TableMapping(guess.table.name, ordered, evidence=_evidence(guess, len(looks))), *others)


def _mentioned(rules: Mapping[str, ColumnRule], looks: Sequence[Profile], brought: set[str]) -> list[TableMapping]:
    """Tables that weren't brought, of which these rows tell more than a name."""
    taken = frozenset(rule.header for rule in rules.values() if rule.header)
    found: list[TableMapping] = []
    for column, name, wanted in _TOLD:
        rule = rules.get(column)
        if rule is None or rule.header is None or name in brought:
            continue
        matches = matches_of(table(name), looks)
        found += (
            mentioned_reps(rule, matches, taken) if name == "reps" else mentioned(name, rule, wanted, matches, taken)
        )
    return found


# References of deals and leads, the tables they are to, and what the same row may tell of the one referred to.
_TOLD: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("owner_id", "reps", ()),
    ("account_id", "accounts", ("industry",)),
    ("product_id", "products", ("family",)),
)


def _survey_kind(sheet: Sheet, looks: Sequence[Profile]) -> str | None:
    said = " ".join([words(sheet.label), *(profile.header.text for profile in looks)]).split()
    return next((kind for kind in ("nps", "csat") if kind in said), None)


def _with_name(rules: Mapping[str, ColumnRule], looks: Sequence[Profile]) -> dict[str, ColumnRule]:
    joined = full_name(looks) if "name" not in rules else None
    return {**rules, "name": joined} if joined else dict(rules)


def _evidence(guess: Guess, width: int) -> Evidence:
    said = [Message("columns_matched", N_("{n} of its {all} columns fit"), {"n": len(guess.columns), "all": width})]
    if guess.named:
        said.append(Message("named_so", N_("its name says so")))
    return Evidence(round(min(1.0, guess.score / 6), 2), tuple(said))
