"""Checks over data that fire beside a value: how this number may mislead. One module each."""

from keyfunnel.kpis.guardrails.attach import attach
from keyfunnel.kpis.guardrails.catalogue import GUARDRAILS

__all__ = ["GUARDRAILS", "attach"]
