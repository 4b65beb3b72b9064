"""Goals at rest: each model in a file of its own."""

from keyfunnel.okr.models.audit import AuditEntry
from keyfunnel.okr.models.choices import BY_PERIOD, Ambition, BaselineHow, CycleState, Kind, Role, ScopeKind, Status
from keyfunnel.okr.models.cycle import Cycle
from keyfunnel.okr.models.key_result import KeyResult
from keyfunnel.okr.models.objective import Objective
from keyfunnel.okr.models.person import Person
from keyfunnel.okr.models.scope import Scope
from keyfunnel.okr.models.snapshot import KeyResultSnapshot
from keyfunnel.okr.models.state import StateToken

__all__ = [
    "BY_PERIOD",
    "Ambition",
    "AuditEntry",
    "BaselineHow",
    "Cycle",
    "CycleState",
    "KeyResult",
    "KeyResultSnapshot",
    "Kind",
    "Objective",
    "Person",
    "Role",
    "Scope",
    "ScopeKind",
    "StateToken",
    "Status",
]
