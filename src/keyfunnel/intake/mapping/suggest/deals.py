"""What deals need beyond matching headers: how each stands, when it closed, and a key."""

from collections.abc import Mapping, Sequence

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.fit import outcomes
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.rules import by_outcomes
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.model.table import Type
from keyfunnel.texts import N_, Message

_SURE, _LIKELY = 0.95, 0.8


def complete_deals(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> dict[str, ColumnRule]:
    """``rules`` with outcome, close date and key worked out where headers alone don't give them."""
    completed = dict(rules)
    by_header = {profile.column.header: profile for profile in profiles}
    if "outcome" not in completed:
        found = (
            _outcome_of_flags(profiles)
            or _outcome_of_stage(completed, by_header)
            or _outcome_of_dates(completed, profiles)
        )
        if found:
            completed["outcome"] = found
    if closed := _closed_of_dates(profiles):
        completed["closed_at"] = closed
    if "deal_id" not in completed and "lead_id" in completed:
        lead = by_header[completed["lead_id"].header or ""]
        if lead.uniqueness == 1 and lead.filled == lead.rows:
            reason = Message("one_deal_each", N_("no column keys the deals, and no lead has two of them"))
            completed["deal_id"] = ColumnRule(header=lead.column.header, evidence=Evidence(_LIKELY, (reason,)))
    return completed


def _outcome_of_stage(rules: Mapping[str, ColumnRule], by_header: Mapping[str, Profile]) -> ColumnRule | None:
    if "stage" not in rules:
        return None
    profile = by_header[rules["stage"].header or ""]
    meant = outcomes(profile)
    if not {"won", "lost"} & set(meant.values()):
        return None
    return ColumnRule(header=profile.column.header, values=meant, evidence=Evidence(_SURE, (by_outcomes(meant),)))


def _outcome_of_flags(profiles: Sequence[Profile]) -> ColumnRule | None:
    """From columns that say by yes or no whether a deal is won, lost or closed."""
    flags: dict[str, str] = {}
    for name in ("won", "lost", "closed"):
        for profile in profiles:
            if profile.header.text in vocabulary().flags.get(name, ()) and profile.column.reading(Type.BOOLEAN):
                flags.setdefault(name, quoted(profile.column.header))
    if "won" not in flags or len(flags) < 2:
        return None
    lost = flags.get("lost") or flags["closed"]
    sql = f"CASE WHEN {flags['won']} THEN 'won' WHEN {lost} THEN 'lost' ELSE 'open' END"
    reason = Message("outcome_flags", N_("columns say by yes or no how each deal stands"))
    return ColumnRule(expression=sql, evidence=Evidence(_SURE, (reason,)))


def _outcome_of_dates(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> ColumnRule | None:
    """From the dates deals were won and lost on, where nothing else tells."""
    won, lost = _dated("won", profiles), _dated("lost", profiles)
    if not won:
        return None
    if not lost and won.filled == won.rows:
        reason = Message("all_won", N_("every row has the date it was won on"))
        return ColumnRule(constant="won", evidence=Evidence(_LIKELY, (reason,)))
    lost_too = f" WHEN {quoted(lost.column.header)} IS NOT NULL THEN 'lost'" if lost else ""
    sql = f"CASE WHEN {quoted(won.column.header)} IS NOT NULL THEN 'won'{lost_too} ELSE 'open' END"
    reason = Message("outcome_dates", N_("the date it was won or lost on tells how each deal stands"))
    return ColumnRule(expression=sql, evidence=Evidence(_LIKELY, (reason,)))


def _closed_of_dates(profiles: Sequence[Profile]) -> ColumnRule | None:
    won, lost = _dated("won", profiles), _dated("lost", profiles)
    if not (won and lost):
        return None
    sql = f"coalesce({quoted(won.column.header)}, {quoted(lost.column.header)})"
    reason = Message("closed_dates", N_("won and lost deals have a date each"))
    return ColumnRule(expression=sql, evidence=Evidence(_SURE, (reason,)))


def _dated(outcome: str, profiles: Sequence[Profile]) -> Profile | None:
    known = vocabulary().dated.get(outcome, frozenset())
    for profile in profiles:
        texts = {profile.header.text, *profile.header.without(vocabulary().nouns["deals"])}
        if texts & known and profile.column.reading(Type.TIMESTAMP):
            return profile
    return None
