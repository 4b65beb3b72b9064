"""Which base tables an update of few deals or leads changes only a few rows of, and which those are.

A **subject** is a lead with its deals, visits and activities, or a deal without a lead: whatever hangs together by
these references. A row of the tables below depends on nothing but its subject's rows, on whole tables (people,
accounts, products, rates …), on the settings, and on what :func:`of_all` tells.
"""

from collections.abc import Mapping

from keyfunnel.kpis.bases.pipeline import stale_after
from keyfunnel.kpis.bases.stage_evidence import stages_with_data
from keyfunnel.kpis.facts import Facts

# Each with the columns one of which names the subject, and what they name: a deal, a lead, an activity, or a path
# through the funnel.
KEYS: Mapping[str, Mapping[str, str]] = {
    "deals": {"deal_id": "deal"},
    "pipeline": {"deal_id": "deal"},
    "deal_products": {"deal_id": "deal"},
    "leads": {"lead_id": "lead"},
    "engagements": {"lead_id": "lead", "deal_id": "deal"},
    "stage_entries": {"path_id": "path"},
    "activities": {"activity_id": "activity"},
    "first_meetings": {"subject": "path"},
}

# What these keep of rows that nothing happened to depends on the edition's clock.
CLOCKED = frozenset({"leads", "tickets", "mrr_movements"})


def of_all(facts: Facts, name: str) -> object:
    """What the rows of the base ``name`` depend on that is learnt from all rows."""
    match name:
        case "pipeline":
            return stale_after(facts)
        case "stage_entries":
            return stages_with_data(facts)
    return None
