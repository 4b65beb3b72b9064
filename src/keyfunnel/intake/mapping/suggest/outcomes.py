"""How each deal stands, from whatever columns of its export tell it."""

from collections.abc import Mapping, Sequence

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.dates import dated
from keyfunnel.intake.mapping.suggest.fit import outcomes
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.rules import by_outcomes
from keyfunnel.intake.mapping.suggest.vocabulary import vocabulary
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
    if written and "lost" in written.values.values():
        return _open_where_empty(written, by_header) or written
    flags = _of_flags(profiles)
    if written is None and flags:
        return flags
    told = rules.get("outcome") or rules.get("stage")
    if told and told.header:
        profile = by_header[told.header]
        meant = outcomes(profile)
        if "lost" in meant.values():
            return _by_words(profile, meant, _SURE)
        if "won" in meant.values():
            return _of_losses(profile, meant, rules, profiles) or _by_words(profile, meant, _SURE)
    return _of_any_words(profiles) or written or _of_dates(profiles)


def _open_where_empty(written: ColumnRule, by_header: Mapping[str, Profile]) -> ColumnRule | None:
    """Where a column has words only for won and lost, and is empty for the rest."""
    profile = by_header.get(written.header or "")
    if profile is None or profile.filled == profile.rows or set(written.values.values()) != {"won", "lost"}:
        return None
    reason = Message(
        "open_where_empty", N_("its words say what was won and what was lost; what it says nothing of, is open")
    )
    won, lost = (f"{quoted(profile.column.header)} IN ({values_of(said, written.values)})" for said in ("won", "lost"))
    return _by_conditions(won, lost, _SURE, reason)


def _of_any_words(profiles: Sequence[Profile]) -> ColumnRule | None:
    """From a column that tells won from lost, whatever its header is ("Milestone")."""
    for profile in profiles:
        meant = outcomes(profile)
        if {"won", "lost"} <= set(meant.values()) and profile.type is Type.TEXT:
            return _by_words(profile, meant, _LIKELY)
    return None


def flag(name: str, profiles: Sequence[Profile]) -> Profile | None:
    """The column that says by yes or no what ``name`` says, such as ``deleted``."""
    known = vocabulary().flags.get(name, frozenset())
    spelt = {word.replace(" ", "") for word in known}
    for profile in profiles:
        says = profile.header.text in known or profile.header.text.replace(" ", "") in spelt
        if says and profile.filled and profile.column.reading(Type.BOOLEAN):
            return profile
    return None


def _of_flags(profiles: Sequence[Profile]) -> ColumnRule | None:
    """From columns that say by yes or no whether a deal is won, lost or closed."""
    won, lost = flag("won", profiles), flag("lost", profiles) or flag("closed", profiles)
    if won is None or lost is None:
        return None
    reason = Message("outcome_flags", N_("columns say by yes or no how each deal stands"))
    return _by_conditions(yes(won), yes(lost), _SURE, reason)


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
