"""How long a sale usually takes here."""

from keyfunnel.kpis.guardrails.rule import Situation
from keyfunnel.kpis.query import Query


def usual_cycle(situation: Situation) -> float | None:
    """Median days of all won cycles on record; None where they can't be measured."""
    found = situation.ask(Query(), "sales_cycle_length")
    return found[0].value if found else None
