"""Those whom sales engaged with: leads, and deals without a lead."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.contacts import first_outbound
from keyfunnel.kpis.bases.dates import atom_of, kept_atom, local_date
from keyfunnel.kpis.bases.deals import deals
from keyfunnel.kpis.bases.dimensions import columns_of
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.leads import DIMENSIONS, leads
from keyfunnel.kpis.facts import Facts


def engagements(facts: Facts) -> ir.Table:
    """``engaged_on``: the first outbound touch, else the first contact on record, else the day of the (first) deal;
    null for leads nobody engaged. ``won_on``: the first deal of it that was won."""
    return base_table(facts, "engagements", _build, is_view)


def is_view(facts: Facts) -> bool:
    """Whether each row is a deal's own."""
    return not ("leads" in facts.tables or "activities" in facts.tables or facts.has("deals", "first_contact_at"))


def _build(facts: Facts) -> ir.Table:
    parts = []
    if "leads" in facts.tables:
        parts.append(_of_leads(facts))
    if "deals" in facts.tables:
        parts.append(_of_deals(facts))
    return parts[0] if len(parts) == 1 else ibis.union(*parts)


def _of_leads(facts: Facts) -> ir.Table:
    rows = leads(facts)
    contacts = facts.tables["leads"].select(_key="lead_id", _contacted_on=local_date(ibis._.first_contacted_at))
    rows = _touched(facts, rows, "lead_id").left_join(contacts, ibis._.lead_id == contacts._key)
    rows = rows.mutate(engaged_on=ibis.coalesce(rows._touched_on, rows._contacted_on, rows.deal_on))
    if "deals" in facts.tables:
        table = deals(facts)
        won = table.filter(table.won & table.lead_id.notnull())
        first = won.group_by(_lead="lead_id").aggregate(won_on=won.closed_on.min())
        rows = rows.left_join(first, rows.lead_id == first._lead)
    else:
        rows = rows.mutate(won_on=ibis.null("date"))
    return _columns(rows, rows.lead_id, rows.deal_id, rows.company)


def _of_deals(facts: Facts) -> ir.Table:
    rows = deals(facts)
    if "leads" in facts.tables:
        known = facts.tables["leads"].select(_lead="lead_id")
        rows = rows.anti_join(known, rows.lead_id == known._lead)
    rows = _touched(facts, rows, "deal_id")
    if facts.has("deals", "first_contact_at"):
        contacts = facts.tables["deals"].select(_key="deal_id", _contacted_on=local_date(ibis._.first_contact_at))
        rows = rows.left_join(contacts, rows.deal_id == contacts._key)
    else:
        rows = rows.mutate(_contacted_on=ibis.null("date"))
    rows = rows.mutate(
        engaged_on=ibis.coalesce(rows._touched_on, rows._contacted_on, rows.created_on),
        won_on=rows.won.ifelse(rows.closed_on, ibis.null("date")),
    )
    if is_view(facts):  # without any touch that could have come first
        rows = rows.mutate(**kept_atom(rows, "created_on", "engaged_on"))
    return _columns(rows, ibis.null("string"), rows.deal_id, rows.name)


def _touched(facts: Facts, rows: ir.Table, subject: str) -> ir.Table:
    touches = first_outbound(facts, subject)
    if touches is None:
        return rows.mutate(_touched_on=ibis.null("date"))
    joined = rows.left_join(touches, rows[subject] == touches[f"_{subject}"])
    return joined.mutate(_touched_on=local_date(joined._touched_at)).drop("_touched_at", f"_{subject}")


def _columns(rows: ir.Table, lead_id: ir.Value, deal_id: ir.Value, name: ir.Value) -> ir.Table:
    return rows.select(
        *columns_of(DIMENSIONS),
        "account_id",
        "account",
        "engaged_on",
        *({atom_of("engaged_on")} & {*rows.columns}),
        "won_on",
        "_file",
        "_line",
        lead_id=lead_id,
        deal_id=deal_id,
        name=name,
    )
