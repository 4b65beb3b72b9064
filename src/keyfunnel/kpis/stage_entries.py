"""Who entered which funnel stage and when, for all that counts stages: KPIs about one, and the funnel."""

from keyfunnel.kpis.bases.stage_evidence import entries, exits, stages_with_data

__all__ = ["entries", "exits", "stages_with_data"]
