"""First entries into funnel stages: one row for each path and stage that it entered."""

from itertools import pairwise

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import at_or_after, days_between, local_date
from keyfunnel.kpis.bases.deals import deals
from keyfunnel.kpis.bases.dimensions import TEXT, pairs
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
    rows = _of(rows, deals(facts) if "deals" in facts.tables else None, "deal", DIMENSIONS)
    rows = _of(rows, leads(facts) if "leads" in facts.tables else None, "lead", _OF_LEAD)
    visits = facts.tables.get("visits")
    if visits is not None:
        visits = visits.mutate(source_id=visits.source, campaign_id=visits.campaign)
    rows = _of(rows, visits, "visit", ("source", "campaign"))
    by_deal, by_lead = rows.deal_id.notnull(), rows.lead_id.notnull()
    return rows.mutate(
        **{
            column: ibis.cases(
                (by_deal, rows[f"deal_{column}"]), (by_lead, rows[f"lead_{column}"]), else_=rows[f"visit_{column}"]
            )
            for name in DIMENSIONS
            for column in (name, f"{name}_id")
        },
        _file=ibis.coalesce(rows.deal__file, rows.lead__file, rows.visit__file),
        _line=ibis.coalesce(rows.deal__line, rows.lead__line, rows.visit__line),
    )


def _of(rows: ir.Table, base: ir.Table | None, kind: str, dimensions: tuple[str, ...]) -> ir.Table:
    """``rows`` with every dimension's columns of ``base``, named ``kind_column``; null where it has none."""
    has = [column for name in dimensions for column in (name, f"{name}_id")] + ["_file", "_line"]
    absent = [column for name in DIMENSIONS for column in (name, f"{name}_id") if base is None or column not in has]
    nothing: dict[str, ir.Value] = {f"{kind}_{column}": TEXT for column in absent}
    if base is None or "_file" not in base.columns:
        has = [column for column in has if column not in ("_file", "_line")]
        nothing |= {f"{kind}__file": TEXT, f"{kind}__line": ibis.null("int64")}
    if base is not None:
        theirs = base.select(_key=f"{kind}_id", **{f"{kind}_{column}": column for column in has})
        rows = rows.left_join(theirs, rows[f"{kind}_id"] == theirs._key).drop("_key")
    return rows.mutate(**nothing)
