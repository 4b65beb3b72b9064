"""Forecasts that people made of revenue: one row each."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dimensions import pairs, with_people
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.money import converted
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts

DIMENSIONS = ("owner", "team")


def forecasts(facts: Facts) -> ir.Table:
    """``amount`` in the workspace's currency at the rate of the day it was made. The owner is whose forecast it is; the
    team is the row's own, else the owner's; a forecast of neither is the company's.

    ``starts_on`` until ``ends_on`` (the first day after): a last day of a month is taken to be meant as such.
    """
    return base_table(facts, "forecasts", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["forecasts"]
    following = (table.period_end + ibis.interval(days=1)).cast("date")
    last_day = (following.day() == 1) & (table.period_end.day() != 1)
    rows = table.select(
        "forecast_id",
        "category",
        "amount",
        "currency",
        "rep_id",
        "made_on",
        _of_team="team_id",
        starts_on=table.period_start,
        ends_on=last_day.ifelse(following, table.period_end),
        **origin(table),
    )
    rows = with_people(facts, converted(facts, rows, "forecasts", ("amount",), on="made_on"), "rep_id")
    rows = _with_team(facts, rows)
    kept = ("forecast_id", "category", "amount", "without_rate", "made_on", "starts_on", "ends_on", "_file", "_line")
    return rows.select(*kept, **pairs(rows, DIMENSIONS))


def _with_team(facts: Facts, rows: ir.Table) -> ir.Table:
    team_id = ibis.coalesce(rows._of_team, rows.team_id)
    if "teams" not in facts.tables:
        return rows.mutate(team=ibis.coalesce(rows._of_team, rows.team), team_id=team_id)
    teams = facts.tables["teams"].select(_team="team_id", _team_name="name")
    joined = rows.mutate(team_id=team_id).left_join(teams, ibis._.team_id == teams._team)
    return joined.mutate(team=ibis.coalesce(joined._team_name, joined.team_id))
