"""Targets that were imported for what is no KPI of the workspace."""

from keyfunnel.lake.edition import Edition


def aimed_at_nothing(edition: Edition) -> list[str]:
    """The keys that the targets name and no KPI has."""
    if "targets" not in edition.tables:
        return []
    from keyfunnel.kpis.library import library  # loaded only where there are targets

    named = {key for key in edition.read("targets", ["kpi"])["kpi"].to_pylist() if key}
    return sorted(named - set(library(edition.workspace)))
