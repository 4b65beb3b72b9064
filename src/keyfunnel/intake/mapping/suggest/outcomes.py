"""How each deal stands, from whatever columns of its export tell it."""

from collections.abc import Mapping, Sequence

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.dates import dated
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.rules import by_outcomes
from keyfunnel.intake.mapping.suggest.standing import flag, outcomes, tells_outcomes
from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.intake.typing.words import literal
from keyfunnel.model.table import Type
from keyfunnel.texts import N_, Message

_SURE, _LIKELY = 0.95, 0.8


def outcome_rule(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> ColumnRule | None:
    """The rule for ``deals.outcome`` among ``rules`` where headers give one that tells won from lost; else the best
    that flags, stages or dates give."""
    by_header = {profile.column.header: profile for profile in profiles}
    written = rules.get("outcome")
    if written and "lost" in written.values.values() and written.header:
        return _open_where_empty(by_header[written.header], written)
    flags = _of_flags(profiles)
    if flags:
        return flags
    told = rules.get("outcome") or rules.get("stage")
    if told and told.header:
        profile = by_header[told.header]
        meant = outcomes(profile)
        if "lost" in meant.values():
            return _by_words(profile, meant, _SURE)
        if "won" in meant.values():
            return _of_losses(profile, meant, rules, profiles) or _by_words(profile, meant, _SURE)
    return _of_any_words(profiles) or written or _of_won(rules, by_header) or _of_dates(profiles)


def _open_where_empty(profile: Profile, told: ColumnRule) -> ColumnRule:
    """Where a column has words only for won and lost, and is empty for the rest; else the rule as it is."""
    if profile.filled == profile.rows or set(told.values.values()) != {"won", "lost"}:
        return told
    reason = Message(
        "open_where_empty", N_("its words say what was won and what was lost; what it says nothing of, is open")
    )
    if profile.type is Type.BOOLEAN:
        return _by_conditions(yes(profile), f"NOT {yes(profile)}", _SURE, reason)
    won, lost = (f"{quoted(profile.column.header)} IN ({values_of(said, told.values)})" for said in ("won", "lost"))
    return _by_conditions(won, lost, _SURE, reason)


def _of_any_words(profiles: Sequence[Profile]) -> ColumnRule | None:
    """From a column that tells won from lost, whatever its header is ("Milestone")."""
    for profile in profiles:
        if tells_outcomes(profile):
            return _open_where_empty(profile, _by_words(profile, outcomes(profile), _LIKELY))
    return None


def _of_flags(profiles: Sequence[Profile]) -> ColumnRule | None:
    """From columns that say by yes or no whether a deal is won, lost or closed."""
    won, lost = flag("won", profiles), flag("lost", profiles) or flag("closed", profiles)
    if won is None or lost is None or lost is won:
        return None
    reason = Message("outcome_flags", N_("columns say by yes or no how each deal stands"))
    return _by_conditions(yes(won), yes(lost), _SURE, reason)


def _of_won(rules: Mapping[str, ColumnRule], profiles: Mapping[str, Profile]) -> ColumnRule | None:
    """From a column that says by yes or no whether deals are won, and no other: lost are those that aren't though they
    closed, where some didn't; where nothing tells what is still open, all that aren't."""
    won, closed = flag("won", list(profiles.values())), rules.get("closed_at")
    if won is None:
        return None
    over = profiles.get(closed.header or "") if closed else None
    if over and over.filled < over.rows:
        lost = f"{quoted(over.column.header)} IS NOT NULL"
    elif won.distinct > 1 and "expected_close_on" not in rules:
        lost = f"NOT {yes(won)}"
    else:
        return None
    reason = Message("won_or_over", N_("a column says what was won; what closed all the same, was lost"))
    return _by_conditions(yes(won), lost, _LIKELY, reason)


def _of_losses(
    stage: Profile, meant: Mapping[str, str], rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]
) -> ColumnRule | None:
    """Where the stage tells only who won: lost are those no longer active, or with a reason for it."""
    active, reason = flag("active", profiles), rules.get("lost_reason")
    signs = [f"NOT {yes(active)}"] if active else []
    signs += [f"{quoted(reason.header)} IS NOT NULL"] if reason and reason.header else []
    if not signs:
        return None
    won = f"{quoted(stage.column.header)} IN ({values_of('won', meant)})"
    because = Message("lost_by_signs", N_("its stage says what was won; what is inactive or has a reason for it, lost"))
    return _by_conditions(won, " OR ".join(signs), _LIKELY, because)


def _of_dates(profiles: Sequence[Profile]) -> ColumnRule | None:
    """From the dates deals were won and lost on, where nothing else tells."""
    won, lost = dated("won", profiles), dated("lost", profiles)
    if not won:
        return None
    if not lost and won.filled == won.rows:
        reason = Message("all_won", N_("every row has the date it was won on"))
        return ColumnRule(constant="won", evidence=Evidence(_LIKELY, (reason,)))
    was_won = f"{quoted(won.column.header)} IS NOT NULL"
    was_lost = f"{quoted(lost.column.header)} IS NOT NULL" if lost else None
    reason = Message("outcome_dates", N_("the date it was won or lost on tells how each deal stands"))
    return _by_conditions(was_won, was_lost, _LIKELY, reason)


def _by_words(profile: Profile, meant: dict[str, str], score: float) -> ColumnRule:
    """What each word of a column means."""
    return ColumnRule(header=profile.column.header, values=meant, evidence=Evidence(score, (by_outcomes(meant),)))


def _by_conditions(won: str, lost: str | None, score: float, reason: Message) -> ColumnRule:
    """Won where the one condition holds, else lost where the other does, else open."""
    else_lost = f" WHEN {lost} THEN 'lost'" if lost else ""
    sql = f"CASE WHEN {won} THEN 'won'{else_lost} ELSE 'open' END"
    return ColumnRule(expression=sql, evidence=Evidence(score, (reason,)))


def values_of(outcome: str, meant: Mapping[str, str]) -> str:
    """The values that mean ``outcome``, as SQL lists them."""
    return ", ".join(literal(value) for value, meaning in meant.items() if meaning == outcome)


def yes(profile: Profile) -> str:
    """The column as a truth value in an expression, where every column has the type it was read as."""
    name = quoted(profile.column.header)
    return name if profile.type is Type.BOOLEAN else f"({name}::VARCHAR IN ('1', 'true'))"
