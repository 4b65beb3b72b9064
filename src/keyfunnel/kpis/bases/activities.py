"""Activities: one row each, placed by what they were about."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.contacts import outbound
from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.deals import deals
from keyfunnel.kpis.bases.dimensions import TEXT, pairs, with_accounts, with_people
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.leads import leads
from keyfunnel.kpis.bases.origin import origin
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS as STANDARD

DIMENSIONS = STANDARD

_OF_DEAL = ("source", "campaign", "product", "product_id", "region", "country", "segment", "deal_type", "pipeline")
_OF_LEAD = ("source", "campaign", "region", "country", "segment")


def activities(facts: Facts) -> ir.Table:
    """The owner is who did it; the other dimensions are the deal's, else the lead's, else the account's."""
    return base_table(facts, "activities", _build)


def _build(facts: Facts) -> ir.Table:
    table = facts.tables["activities"]
    rows = table.select(
        "activity_id",
        "kind",
        "rep_id",
        "lead_id",
        "deal_id",
        "account_id",
        "minutes",
        by=table.by,
        outbound=outbound(table),
        held=table.held,
        done_at=table["at"],
        done_on=local_date(table["at"]),
        **origin(table),
    )
    rows = _inherited(rows, deals(facts) if "deals" in facts.tables else None, "deal", _OF_DEAL)
    rows = _inherited(rows, leads(facts) if "leads" in facts.tables else None, "lead", _OF_LEAD)
    rows = rows.mutate(account_id=ibis.coalesce(rows.account_id, rows.deal_account_id, rows.lead_account_id))
    rows = with_accounts(facts, with_people(facts, rows, "rep_id"))
    rows = rows.mutate(
        **{name: ibis.coalesce(rows[f"deal_{name}"], rows[f"lead_{name}"]) for name in ("source", "campaign")},
        product=rows.deal_product,
        product_id=rows.deal_product_id,
        region=ibis.coalesce(rows.deal_region, rows.lead_region, rows.owner_region),
        country=ibis.coalesce(rows.deal_country, rows.lead_country, rows.account_country),
        segment=ibis.coalesce(rows.deal_segment, rows.lead_segment, rows.account_segment),
        industry=rows.account_industry,
        deal_type=rows.deal_deal_type,
        pipeline=rows.deal_pipeline,
    )
    return rows.select(
        "activity_id",
        "kind",
        "by",
        "outbound",
        "held",
        "minutes",
        "lead_id",
        "deal_id",
        "account_id",
        "account",
        **pairs(rows, DIMENSIONS),
        done_at=rows.done_at,
        done_on=rows.done_on,
        _file=rows._file,
        _line=rows._line,
    )


def _inherited(rows: ir.Table, base: ir.Table | None, prefix: str, columns: tuple[str, ...]) -> ir.Table:
    """``rows`` with the columns of the ``prefix`` (deal or lead) that they name, as ``prefix_column``."""
    names = {f"{prefix}_{column}": column for column in (*columns, "account_id")}
    if base is None:
        return rows.mutate(**dict.fromkeys(names, TEXT))
    theirs = base.select(_key=f"{prefix}_id", **names)
    return rows.left_join(theirs, rows[f"{prefix}_id"] == theirs._key).drop("_key")
