"""The goals file: YAML read strictly into typed objects, every error with its line and place."""

from keyfunnel.planning.document.amount import Amount
from keyfunnel.planning.document.parse import parse
from keyfunnel.planning.document.shape import (
    CycleSpec,
    Document,
    KeyResultSpec,
    ObjectiveSpec,
    ParentSpec,
    ScopeSpec,
)

__all__ = [
    "Amount",
    "CycleSpec",
    "Document",
    "KeyResultSpec",
    "ObjectiveSpec",
    "ParentSpec",
    "ScopeSpec",
    "parse",
]
