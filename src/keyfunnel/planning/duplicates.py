"""Decisions on duplicates as the faces make them: applied to the facts, then every key result measured on them."""

from collections.abc import Callable, Sequence

from keyfunnel.intake.dedupe.decide import Decision
from keyfunnel.lake.home import Home
from keyfunnel.planning.state import refresh_goals


def decide(verb: Callable[[Home, Sequence[str]], Decision], home: Home, ids: Sequence[str]) -> Decision:
    """``verb`` is :func:`~keyfunnel.intake.dedupe.decide.accept`, ``reject`` or ``undo``; raises as they do."""
    decision = verb(home, ids)
    if decision.edition is not None:
        refresh_goals(home)
    return decision
