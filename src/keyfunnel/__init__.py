"""Keyfunnel: objectives and key results, linked to the sales funnel and measured from the CRM's own rows."""

__version__ = "0.1.0"
