"""What deals need beyond matching headers: how each stands, when it closed, what it brought, and a key."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.amounts import is_amount, speaks_of
from keyfunnel.intake.mapping.suggest.closing import closed_on_either
from keyfunnel.intake.mapping.suggest.dates import dated, holds_dates, speaks_of_close
from keyfunnel.intake.mapping.suggest.outcomes import outcome_rule
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.model.table import Type
from keyfunnel.texts import N_, Message

_SURE, _LIKELY = 0.95, 0.8


def complete_deals(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> dict[str, ColumnRule]:
    """``rules`` with outcome, stage, close date, value and key worked out where headers alone don't give them."""
    completed = dict(rules)
    if outcome := outcome_rule(completed, profiles):
        completed["outcome"] = outcome
    if "stage" not in completed and (stage := _stage_of_outcome(completed)):
        completed["stage"] = stage
    completed |= _plan_and_event(completed, profiles)
    if closed := _closed_of_dates(completed, profiles):
        completed["closed_at"] = closed
    if "created_at" not in completed and "first_contact_at" in completed:
        reason = Message("from_first_contact", N_("no column says when deals began: with the first contact"))
        completed["created_at"] = replace(completed["first_contact_at"], evidence=Evidence(_LIKELY, (reason,)))
    if amount := _amount_as_shown(completed, profiles):
        completed["amount"] = amount
    if amount := _amount_of_both(completed, profiles):
        completed["amount"] = amount
    if "deal_id" not in completed and (key := _key_of_lead(completed, profiles)):
        completed["deal_id"] = key
    return completed


def _stage_of_outcome(rules: Mapping[str, ColumnRule]) -> ColumnRule | None:
    """The column that tells outcomes, where it tells apart more than one that is still open: these are stages."""
    told = rules.get("outcome")
    if told is None or told.header is None or list(told.values.values()).count("open") < 2:
        return None
    reason = Message("stages_told", N_("it tells several kinds of open deals apart: these are stages"))
    return ColumnRule(header=told.header, evidence=Evidence(_LIKELY, (reason,)))


def _closed_of_dates(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> ColumnRule | None:
    """From the dates deals were won and lost on; where only the losses have one called so, the close of the others is
    the date that some deals lack."""
    won, lost = dated("won", profiles), dated("lost", profiles)
    if lost and won is None and "closed_at" in rules:
        won = next((p for p in profiles if p.column.header == rules["closed_at"].header and p.filled < p.rows), None)
    return closed_on_either(won.column.header, lost.column.header, _SURE) if won and lost and won is not lost else None


def _plan_and_event(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> dict[str, ColumnRule]:
    """Where two columns may say when deals closed ("Close Date" and "Closed Date") and one has a date for every deal:
    that one is the plan, and the other, empty while a deal is open, the event."""
    closed = next((p for p in profiles if "closed_at" in rules and p.column.header == rules["closed_at"].header), None)
    if closed is None or "expected_close_on" in rules:
        return {}
    taken = {rule.header for rule in rules.values()}
    left = [p for p in profiles if p.column.header not in taken and p.filled and _may_close(p)]
    partly = [p for p in (closed, *left) if p.filled < p.rows]
    wholly = [p for p in (closed, *left) if p.filled == p.rows]
    if not partly or not wholly or closed not in (partly[0], wholly[0]):
        return {}
    reason = Message("plan_and_event", N_("one of two dates is empty for some deals: that is when they closed"))
    evidence = Evidence(_LIKELY, (reason,))
    return {
        "closed_at": ColumnRule(header=partly[0].column.header, evidence=evidence),
        "expected_close_on": ColumnRule(header=wholly[0].column.header, evidence=evidence),
    }


def _may_close(profile: Profile) -> bool:
    if profile.column.reading(Type.TIMESTAMP) is None:
        return False
    known = "closed_at" in vocabulary().matches("deals", profile.header)
    return known or (holds_dates(profile) and speaks_of_close(profile))


def closed_as_expected(rules: Mapping[str, ColumnRule]) -> dict[str, ColumnRule]:
    """Exports with one date for the plan and the event: of deals that are won or lost it is the event."""
    expected = rules.get("expected_close_on")
    if "closed_at" in rules or "outcome" not in rules or expected is None or expected.header is None:
        return {}
    reason = Message("closed_as_expected", N_("no other column says when deals closed; of open ones it is the plan"))
    return {"closed_at": ColumnRule(header=expected.header, evidence=Evidence(0.6, (reason,)))}


def _amount_as_shown(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> ColumnRule | None:
    """The amount as people see it, where another column has it as programs keep it, in cents perhaps."""
    kept = next((p for p in profiles if "amount" in rules and p.column.header == rules["amount"].header), None)
    shown = next((p for p in profiles if kept and p.header.text == f"{kept.header.text} formatted" and p.signs), None)
    if shown is None:
        return None
    reason = Message("as_shown", N_("the amount as it is shown to people"))
    return ColumnRule(header=shown.column.header, evidence=Evidence(_SURE, (reason,)))


def _amount_of_both(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> ColumnRule | None:
    """What a deal brought, where one column has that, and another what it is to bring."""
    numbers = [p for p in profiles if p.column.reading(Type.NUMBER)]
    actual = next((p for p in numbers if speaks_of("actual", p)), None)
    others = [p for p in numbers if p is not actual]
    taken = next((p for p in others if "amount" in rules and p.column.header == rules["amount"].header), None)
    expected = taken or next((p for p in others if speaks_of("expected", p)), None)
    if actual is None and taken and taken.filled < taken.rows:
        actual = taken
        expected = next((p for p in others if p is not taken and is_amount(p) and p.filled == p.rows), None)
    if actual is None or expected is None:
        return None
    sql = f"coalesce(nullif({quoted(actual.column.header)}, 0), {quoted(expected.column.header)})"
    reason = Message("amount_of_both", N_("what it brought, else what it is to bring"))
    return ColumnRule(expression=sql, evidence=Evidence(_SURE, (reason,)))


def _key_of_lead(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> ColumnRule | None:
    lead = next((p for p in profiles if "lead_id" in rules and p.column.header == rules["lead_id"].header), None)
    if lead is None or lead.uniqueness < 1 or lead.filled < lead.rows:
        return None
    reason = Message("one_deal_each", N_("no column keys the deals, and no lead has two of them"))
    return ColumnRule(header=lead.column.header, evidence=Evidence(_LIKELY, (reason,)))
