"""First entries into funnel stages: one row for each path and stage that it entered."""

from itertools import pairwise

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import at_or_after, days_between, local_date
from keyfunnel.kpis.bases.deals import deals
from keyfunnel.kpis.bases.dimensions import TEXT, columns_of, pairs
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.leads import leads
from keyfunnel.kpis.bases.stage_evidence import entries, exits, stages_with_data
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS as STANDARD

DIMENSIONS = STANDARD

_OF_LEAD = tuple(name for name in DIMENSIONS if name not in ("product", "deal_type", "pipeline"))


def stage_entries(facts: Facts) -> ir.Table:
    """Columns of :func:`keyfunnel.kpis.stage_entries.entries`, and:

    ``entered_on``; ``next_stage``, the next one that has data; ``went_on``: a later stage was entered at or after
    this first entry, on ``went_on_on``; ``days_in``: to the next entry of any other stage, to the loss, or (``left``
    false) to the edition's clock, null in the last stage, which nobody leaves; ``won_on``: the date on which the
    path entered the last stage.
    """
    return base_table(facts, "stage_entries", _build)


def _build(facts: Facts) -> ir.Table:
    rows = _timed(facts, entries(facts))
    rows = _placed(facts, rows)
    clock = ibis.date(facts.observed_until.date())
    last = len(facts.workspace.stages)
    entered_on = local_date(rows["at"])
    end = ibis.coalesce(local_date(rows._left_at), clock)
    known = (rows.position < last) & (end >= entered_on)
    following = _following(facts)
    return rows.select(
        "path_id",
        "kind",
        "main",
        "lead_id",
        "deal_id",
        "visit_id",
        "position",
        "stage",
        "weight",
        **pairs(rows, DIMENSIONS),
        entered_on=entered_on,
        next_stage=rows.stage.cases(*following.items(), else_=TEXT) if following else TEXT,
        went_on=rows._went_on,
        went_on_on=local_date(rows._went_on_at),
        won_on=local_date(rows._won_at),
        days_in=known.ifelse(days_between(entered_on, end), ibis.null("int64")),
        left=rows._left_at.notnull(),
        _file=rows._file,
        _line=rows._line,
    )


def _following(facts: Facts) -> dict[str, str]:
    names = [stage.name for stage in stages_with_data(facts)]
    return dict(pairwise(names))


def _timed(facts: Facts, every: ir.Table) -> ir.Table:
    """First entry per path and stage, with when it was left and whether the path went on from there."""
    first = every.group_by("path_id", "kind", "main", "position", "stage").aggregate(
        lead_id=every.lead_id.max(),
        deal_id=every.deal_id.max(),
        visit_id=every.visit_id.min(),
        weight=every.weight.max(),
        at=every["at"].min(),
        _last_at=every["at"].max(),
    )
    later = ibis.window(group_by="path_id", order_by=ibis.desc("position"), preceding=(None, 1))
    everywhere = ibis.window(group_by="path_id")
    last = len(facts.workspace.stages)
    first = first.mutate(
        _first_beyond=first["at"].min().over(later),
        _latest_beyond=first._last_at.max().over(later),
        _won_at=first["at"].max(where=first.position == last).over(everywhere),
    )
    in_order = at_or_after(first._first_beyond, first["at"]).fill_null(False)
    went_on_at = in_order.ifelse(first._first_beyond, first._latest_beyond)
    went_on = at_or_after(went_on_at, first["at"]).fill_null(False)
    first = first.mutate(_went_on=went_on, _went_on_at=went_on.ifelse(went_on_at, ibis.null("timestamp")))
    left = _left(facts, every)
    joined = first.left_join(left, [first.path_id == left._path, first.position == left._position])
    return joined.drop("_path", "_position", "_last_at", "_first_beyond", "_latest_beyond")


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


def _placed(facts: Facts, rows: ir.Table) -> ir.Table:
    """``rows`` with the dimensions of the deal that the evidence is about, else of the lead, else of the visit."""
    sources: list[tuple[str, ir.Table, tuple[str, ...]]] = []
    if "deals" in facts.tables:
        sources.append(("deal", deals(facts), (*columns_of(DIMENSIONS), "_file", "_line")))
    if "leads" in facts.tables:
        sources.append(("lead", leads(facts), (*columns_of(_OF_LEAD), "_file", "_line")))
    if "visits" in facts.tables:
        visits = facts.tables["visits"]
        visits = visits.mutate(source_id=visits.source, campaign_id=visits.campaign)
        sources.append(("visit", visits, columns_of(("source", "campaign"))))
    for kind, base, columns in sources:
        theirs = base.select(_key=f"{kind}_id", **{f"{kind}_{column}": column for column in columns})
        rows = rows.left_join(theirs, rows[f"{kind}_id"] == theirs._key).drop("_key")
    wanted = dict.fromkeys(columns_of(DIMENSIONS), TEXT) | {"_file": TEXT, "_line": ibis.null("int64")}
    return rows.mutate(**{column: _first_of(rows, sources, column, nothing) for column, nothing in wanted.items()})


def _first_of(
    rows: ir.Table, sources: list[tuple[str, ir.Table, tuple[str, ...]]], column: str, nothing: ir.Value
) -> ir.Value:
    """The column of what the evidence is about: a deal's is null where the deal has none, whatever its lead has."""
    found = [(rows[f"{kind}_id"], rows[f"{kind}_{column}"] if column in has else nothing) for kind, _, has in sources]
    if not any(value is not nothing for _, value in found):
        return nothing
    *before, (_, last) = found
    return ibis.cases(*((key.notnull(), value) for key, value in before), else_=last) if before else last
