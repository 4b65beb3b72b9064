"""What is known of each subject beside its way through the stages: how it stands, its value, its dimensions."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases import BASES, base
from keyfunnel.kpis.bases.stage_paths import deal_paths, visit_paths
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS

_PAIRS = tuple(column for name in DIMENSIONS for column in (name, f"{name}_id"))
_OF_LEADS = tuple(column for name in BASES["leads"].dimensions for column in (name, f"{name}_id"))
_OF_DEALS = tuple(column for column in _PAIRS if column not in _OF_LEADS)

COLUMNS = {
    "subject_id": "string",
    "lead_id": "string",
    "deal_id": "string",
    "weight": "int64",
    "lost_on": "date",
    "open": "boolean",
    "amount": "decimal(18, 4)",
    "deal_owner": "string",
    "deal_owner_id": "string",
    **dict.fromkeys(_PAIRS, "string"),
}


def subjects(facts: Facts) -> ir.Table:
    """One row for each lead, deal that is no lead's, and visitor who became none; columns as in ``chains``."""
    parts: list[ir.Table] = []
    if "leads" in facts.tables:
        parts.append(_leads(facts))
    if "deals" in facts.tables:
        deals = _deals(facts)
        parts.append(_complete(deals.filter(deals.kind == "deal")))
    if "visits" in facts.tables:
        parts.append(_visitors(facts))
    if not parts:
        return ibis.memtable([], schema=ibis.schema(COLUMNS))
    return parts[0] if len(parts) == 1 else ibis.union(*parts)


def _deals(facts: Facts) -> ir.Table:
    """The deals that are on a path of the funnel, with ``kind`` of subject; a lead's further deals are on none."""
    ways = deal_paths(facts)
    ways = ways.filter(ways.main).select(_deal_id="deal_id", subject_id="path_id", kind="kind")
    deals = base(facts, "deals")
    rows = deals.inner_join(ways, deals.deal_id == ways._deal_id)
    return rows.mutate(
        lost_on=rows.lost.ifelse(rows.closed_on, ibis.null("date")),
        open=~rows.outcome.isin(["won", "lost"]).fill_null(False),
        deal_owner=rows.owner,
        deal_owner_id=rows.owner_id,
    )


def _leads(facts: Facts) -> ir.Table:
    leads = base(facts, "leads")
    leads = leads.mutate(subject_id=ibis.literal("lead:") + leads.lead_id)
    given_up = leads.disqualified_on
    if "deals" not in facts.tables:
        return _complete(leads.mutate(lost_on=given_up, open=given_up.isnull()))
    deals = _deals(facts)
    taken = ("open", "lost_on", "amount", "deal_owner", "deal_owner_id", *_OF_DEALS)
    deals = deals.filter(deals.kind == "lead").select(
        _subject_id="subject_id", _deal_id="deal_id", **{f"_{column}": column for column in taken}
    )
    rows = leads.drop("deal_id").left_join(deals, leads.subject_id == deals._subject_id)
    # A lead that was given up and yet became a deal stands as its deal stands.
    has_deal = rows._subject_id.notnull()
    return _complete(
        rows.mutate(
            deal_id=rows._deal_id,
            lost_on=has_deal.ifelse(rows._lost_on, given_up),
            open=has_deal.ifelse(rows._open, given_up.isnull()),
            **{column: rows[f"_{column}"] for column in taken if column not in ("open", "lost_on")},
        )
    )


def _visitors(facts: Facts) -> ir.Table:
    """Visitors by their first visit."""
    ways = visit_paths(facts)
    ways = ways.filter(ways.kind == "visitor").select(_visit_id="visit_id", subject_id="path_id", _weight="weight")
    visits = facts.tables["visits"].select("visit_id", "source", "campaign", _at="at")
    rows = ways.inner_join(visits, ways._visit_id == visits.visit_id)
    first = rows.group_by("subject_id").aggregate(
        weight=rows._weight.max(), source=rows.source.argmin(rows._at), campaign=rows.campaign.argmin(rows._at)
    )
    return _complete(first.mutate(open=ibis.literal(True), source_id=first.source, campaign_id=first.campaign))


def _complete(rows: ir.Table) -> ir.Table:
    """``rows`` with the columns of every subject, null where they have none."""
    nothing: dict[str, ir.Value] = {name: ibis.null(kind) for name, kind in COLUMNS.items()}
    nothing["weight"] = ibis.literal(1, "int64")
    return rows.select(**{name: rows[name] if name in rows.columns else nothing[name] for name in COLUMNS})
