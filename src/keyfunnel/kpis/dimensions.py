"""What a KPI can be split and narrowed by, and what people call it."""

from keyfunnel.texts import N_

TITLES: dict[str, str] = {
    "owner": N_("Rep"),
    "team": N_("Team"),
    "source": N_("Source"),
    "campaign": N_("Campaign"),
    "product": N_("Product"),
    "region": N_("Region"),
    "country": N_("Country"),
    "segment": N_("Segment"),
    "industry": N_("Industry"),
    "deal_type": N_("Deal type"),
    "pipeline": N_("Pipeline"),
}
