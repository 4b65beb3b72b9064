"""Decisions on duplicates as the faces make them: applied to the facts, written into the audit log, then every key
result measured on them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from keyfunnel.intake.dedupe.decide import Decision
from keyfunnel.intake.dedupe.merges import Merge, load
from keyfunnel.lake.home import Home
from keyfunnel.planning.state import open_state, refresh_goals

if TYPE_CHECKING:  # models can only be loaded once a store is open
    from django.contrib.auth.models import User


def decide(
    verb: Callable[[Home, Sequence[str]], Decision], home: Home, ids: Sequence[str], by: "User | None" = None
) -> Decision:
    """``verb`` is :func:`~keyfunnel.intake.dedupe.decide.accept`, ``reject`` or ``undo``; raises as they do."""
    open_state(home)
    from keyfunnel.okr.models.audit import record

    before = {merge.id: _said(merge) for merge in load(home)}
    decision = verb(home, ids)
    record(
        by,
        "duplicates decided",
        ", ".join(merge.id for merge in decision.merges),
        before={merge.id: before[merge.id] for merge in decision.merges},
        after={merge.id: _said(merge) for merge in decision.merges},
    )
    if decision.edition is not None:
        refresh_goals(home)
    return decision


def _said(merge: Merge) -> dict[str, object]:
    """What may be decided of a proposal, and of which records."""
    return {
        "status": str(merge.status),
        "table": merge.table,
        "survivor": merge.survivor,
        "records": list(merge.records),
    }
