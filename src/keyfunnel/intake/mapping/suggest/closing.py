"""When deals closed, told by which of them have a date: those that are won or lost, and no others."""

from collections.abc import Mapping, Sequence

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.dates import (
    holds_dates,
    may_count_dates,
    of_another_thing,
    of_last_change,
    of_status,
    planned,
    speaks_of_close,
)
from keyfunnel.intake.mapping.suggest.outcomes import values_of
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.mapping.suggest.shares import ALL, Dated, dated_by_outcome
from keyfunnel.intake.reading.sheet import Sheet, quoted
from keyfunnel.texts import N_, Message

_SCORE = 0.75


def closed_by_outcome(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]
) -> ColumnRule | None:
    """The rule for ``deals.closed_at`` where headers give none, or only the plan for it, or when deals were won but
    not when they were lost; None where the dates don't tell either."""
    said, told, plan = (rules.get(name) for name in ("closed_at", "outcome", "expected_close_on"))
    if told is None or (said and said.header is None):
        return None
    found = dated_by_outcome(con, sheet, told, profiles, _may_close(rules, profiles))
    events = [one for one in found if not (planned(one.profile) or of_another_thing(one.profile))]
    won, lost, closed = (
        next((one for one in events if one.only_of(*outcomes)), None)
        for outcomes in (("won",), ("lost",), ("won", "lost"))
    )
    if said and not (plan and said.header == plan.header):
        if won is None or said.header != won.header:
            return None
        every = next((one for one in events if plan and one.header == plan.header and one.shares["lost"] >= ALL), None)
        lost = lost or every
    elif closed or (closed := _of_status(found)):
        reason = Message("dated_when_closed", N_("deals that are won or lost have a date there, open ones have none"))
        return ColumnRule(header=closed.header, evidence=Evidence(_SCORE, (reason,)))
    elif told.header and not (won and lost) and (moved := _of_last_change(found)):
        return _when_it_came_there(moved.header, told)
    return closed_on_either(won.header, lost.header, _SCORE) if won and lost else None


def events_of(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> list[Profile]:
    """Dates that some deals lack and that may be of their close: no plans, and of nothing else."""
    partly = [p for p in _may_close(rules, profiles) if p.filled < p.rows]
    return [p for p in partly if not (planned(p) or of_another_thing(p))]


def _may_close(rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]) -> list[Profile]:
    others = {rule.header for name, rule in rules.items() if name not in ("closed_at", "expected_close_on")}
    left = [p for p in profiles if p.column.header not in others]
    return [p for p in left if holds_dates(p) or (may_count_dates(p) and speaks_of_close(p))]


def _of_status(dates: Sequence[Dated]) -> Dated | None:
    """When the status of a deal changed, where only those won or lost have a date for that."""
    return next((one for one in dates if one.only_of("won", "lost") and of_status(one.profile)), None)


def _of_last_change(dates: Sequence[Dated]) -> Dated | None:
    """When the stage or status of a deal changed last, where all that are won or lost have a date for that."""
    every = [one for one in dates if min(one.shares["won"], one.shares["lost"]) >= ALL]
    return next((one for one in every if of_last_change(one.profile)), None)


def _when_it_came_there(header: str, told: ColumnRule) -> ColumnRule:
    """The rule for ``deals.closed_at`` from the date of the last change: of those won or lost, it was to that."""
    over = ", ".join(values_of(outcome, told.values) for outcome in ("won", "lost"))
    sql = f"CASE WHEN {quoted(told.header or '')} IN ({over}) THEN {quoted(header)} END"
    reason = Message("last_change", N_("deals that are won or lost closed when their stage or status changed last"))
    return ColumnRule(expression=sql, evidence=Evidence(_SCORE, (reason,)))


def closed_on_either(won: str, lost: str, score: float) -> ColumnRule:
    """The rule for ``deals.closed_at`` from the headers of two dates, of deals that were won and of those lost."""
    reason = Message("closed_dates", N_("won and lost deals have a date each"))
    return ColumnRule(expression=f"coalesce({quoted(won)}, {quoted(lost)})", evidence=Evidence(score, (reason,)))
