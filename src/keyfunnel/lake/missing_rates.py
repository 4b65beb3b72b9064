"""Amounts that no exchange rate turns into the workspace's currency."""

from keyfunnel.kpis.bases.deals import deals
from keyfunnel.lake.edition import Edition


def missing_rates(edition: Edition) -> dict[str, int]:
    """How many deals' amounts are left out for want of a rate, by their currency, most first."""
    if not edition.tables.get("deals") or not edition.facts().has("deals", "currency"):
        return {}
    facts = edition.facts()
    prepared = deals(facts)
    left_out = prepared.filter(prepared.without_rate.fill_null(False)).select("deal_id")
    theirs = facts.tables["deals"].select("deal_id", "currency").semi_join(left_out, "deal_id")
    counted = theirs.group_by("currency").aggregate(rows=theirs.count()).to_pyarrow().to_pylist()
    ordered = sorted(counted, key=lambda row: (-row["rows"], row["currency"] or ""))
    return {row["currency"] or "?": row["rows"] for row in ordered}
