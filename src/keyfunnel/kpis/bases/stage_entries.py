"""First entries into funnel stages: one row for each path and stage that it entered."""

from collections.abc import Iterator
from itertools import pairwise

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import days_between
from keyfunnel.kpis.bases.deals import deals
from keyfunnel.kpis.bases.dimensions import TEXT, columns_of
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.leads import leads
from keyfunnel.kpis.bases.stage_dates import crooked, straight
from keyfunnel.kpis.bases.stage_evidence import stages_with_data, tells_of_deals, tells_of_leads, tells_of_visits
from keyfunnel.kpis.bases.stage_ways import all_in_turn, positions, ways
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS as STANDARD

DIMENSIONS = STANDARD

_OF_LEAD = tuple(name for name in DIMENSIONS if name not in ("product", "deal_type", "pipeline"))

_COLUMNS = {
    "path_id": "string",
    "kind": "string",
    "main": "boolean",
    "lead_id": "string",
    "deal_id": "string",
    "visit_id": "string",
    "position": "int64",
    "stage": "string",
    "weight": "int64",
    **dict.fromkeys(DIMENSIONS, "string"),
    **{f"{name}_id": "string" for name in DIMENSIONS},
    "entered_on": "date",
    "next_stage": "string",
    "went_on": "boolean",
    "went_on_on": "date",
    "won_on": "date",
    "days_in": "int64",
    "left": "boolean",
    "_file": "string",
    "_line": "int64",
}


def stage_entries(facts: Facts) -> ir.Table:
    """Columns of :func:`keyfunnel.kpis.stage_entries.entries`, and:

    ``entered_on``; ``next_stage``, the next one that has data; ``went_on``: a later stage was entered at or after
    this first entry, on ``went_on_on``; ``days_in``: to the next entry of any other stage, to the loss, or (``left``
    false) to the edition's clock, null in the last stage, which nobody leaves; ``won_on``: the date on which the
    path entered the last stage.
    """
    return _to_the_clock(facts, base_table(facts, "stage_entries", _build))


def _to_the_clock(facts: Facts, rows: ir.Table) -> ir.Table:
    """``days_in`` of those that haven't left yet: what was kept of it is as old as the row."""
    so_far = days_between(rows.entered_on, ibis.date(facts.observed_until.date()))
    known = ~rows.left & (rows.position < len(facts.workspace.stages)) & (so_far >= 0)
    return rows.mutate(days_in=rows.left.ifelse(rows.days_in, known.ifelse(so_far, ibis.null("int64"))))


def _build(facts: Facts) -> ir.Table:
    places = positions(facts)
    if not places:
        return ibis.memtable([], schema=ibis.schema(_COLUMNS))
    every = ways(facts).cache()
    if all_in_turn(every):
        dated = straight(facts, every)
    else:
        dated = ibis.union(straight(facts, every.filter(every.in_turn)), crooked(facts, every.filter(~every.in_turn)))
    following = _following(facts)
    parts = [_finished(facts, rows, following) for rows in _placed(facts, dated)]
    return parts[0] if len(parts) == 1 else ibis.union(*parts)


def _finished(facts: Facts, rows: ir.Table, following: dict[str, str]) -> ir.Table:
    stages = facts.workspace.stages
    rows = rows.mutate(
        stage=rows.position.cases(*((p, stage.name) for p, stage in enumerate(stages, start=1)), else_=TEXT)
    )
    known = (rows.position < len(stages)) & (rows.left_on >= rows.entered_on)
    made: dict[str, ir.Value] = {
        "next_stage": rows.stage.cases(*following.items(), else_=TEXT) if following else TEXT,
        "went_on": rows.went_on_on.notnull(),
        "days_in": known.ifelse(days_between(rows.entered_on, rows.left_on), ibis.null("int64")),
        "left": rows.left_on.notnull(),
    }
    nothing = {name: ibis.null(kind) for name, kind in _COLUMNS.items()}
    return rows.select(
        **{
            name: made[name] if name in made else rows[name] if name in rows.columns else nothing[name]
            for name in _COLUMNS
        }
    )


def _following(facts: Facts) -> dict[str, str]:
    names = [stage.name for stage in stages_with_data(facts)]
    return dict(pairwise(names))


def _placed(facts: Facts, dated: ir.Table) -> Iterator[ir.Table]:
    """The entries with the dimensions of the deal that the evidence is about, else of the lead, else of the visit.

    ``dated`` is joined while it has a row for each path: what a deal or lead looks like is wide, and read once.
    """
    places = positions(facts)
    stages = facts.workspace.stages
    of_deals = [p for p in places if tells_of_deals(facts, stages[p - 1])]
    others = [p for p in places if tells_of_leads(facts, stages[p - 1]) or tells_of_visits(facts, stages[p - 1])]
    if of_deals:
        about = deals(facts).select("deal_id", *columns_of(DIMENSIONS), "_file", "_line")
        theirs = dated.rename(_deal_id="deal_id")
        rows = about.inner_join(theirs, about.deal_id == theirs._deal_id)
        yield _unfolded(facts, rows, of_deals, of_deal=True)
    dated = dated.drop("deal_id")
    if others and "leads" in facts.tables:
        about = leads(facts).select(*columns_of(_OF_LEAD), "_file", "_line", _lead_id="lead_id")
        theirs = dated.filter(dated.kind == "lead")
        yield _unfolded(facts, theirs.left_join(about, theirs.lead_id == about._lead_id), others, of_deal=False)
        dated = dated.filter(dated.kind == "visitor")
    if seen := [p for p in others if tells_of_visits(facts, stages[p - 1])]:
        visits = facts.tables["visits"]
        about = visits.select(
            source="source", source_id="source", campaign="campaign", campaign_id="campaign", _id="visit_id"
        )
        rows = _unfolded(facts, dated, seen, of_deal=False)
        yield rows.left_join(about, rows.visit_id == about._id)


def _unfolded(facts: Facts, rows: ir.Table, places: list[int], *, of_deal: bool) -> ir.Table:
    """A row for each stage that was entered at one of ``places``, where the deal is evidence of it or isn't."""
    last = f"entered{len(facts.workspace.stages)}"
    won_on = rows[last] if last in rows.columns else ibis.null("date")
    entered = [
        ibis.struct(
            {
                "position": ibis.literal(p, "int64"),
                "visit_id": rows[f"visit{p}"] if f"visit{p}" in rows.columns else TEXT,
                "entered_on": (rows[f"of_deal{p}"] == of_deal).ifelse(rows[f"entered{p}"], ibis.null("date")),
                "went_on_on": rows[f"next{p}"],
                "left_on": rows[f"left{p}"],
            }
        )
        for p in places
    ]
    folded = {name for name in rows.columns if name[-1].isdigit()}
    unfolded = rows.mutate(won_on=won_on, _entry=ibis.array(entered).unnest()).drop(*folded)
    return unfolded.unpack("_entry").filter(ibis._.entered_on.notnull())
