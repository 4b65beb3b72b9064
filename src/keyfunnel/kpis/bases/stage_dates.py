"""When a path entered each stage for the first time, went on from it and left it: a row for each path."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import at_or_after, earliest, local_date
from keyfunnel.kpis.bases.stage_evidence import entries, exits
from keyfunnel.kpis.bases.stage_ways import NEVER, PATH, facts_of, positions
from keyfunnel.kpis.facts import Facts


def straight(facts: Facts, ways: ir.Table) -> ir.Table:
    """Of ``ways`` that were gone in turn: columns of the path, and for each position the dates ``entered{p}``,
    ``next{p}`` (the first entry to a later stage, at or after this one) and ``left{p}`` (by the next entry to any
    other stage, or the loss), ``of_deal{p}`` and ``visit{p}``."""
    places = positions(facts)
    columns: dict[str, ir.Value] = {}
    for p in places:
        first = ways[f"first{p}"]
        onward = ibis.coalesce(*(ways[f"first{later}"] for later in places if later > p), NEVER)
        ends = [(end >= first).fill_null(False).ifelse(end, NEVER) for end in (ways.lost_at, ways.given_up_at)]
        entered = first.notnull()
        columns[f"entered{p}"] = local_date(first)
        columns[f"next{p}"] = local_date(entered.ifelse(onward, NEVER))
        columns[f"left{p}"] = local_date(entered.ifelse(earliest(onward, *ends), NEVER))
    return ways.select(*PATH, **columns, **_evidence(ways, places))


def crooked(facts: Facts, ways: ir.Table) -> ir.Table:
    """The same of ways that were not, from all their entries."""
    few = facts_of(facts, ways)
    rows = _timed(few, entries(few))
    places = positions(facts)
    dates = {"entered": "at", "next": "_went_on_at", "left": "_left_at"}
    found = rows.group_by(_path="path_id").aggregate(
        **{
            f"{name}{p}": local_date(rows[column].max(where=rows.position == p))
            for name, column in dates.items()
            for p in places
        }
    )
    return ways.select(*PATH, **_evidence(ways, places)).inner_join(found, ways.path_id == found._path).drop("_path")


def _evidence(ways: ir.Table, places: list[int]) -> dict[str, ir.Value]:
    names = (name for p in places for name in (f"of_deal{p}", f"visit{p}") if name in ways.columns)
    return {name: ways[name] for name in names}


def _timed(facts: Facts, every: ir.Table) -> ir.Table:
    """First entry per path and stage, with when it was left and when the path went on from there."""
    first = every.group_by("path_id", "position").aggregate(at=every["at"].min(), _last_at=every["at"].max())
    later = ibis.window(group_by="path_id", order_by=ibis.desc("position"), preceding=(None, 1))
    first = first.mutate(_first_beyond=first["at"].min().over(later), _latest_beyond=first._last_at.max().over(later))
    in_order = at_or_after(first._first_beyond, first["at"]).fill_null(False)
    went_on_at = in_order.ifelse(first._first_beyond, first._latest_beyond)
    went_on = at_or_after(went_on_at, first["at"]).fill_null(False)
    first = first.mutate(_went_on_at=went_on.ifelse(went_on_at, NEVER))
    left = _left(facts, every)
    return first.left_join(left, [first.path_id == left._path, first.position == left._position])


def _left(facts: Facts, every: ir.Table) -> ir.Table:
    """When the first entry into each stage was followed by another stage or the loss."""
    lost = exits(facts)
    moves = ibis.union(
        every.select("path_id", "position", "at"),
        lost.select("path_id", position=ibis.literal(len(facts.workspace.stages) + 1, "int64"), at=lost["at"]),
    )
    in_time = ibis.window(group_by="path_id", order_by=["at", "position"])
    moves = moves.mutate(_before=moves.position.lag().over(in_time))
    moves = moves.filter(moves._before.isnull() | (moves._before != moves.position))
    moves = moves.mutate(_next_at=moves["at"].lead().over(in_time), _turn=_turn(moves))
    first = moves.filter(moves._turn == 0)
    return first.select(_path=first.path_id, _position=first.position, _left_at=first._next_at)


def _turn(moves: ir.Table) -> ir.IntegerColumn:
    return ibis.row_number().over(ibis.window(group_by=["path_id", "position"], order_by="at"))
