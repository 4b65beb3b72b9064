"""Figures of others that a value may be held beside: claims with a source, never truths about the workspace."""

from keyfunnel.model.definitions import Reference
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_

KNOWN: tuple[Reference, ...] = (
    Reference(
        "customer_acquisition_cost",
        N_("SaaS, organic"),
        205.0,
        N_("A survey of software companies, 2022: a claim, not a truth about this workspace"),
        "USD",
    ),
    Reference(
        "customer_acquisition_cost",
        N_("SaaS, paid"),
        341.0,
        N_("A survey of software companies, 2022: a claim, not a truth about this workspace"),
        "USD",
    ),
    Reference(
        "lead_response_time",
        N_("Fast answer"),
        5.0,
        N_("Published studies of inbound leads claim that contact rates fall sharply after 5 minutes"),
    ),
)


def references(kpi: str, workspace: Workspace) -> tuple[Reference, ...]:
    """Those for a KPI: the workspace's own, then the published ones. Money in another currency is left out."""
    return tuple(
        one for one in (*workspace.references, *KNOWN) if one.kpi == kpi and one.currency in ("", workspace.currency)
    )
