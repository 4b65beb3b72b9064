"""The tables that one sheet feeds: the one it is, and those that its rows mention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence, TableMapping
from keyfunnel.intake.mapping.suggest.closing import closed_by_outcome
from keyfunnel.intake.mapping.suggest.dated_outcomes import completed_by_dates
from keyfunnel.intake.mapping.suggest.deals import closed_as_expected, complete_deals
from keyfunnel.intake.mapping.suggest.decorated import undecorated
from keyfunnel.intake.mapping.suggest.guess import Guess, matches_of
from keyfunnel.intake.mapping.suggest.headers import words
from keyfunnel.intake.mapping.suggest.labels import Labels, labelled
from keyfunnel.intake.mapping.suggest.layouts import Layout, stem_of
from keyfunnel.intake.mapping.suggest.money import currency_rule
from keyfunnel.intake.mapping.suggest.order import dated_in_order
from keyfunnel.intake.mapping.suggest.outcomes import yes
from keyfunnel.intake.mapping.suggest.people import full_name, mentioned, mentioned_reps, teams_and_managers
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.rates import towards
from keyfunnel.intake.mapping.suggest.rules import rules_of
from keyfunnel.intake.mapping.suggest.standing import flag, outcome_named
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_, Message

# People and teams that are no longer in the CRM still own what they sold.
_KEPT_THOUGH_DELETED = frozenset({"reps", "teams"})


@dataclass(frozen=True)
class Around:
    """What the other sheets of an import are: the tables ``brought``, and lists of stages and pipelines."""

    brought: frozenset[str]
    lists: tuple[Labels, ...]
    workspace: Workspace


def tables_of(
    con: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    guess: Guess,
    looks: Sequence[Profile],
    around: Around,
    layout: Layout | None = None,
) -> tuple[TableMapping, ...]:
    rules = rules_of(guess)
    others: list[TableMapping] = []
    match guess.table.name:
        case "deals":
            rules = labelled(complete_deals(rules, looks), looks, around.lists)
            if outcome := completed_by_dates(con, sheet, rules, looks) or outcome_named(sheet, rules):
                rules["outcome"] = outcome
            rules |= dated_in_order(con, sheet, rules, looks)
            rules |= closed_as_expected(rules)
            if closed := closed_by_outcome(con, sheet, rules, looks):
                rules["closed_at"] = closed
            rules |= dated_in_order(con, sheet, rules, looks)  # knowing now when they closed
            others = _mentioned(rules, looks, around.brought)
        case "deal_stages":
            rules = labelled(rules, looks, around.lists)
            rules.pop("outcome", None)
        case "reps":
            rules = _with_name(rules, looks)
            rules, others = teams_and_managers(rules, "teams" in around.brought)
        case "contacts":
            rules = _with_name(rules, looks)
        case "leads":
            others = _mentioned(rules, looks, around.brought)
        case "rates":
            rules = towards(rules, looks, around.workspace.currency)
        case name:
            rules |= _said_once(name, rules, sheet, looks)
    rules |= undecorated(con, sheet, guess.table, rules, looks)
    if currency := currency_rule(guess.table, rules, looks, around.workspace):
        rules["currency"] = currency
    if layout:
        rules |= {name: ColumnRule(constant=constant) for name, constant in layout.constants.items()}
    ordered = {name: rules[name] for name in guess.table.names if name in rules}
    where = layout.where if layout and layout.where else _still_there(guess, looks)
    return (TableMapping(guess.table.name, ordered, where=where, evidence=_evidence(guess, len(looks))), *others)


def _said_once(
    name: str, rules: Mapping[str, ColumnRule], sheet: Sheet, looks: Sequence[Profile]
) -> dict[str, ColumnRule]:
    """What no column of the table ``name`` says since it is the same for all rows."""
    match name:
        case "targets" if "kpi" not in rules:
            reason = Message("quota_of_revenue", N_("no column says of which KPI: quotas are of revenue"))
            return {"kpi": ColumnRule(constant="revenue", evidence=Evidence(0.7, (reason,)))}
        case "surveys" if "kind" not in rules and (kind := _survey_kind(sheet, looks)):
            reason = Message("survey_named", N_("its name or a header says which survey it is"))
            return {"kind": ColumnRule(constant=kind, evidence=Evidence(0.8, (reason,)))}
        case "activities" if "kind" not in rules and (kind := _activity_kind(sheet)):
            reason = Message("activities_named", N_("its name says which activities these are"))
            return {"kind": ColumnRule(constant=kind, evidence=Evidence(0.8, (reason,)))}
        case "spend" if "category" not in rules and {"source", "campaign"} & rules.keys():
            reason = Message("marketing_spend", N_("spent on a channel or campaign"))
            return {"category": ColumnRule(constant="marketing", evidence=Evidence(0.7, (reason,)))}
    return {}


def _still_there(guess: Guess, looks: Sequence[Profile]) -> str | None:
    """The condition that leaves out rows deleted in the source, and those that a newer state took the place of."""
    if guess.table.name in _KEPT_THOUGH_DELETED:
        return None
    deleted, current = flag("deleted", looks), flag("current", looks)
    taken = {assigned.profile.column.position for assigned in guess.columns.values()}
    conditions = []
    if deleted and deleted.column.position not in taken:
        conditions.append(f"NOT coalesce({yes(deleted)}, false)")
    if current and guess.table.name != "deal_stages":  # whose older states are what it is about
        conditions.append(f"coalesce({yes(current)}, true)")
    return " AND ".join(conditions) or None


def _mentioned(
    rules: Mapping[str, ColumnRule], looks: Sequence[Profile], brought: frozenset[str]
) -> list[TableMapping]:
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


def _activity_kind(sheet: Sheet) -> str | None:
    """ "Calls.csv" are calls."""
    said = words(sheet.sheet or stem_of(sheet)).split()
    kinds = (vocabulary().meaning("activities.kind", word) for word in said)
    return next(filter(None, kinds), None)


def _with_name(rules: Mapping[str, ColumnRule], looks: Sequence[Profile]) -> dict[str, ColumnRule]:
    joined = full_name(looks) if "name" not in rules else None
    return {**rules, "name": joined} if joined else dict(rules)


def _evidence(guess: Guess, width: int) -> Evidence:
    said = [Message("columns_matched", N_("{n} of its {all} columns fit"), {"n": len(guess.columns), "all": width})]
    if guess.named:
        said.append(Message("named_so", N_("its name says so")))
    return Evidence(round(min(1.0, guess.score / 6), 2), tuple(said))
