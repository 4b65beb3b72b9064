"""Each subject's chain of stage entries: built once for an edition, whatever is then asked of the funnel."""

import ibis
import ibis.expr.types as ir

from keyfunnel.funnel.backward import moves_back
from keyfunnel.funnel.minima import from_minima
from keyfunnel.funnel.order import ordered
from keyfunnel.funnel.paths import Paths, paths
from keyfunnel.funnel.subjects import COLUMNS, subjects
from keyfunnel.kpis.bases.dates import at_or_after
from keyfunnel.kpis.bases.kept import kept
from keyfunnel.kpis.bases.stage_ways import all_in_turn, facts_of, ways
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.stage_entries import entries

STORED = "chains"  # what an edition's prepared table of chains is called


def chains(facts: Facts) -> ir.Table:
    """One row for each lead, deal without a lead, and visitor (or sum of visits) that entered any stage.

    ``subject_id``, ``kind`` (lead, deal, visitor), ``weight`` (how many it stands for), ``lead_id``, ``deal_id``; for
    each stage of the workspace by its position: ``t1..`` and ``s1..``, dates of the ordered entries (counting skips,
    and strict: see :mod:`keyfunnel.funnel.order`), null without, and ``b1..``, moves from it back to an earlier
    one; ``lost_on``, ``open`` (neither won, lost nor given up), ``amount`` (of the deal); every dimension's name and
    id (the lead's, else the deal's; product, deal type and pipeline are the deal's), and ``deal_owner``.
    Only entries up to the edition's clock count. The entries and their order are worked out at once, the rest when
    the table is read.
    """
    if STORED in facts.prepared:
        return facts.prepared[STORED]
    found = paths(facts)
    if not found.present:
        return _none(len(found.stages))
    numbers = {position: place for place, position in enumerate(found.present, start=1)}
    every = _numbered(facts, found, numbers, ways(facts, _until_lead(facts, found))).cache()
    chain = from_minima(every.filter(every.in_turn), len(numbers))
    chain = chain.mutate(**{f"b{place}": ibis.null("int64") for place in numbers.values()})
    if not all_in_turn(every):
        chain = ibis.union(chain, _crooked(facts, found, numbers, every).select(chain.columns))
    chain = _by_position(chain, numbers, len(found.stages))
    known = subjects(facts)
    chain = chain.left_join(known, "subject_id").drop("subject_id_right")
    return chain.mutate(kind=_kind(chain.subject_id), weight=chain.weight.fill_null(1), open=chain.open.fill_null(True))


def chains_at_hand(facts: Facts) -> ir.Table:
    """The chains as stored with the edition, else built now and kept for the next question."""
    if STORED in facts.prepared:
        return facts.prepared[STORED]
    return kept(facts, "funnel chains", lambda facts: chains(facts).cache())


def _numbered(facts: Facts, found: Paths, numbers: dict[int, int], every: ir.Table) -> ir.Table:
    """The ways that subjects went up to the edition's clock, with ``subject_id``, ``path`` and for each of the stages
    with data ``m{place}``, the first entry to it."""
    end = ibis.timestamp(facts.observed_end)
    first = {f"m{place}": every[f"first{position}"] for position, place in numbers.items()}
    first = {name: (moment < end).ifelse(moment, ibis.null("timestamp")) for name, moment in first.items()}
    path = _path(every.kind, found, numbers)
    about = ("path_id", "kind", "main", "lead_id", "deal_id", "in_turn")
    rows = every.filter(every.main).select(*about, subject_id="path_id", path=path, **first)
    return rows.filter(ibis.coalesce(*(rows[name] for name in first)).notnull())


def _crooked(facts: Facts, found: Paths, numbers: dict[int, int], every: ir.Table) -> ir.Table:
    """The chains of those who entered a stage when they had been further on, from all their entries."""
    theirs = facts_of(facts, every.filter(~every.in_turn))
    rows = _entries(theirs, found, numbers).cache()
    chain = ibis.memtable(ordered(rows, len(numbers)))
    back = moves_back(rows, chain, len(numbers))
    return chain.left_join(back, "subject_id").drop("subject_id_right")


def _entries(facts: Facts, found: Paths, numbers: dict[int, int]) -> ir.Table:
    """``subject_id``, ``path``, ``stage`` (counting only stages with data) and ``at`` of what counts as an entry."""
    rows = entries(facts)
    rows = rows.filter(rows.main & (rows["at"] < ibis.timestamp(facts.observed_end)))
    rows = _without_later_visits(facts, _until_lead(facts, found), rows)
    places = [(rows.position == position, ibis.literal(place, "int8")) for position, place in numbers.items()]
    return rows.select(
        subject_id="path_id",
        path=_path(rows.kind, found, numbers),
        stage=ibis.cases(*places, else_=ibis.null("int8")),
        at="at",
    )


def _path(kind: ir.StringValue, found: Paths, numbers: dict[int, int]) -> ir.IntegerValue:
    """Where the path of each kind of subject begins, among the stages with data."""
    begins = [(kind == one, ibis.literal(numbers[first], "int8")) for one, first in found.begins.items()]
    return ibis.cases(*begins, else_=ibis.literal(1, "int8"))


def _until_lead(facts: Facts, found: Paths) -> frozenset[int]:
    """The stages before a lead is received: a visitor visits until it becomes one; what a lead then looks at says
    nothing about how it came in."""
    received = [p for p in found.passes.get("lead", ()) if found.stages[p - 1].lead == "created_at"]
    if not received or not facts.has("visits", "lead_id") or "leads" not in facts.tables:
        return frozenset()
    return frozenset(range(1, min(received)))


def _without_later_visits(facts: Facts, until_lead: frozenset[int], rows: ir.Table) -> ir.Table:
    if not until_lead:
        return rows
    leads = facts.tables["leads"].select(_of_lead="lead_id", _received="created_at")
    joined = rows.left_join(leads, [rows.lead_id == leads._of_lead, rows.visit_id.notnull()])
    later = joined.visit_id.notnull() & joined.position.isin(sorted(until_lead))
    later = later & ~at_or_after(joined._received, joined["at"]).fill_null(True)
    return joined.filter(~later).drop("_of_lead", "_received")


def _by_position(chain: ir.Table, numbers: dict[int, int], stages: int) -> ir.Table:
    """Columns renamed from places among the stages with data to positions among all, null for the others."""
    columns: dict[str, ir.Value] = {}
    for kind, nothing in (("t", ibis.null("date")), ("s", ibis.null("date")), ("b", ibis.null("int64"))):
        for position in range(1, stages + 1):
            place = numbers.get(position)
            columns[f"{kind}{position}"] = nothing if place is None else chain[f"{kind}{place}"]
    return chain.select("subject_id", **columns)


def _none(stages: int) -> ir.Table:
    dates = {f"{kind}{p}": "date" for kind in ("t", "s") for p in range(1, stages + 1)}
    moves = {f"b{p}": "int64" for p in range(1, stages + 1)}
    return ibis.memtable([], schema=ibis.schema({**COLUMNS, **dates, **moves, "kind": "string"}))


def _kind(subject_id: ir.StringValue) -> ir.StringValue:
    of_lead, of_deal = subject_id.startswith("lead:"), subject_id.startswith("deal:")
    return ibis.cases((of_lead, "lead"), (of_deal, "deal"), else_="visitor")
