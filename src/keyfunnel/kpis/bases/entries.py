"""Values of KPIs that people entered: one row for each that stands."""

import ibis
import ibis.expr.types as ir
from ibis import _

from keyfunnel.kpis.bases.dimensions import pairs, with_people
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts

DIMENSIONS = ("owner", "team")


def entries(facts: Facts) -> ir.Table:
    """Of a KPI, a day and a scope the newest stands, unless it was withdrawn; those before it are its history.

    The owner is whose value it is; the team is the row's own, else the owner's; a value of neither is the company's.
    """
    return base_table(facts, "entries", _build, is_view)


def is_view(_facts: Facts) -> bool:
    """Always: it changes whenever somebody enters a value, while all other bases stay as they were kept."""
    return True


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["entries"]
    newest_first = [ibis.desc(table.entered_at, nulls_first=False), ibis.desc(table.entry_id)]
    same = ibis.window(group_by=("kpi", "on", "rep_id", "team_id"), order_by=newest_first)
    ranked = table.filter(table.on.notnull()).mutate(_place=ibis.row_number().over(same))
    standing = ranked.filter((_._place == 0) & _.value.notnull())
    rows = standing.select(
        "entry_id",
        "kpi",
        "value",
        "entered_by",
        "entered_at",
        "comment",
        "rep_id",
        _of_team="team_id",
        entered_on=standing.on,
        **origin(standing),
    )
    rows = _with_team(facts, with_people(facts, rows, "rep_id"))
    kept = ("entry_id", "kpi", "entered_on", "value", "entered_by", "entered_at", "comment", "_file", "_line")
    return rows.select(*kept, **pairs(rows, DIMENSIONS))


def _with_team(facts: Facts, rows: ir.Table) -> ir.Table:
    rows = rows.mutate(team_id=ibis.coalesce(rows._of_team, rows.team_id))
    if "teams" not in facts.tables:
        return rows.mutate(team=rows.team_id)
    teams = facts.tables["teams"].select(_team="team_id", _team_name="name")
    joined = rows.left_join(teams, rows.team_id == teams._team)
    return joined.mutate(team=ibis.coalesce(joined._team_name, joined.team_id))
