"""When each lead and deal entered each funnel stage, from whatever a stage of the workspace counts as evidence.

A **path** is one way through the funnel. A lead's path goes on in its first deal; its further deals, and deals
without a lead, have a path of their own; a visitor who became a lead shares the lead's. Visits that name nobody
(sums by day) are a path each, with their count as weight.
"""

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dimensions import TEXT
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.bases.stage_paths import deal_paths, visit_paths
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Stage

SOME = 1000


def entries(facts: Facts) -> ir.Table:
    """Every entry of a path into a funnel stage.

    Columns: ``path_id`` (``lead:…``, ``deal:…``, ``visitor:…`` or ``visit:…``), ``kind`` (lead, deal, visitor),
    ``main`` (false on the paths of a lead's further deals, which the funnel leaves out), ``lead_id``, ``deal_id``,
    ``visit_id`` (what the evidence is about), ``position`` (1-based in ``Workspace.stages``), ``stage``, ``at``
    (timestamp, never null), ``weight``.
    """
    parts = [
        rows.select(
            "path_id",
            "kind",
            "main",
            "lead_id",
            "deal_id",
            "visit_id",
            position=ibis.literal(position, "int64"),
            stage=ibis.literal(stage.name),
            at=rows._at.cast("timestamp"),
            weight=rows.weight,
        )
        for position, stage in enumerate(facts.workspace.stages, start=1)
        for rows in _evidence(facts, stage)
    ]
    if not parts:
        return _none()
    return parts[0] if len(parts) == 1 else ibis.union(*parts)


def exits(facts: Facts) -> ir.Table:
    """``path_id`` and ``at`` (timestamp) of the deals lost and the leads given up."""
    parts: list[ir.Table] = []
    if facts.has("deals", "outcome", "closed_at"):
        deals = deal_paths(facts)
        lost = deals.filter((deals.outcome == "lost") & deals.closed_at.notnull())
        parts.append(lost.select("path_id", at=lost.closed_at.cast("timestamp")))
    if facts.has("leads", "disqualified_at"):
        leads = facts.tables["leads"].filter(ibis._.disqualified_at.notnull())
        parts.append(leads.select(path_id=_named("lead", leads.lead_id), at=leads.disqualified_at.cast("timestamp")))
    if not parts:
        return _none().select("path_id", "at")
    return parts[0] if len(parts) == 1 else ibis.union(*parts)


def stages_with_data(facts: Facts) -> tuple[Stage, ...]:
    """The workspace's stages that anything entered at all, in order."""

    def find(facts: Facts) -> tuple[Stage, ...]:
        if "stage_entries" in facts.prepared:  # one column of it instead of all the evidence
            entered = set(facts.prepared["stage_entries"].select("stage").distinct().to_pyarrow()["stage"].to_pylist())
            return tuple(stage for stage in facts.workspace.stages if stage.name in entered)
        return tuple(stage for stage in facts.workspace.stages if _has_data(facts, stage))

    return learnt(facts, "stages with data", find)


def tells_of_visits(facts: Facts, stage: Stage) -> bool:
    """Whether a visit may be an entry into the stage."""
    return bool(stage.visits) and facts.has("visits", "at")


def tells_of_leads(facts: Facts, stage: Stage) -> bool:
    """Whether a date of a lead may be."""
    return stage.lead is not None and facts.has("leads", stage.lead)


def tells_of_deals(facts: Facts, stage: Stage) -> bool:
    """Whether a deal may enter the stage, by its own dates or its history."""
    by_history = bool(stage.crm) and facts.has("deal_stages", "entered_at")
    return "deals" in facts.tables and (stage.deal is not None or by_history)


def _evidence(facts: Facts, stage: Stage, entries_looked_at: int | None = None) -> Iterator[ir.Table]:
    """What tells of entries into the stage; of deals' histories so many entries, where not all."""
    if tells_of_visits(facts, stage):
        visits = visit_paths(facts)
        seen = visits.filter(visits.kind_of_visit.isin(stage.visits) & visits._at.notnull())
        yield seen.mutate(deal_id=TEXT)
    if stage.lead and tells_of_leads(facts, stage):
        leads = facts.tables["leads"]
        yield leads.filter(leads[stage.lead].notnull()).select(
            "lead_id",
            path_id=_named("lead", leads.lead_id),
            kind=ibis.literal("lead"),
            main=ibis.literal(True),
            deal_id=TEXT,
            visit_id=TEXT,
            _at=leads[stage.lead],
            weight=ibis.literal(1, "int64"),
        )
    deals = deal_paths(facts) if "deals" in facts.tables else None
    if deals is not None and stage.deal == "created":
        yield _of_deals(deals.filter(deals.created_at.notnull()), "created_at")
    if deals is not None and stage.deal == "won":
        yield _of_deals(deals.filter((deals.outcome == "won") & deals.closed_at.notnull()), "closed_at")
    if deals is not None and stage.crm and facts.has("deal_stages", "entered_at"):
        history = facts.tables["deal_stages"]
        words = [word.casefold() for word in stage.crm]
        entered = history.filter(history.stage.lower().isin(words) & history.entered_at.notnull())
        dated = entered.select(_deal_id="deal_id", entered_at="entered_at").limit(entries_looked_at)
        yield _of_deals(dated.join(deals, dated._deal_id == deals.deal_id), "entered_at")


def _of_deals(deals: ir.Table, at: str) -> ir.Table:
    return deals.select("path_id", "kind", "main", "lead_id", "deal_id", visit_id=TEXT, _at=deals[at], weight=_ONE)


def _has_data(facts: Facts, stage: Stage) -> bool:
    if tells_of_leads(facts, stage):
        return True  # known without asking
    if stage.deal == "created" and facts.has("deals", "created_at"):
        return True
    # Some entries mostly settle it, and spare a table of all deals to find them in.
    return any(
        rows.limit(1).count().to_pyarrow().as_py()
        for looked_at in (SOME, None)
        for rows in _evidence(facts, stage, looked_at)
    )


def _named(kind: str, key: ir.StringValue) -> ir.StringValue:
    return ibis.literal(f"{kind}:") + key


def _none() -> ir.Table:
    kinds = {
        "path_id": "string",
        "kind": "string",
        "main": "boolean",
        "lead_id": "string",
        "deal_id": "string",
        "visit_id": "string",
        "position": "int64",
        "stage": "string",
        "at": "timestamp",
        "weight": "int64",
    }
    return ibis.memtable([], schema=ibis.schema(kinds))


_ONE = ibis.literal(1, "int64")
