"""What is stated beside a value whatever it is: a choice of the workspace that it rests on."""

from collections.abc import Mapping

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.reads import all_bases
from keyfunnel.texts import N_, Message

COUNTED_BY: Mapping[str, str] = {
    "deals": N_("An account counts as a customer from its first won deal."),
    "orders": N_("An account counts as a customer from its first order."),
    "subscriptions": N_("An account counts as a customer from its first subscription."),
}


IN_WORKING_TIME = frozenset({"lead_response_time"})
WORKING = Message("working_time", N_("Counted in working hours: nights, days off and holidays don't count."))
ELAPSED = Message(
    "elapsed_time", N_("Counted around the clock: the workspace sets no working hours, so nights and weekends count.")
)


def notes(facts: Facts, kpi: KPI) -> tuple[Guardrail, ...]:
    """What this workspace chose that the KPI depends on."""
    if kpi.key in IN_WORKING_TIME:
        return (Guardrail(Severity.INFO, WORKING if facts.workspace.working_hours else ELAPSED),)
    if "customers" not in all_bases(kpi.shape):
        return ()
    chosen = COUNTED_BY[facts.workspace.new_customer_by]
    return (Guardrail(Severity.INFO, Message("counted_by", chosen)),)
