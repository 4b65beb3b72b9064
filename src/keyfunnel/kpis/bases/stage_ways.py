"""Each path's way through the stages in one row: when it first entered each, and how it ended.

A list of entries has several rows for each path, which to window and sort costs more than all the rest. Nearly all
paths enter a stage only after they were done with those before it, though, and then everything follows from the first
entries. The others (``in_turn`` false) are read from all their entries: those of :func:`facts_of` them.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import at_or_after, earliest, latest
from keyfunnel.kpis.bases.dimensions import TEXT
from keyfunnel.kpis.bases.stage_evidence import tells_of_deals, tells_of_leads, tells_of_visits
from keyfunnel.kpis.bases.stage_paths import deal_paths, visit_paths
from keyfunnel.kpis.facts import Facts

PATH = ("path_id", "kind", "main", "lead_id", "deal_id", "weight")
NEVER = ibis.null("timestamp")

_SIDES = ("deal", "lead", "visit")  # whose dates a path is made of


def positions(facts: Facts) -> list[int]:
    """Where in ``Workspace.stages`` there may be entries."""
    tells = (tells_of_deals, tells_of_leads, tells_of_visits)
    return [p for p, stage in enumerate(facts.workspace.stages, start=1) if any(tell(facts, stage) for tell in tells)]


def ways(facts: Facts, until_lead: Collection[int] = ()) -> ir.Table:
    """A row for each path that may have entered a stage of :func:`positions`, which mustn't be empty.

    ``path_id``, ``kind`` and ``main`` as :func:`~keyfunnel.kpis.stage_entries.entries` has them, ``lead_id`` and
    ``deal_id`` of the path, its ``weight``; for each position ``first{p}`` (timestamp, null without), ``of_deal{p}``:
    the deal is evidence of it, and where visits may be, ``visit{p}``: the id of one; ``lost_at``, ``given_up_at``;
    ``in_turn``: no stage was entered before the last entry to one that precedes it. At the positions ``until_lead``,
    visits after the lead was received count as none.
    """
    deals = _deals(facts) if "deals" in facts.tables else None
    visits = _visits(facts, until_lead) if facts.has("visits", "at") else None
    parts: list[ir.Table] = []
    if "leads" in facts.tables:
        leads = _leads(facts)
        rows = leads
        for name, side in (("deal", deals), ("visit", visits)):
            if side is not None:
                theirs = side.filter(side.kind == "lead").drop("path_id", "kind", "main")
                theirs = theirs.rename({f"_{name}": "lead_id"})
                rows = rows.left_join(theirs, rows.lead_id == theirs[f"_{name}"])
        parts.append(rows)
        deals = deals.filter(deals.kind == "deal") if deals is not None else None
        visits = visits.anti_join(leads, "lead_id") if visits is not None else None
    parts += [side for side in (deals, visits) if side is not None]
    complete = [_complete(facts, part) for part in parts]
    return complete[0] if len(complete) == 1 else ibis.union(*complete)


def all_in_turn(ways: ir.Table) -> bool:
    """Whether all ``ways``, which are cached, are: what others need takes as long to prepare as all else."""
    return not ways.filter(~ways.in_turn).count().to_pyarrow().as_py()


def facts_of(facts: Facts, few: ir.Table) -> Facts:
    """What is known of a ``few`` paths, rows of :func:`ways`: their entries and exits are those of their paths."""
    tables, kept = dict(facts.tables), {}
    few = few.select("path_id", "kind", "main", "lead_id", "deal_id").cache()
    if "leads" in tables:
        tables["leads"] = tables["leads"].semi_join(few.filter(few.kind == "lead"), "lead_id")
    if "deals" in tables:
        deals = tables["deals"].select("deal_id", "created_at", "closed_at", "outcome")
        kept["deal paths"] = deals.inner_join(few, "deal_id")
    if "visits" in tables:
        kept["visit paths"] = visit_paths(facts).semi_join(few, "path_id")
    return replace(facts, tables=tables, kept=kept)


def _deals(facts: Facts) -> ir.Table:
    rows = deal_paths(facts)
    dates: dict[int, list[ir.Value]] = {}
    if any(stage.crm for stage in facts.workspace.stages) and facts.has("deal_stages", "entered_at"):
        history = _history(facts)
        rows = rows.left_join(history, rows.deal_id == history._deal_id)
    for p, stage in enumerate(facts.workspace.stages, start=1):
        if tells_of_deals(facts, stage):
            created = [rows.created_at] if stage.deal == "created" else []
            won = [(rows.outcome == "won").ifelse(rows.closed_at, NEVER)] if stage.deal == "won" else []
            entered = [rows[f"_first{p}"], rows[f"_last{p}"]] if f"_first{p}" in rows.columns else []
            dates[p] = [*created, *won, *entered]
    return rows.select(
        "path_id",
        "kind",
        "main",
        "lead_id",
        "deal_id",
        lost_at=(rows.outcome == "lost").ifelse(rows.closed_at, NEVER),
        **{f"deal_first{p}": earliest(*moments) for p, moments in dates.items()},
        **{f"deal_last{p}": latest(*moments) for p, moments in dates.items()},
    )


def _history(facts: Facts) -> ir.Table:
    """Each deal's first and last entry to each stage of its CRM."""
    history = facts.tables["deal_stages"]
    word = history.stage.lower()
    words = {p: [one.casefold() for one in stage.crm] for p, stage in enumerate(facts.workspace.stages, 1) if stage.crm}
    known = history.filter(word.isin(sorted({one for some in words.values() for one in some})))
    at = {p: known.stage.lower().isin(some).ifelse(known.entered_at, NEVER) for p, some in words.items()}
    return known.group_by(_deal_id="deal_id").aggregate(
        **{f"_first{p}": moment.min() for p, moment in at.items()},
        **{f"_last{p}": moment.max() for p, moment in at.items()},
    )


def _leads(facts: Facts) -> ir.Table:
    leads = facts.tables["leads"]
    told = [(p, leads[s.lead]) for p, s in enumerate(facts.workspace.stages, 1) if tells_of_leads(facts, s) and s.lead]
    return leads.select(
        "lead_id",
        path_id=ibis.literal("lead:") + leads.lead_id,
        kind=ibis.literal("lead"),
        main=ibis.literal(True),
        given_up_at=leads.disqualified_at,
        **{f"lead_first{p}": moment for p, moment in told},
        **{f"lead_last{p}": moment for p, moment in told},
    )


def _visits(facts: Facts, until_lead: Collection[int]) -> ir.Table:
    rows = visit_paths(facts)
    later: ir.BooleanValue = ibis.literal(False)
    if until_lead:
        leads = facts.tables["leads"].select(_of_lead="lead_id", _received="created_at")
        rows = rows.left_join(leads, rows.lead_id == leads._of_lead)
        later = ~at_or_after(rows._received, rows._at).fill_null(True)
    counted: dict[str, ir.Value] = {}
    for p, stage in enumerate(facts.workspace.stages, start=1):
        if tells_of_visits(facts, stage):
            seen = rows.kind_of_visit.isin(stage.visits) & rows._at.notnull()
            seen = seen & ~later if p in until_lead else seen
            counted[f"visit_first{p}"], counted[f"visit_last{p}"] = rows._at.min(where=seen), rows._at.max(where=seen)
            counted[f"visit{p}"] = rows.visit_id.min(where=seen)
    return rows.group_by("path_id", "kind", "main", "lead_id").aggregate(weight=rows.weight.max(), **counted)


def _complete(facts: Facts, rows: ir.Table) -> ir.Table:
    """``rows`` with the columns of :func:`ways`, null where no side has them."""
    nothing: Mapping[str, ir.Value] = {"lead_id": TEXT, "deal_id": TEXT, "lost_at": NEVER, "given_up_at": NEVER}
    columns = {name: rows[name].cast(null.type()) if name in rows.columns else null for name, null in nothing.items()}
    one = ibis.literal(1, "int64")
    columns["weight"] = rows.weight.fill_null(one) if "weight" in rows.columns else one
    last: list[ir.Value] = []  # of the positions so far, the nearest first
    in_turn: ir.BooleanValue = ibis.literal(True)
    for p in positions(facts):
        first = earliest(*_of_sides(rows, f"first{p}"))
        if last:
            in_turn = in_turn & (first >= ibis.coalesce(*last)).fill_null(True)
        last.insert(0, latest(*_of_sides(rows, f"last{p}")))
        columns[f"first{p}"] = first.cast("timestamp")
        deals = f"deal_first{p}"
        columns[f"of_deal{p}"] = rows[deals].notnull() if deals in rows.columns else ibis.literal(False)
        if tells_of_visits(facts, facts.workspace.stages[p - 1]):
            columns[f"visit{p}"] = rows[f"visit{p}"] if f"visit{p}" in rows.columns else TEXT
    return rows.select("path_id", "kind", "main", **columns, in_turn=in_turn)


def _of_sides(rows: ir.Table, what: str) -> list[ir.Value]:
    return [rows[f"{side}_{what}"] for side in _SIDES if f"{side}_{what}" in rows.columns] or [NEVER]
