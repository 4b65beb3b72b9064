"""Dates that no header tells apart, by the order they come in: a deal begins before it closes, and before it is to."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import duckdb

from keyfunnel.intake.mapping.rules import ColumnRule, Evidence
from keyfunnel.intake.mapping.suggest.dates import holds_dates, of_another_thing, planned
from keyfunnel.intake.mapping.suggest.profile import Profile
from keyfunnel.intake.reading.sheet import Sheet
from keyfunnel.intake.typing.parse import parse_sql
from keyfunnel.model.table import Type
from keyfunnel.texts import N_, Message

_SCORE = 0.6
# So many rows tell, if nearly all of them agree; a plan is kept by some and missed by others.
_SOME_ROWS, _LOOKED_AT = 20, 2000
_ALL, _SOME = 0.95, 0.05


def dated_in_order(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, rules: Mapping[str, ColumnRule], profiles: Sequence[Profile]
) -> dict[str, ColumnRule]:
    """When deals began and were to close, where ``rules`` don't say: of the dates left that every deal has, the one
    that comes before all others, and one after it that isn't the close."""
    missing = {"created_at", "expected_close_on"} - rules.keys()
    said = {rule.header: name for name, rule in rules.items() if rule.header}
    dates = [p for p in profiles if holds_dates(p) and (p.column.header in said or not of_another_thing(p))]
    left = [p for p in dates if p.column.header not in said and p.filled == p.rows >= _SOME_ROWS]
    if not missing or not left or len(dates) < 2:
        return {}
    before = _before(con, sheet, dates)
    found: dict[str, ColumnRule] = {}
    if "created_at" in missing:
        first = [
            p for p in left if not planned(p) and all(before[p, other] >= _ALL for other in dates if other is not p)
        ]
        if len(first) == 1:
            reason = Message("first_date", N_("no other date of a deal comes before this one"))
            found["created_at"] = ColumnRule(header=first[0].column.header, evidence=Evidence(_SCORE, (reason,)))
    begun = {**rules, **found}.get("created_at")
    began = next((p for p in dates if begun and p.column.header == begun.header), None)
    if "expected_close_on" in missing and began and "closed_at" in rules:
        closed = [p for p in dates if said.get(p.column.header) == "closed_at"]
        later = [p for p in left if p is not began and before[began, p] >= _ALL]
        later = [p for p in later if all(_SOME < before[p, over] < 1 - _SOME for over in closed)]
        if len(later) == 1 and closed:
            reason = Message("later_date", N_("every deal has this date, and it comes before the close or after it"))
            found["expected_close_on"] = ColumnRule(header=later[0].column.header, evidence=Evidence(_SCORE, (reason,)))
    return found


def _before(
    con: duckdb.DuckDBPyConnection, sheet: Sheet, dates: Sequence[Profile]
) -> Mapping[tuple[Profile, Profile], float]:
    """For each two of ``dates`` the share of rows, among those that have both, where the first is no later."""
    days = ", ".join(f"{_day(profile)} AS d{at}" for at, profile in enumerate(dates))
    pairs = list(combinations(range(len(dates)), 2))
    asked = ", ".join(f"avg((d{a} <= d{b})::INT), avg((d{b} <= d{a})::INT)" for a, b in pairs)
    shares = con.execute(f"SELECT {asked} FROM (SELECT {days} FROM {sheet.relation} LIMIT {_LOOKED_AT})").fetchall()[0]
    found: dict[tuple[Profile, Profile], float] = {}
    for at, (a, b) in enumerate(pairs):
        found[dates[a], dates[b]] = shares[2 * at] or 0.0
        found[dates[b], dates[a]] = shares[2 * at + 1] or 0.0
    return found


def _day(profile: Profile) -> str:
    reading = profile.column.reading(Type.TIMESTAMP)
    return parse_sql(profile.column.cell, reading.format if reading else "", Type.DATE)
