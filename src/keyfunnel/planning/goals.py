"""A stored key result as a goal to be judged."""

from keyfunnel.kpis.facts import Facts
from keyfunnel.model.calendar import Grain
from keyfunnel.okr.models import KeyResult, Kind
from keyfunnel.planning.progress.outcome import Goal
from keyfunnel.planning.questions import questions_of


def goal_of(key_result: KeyResult, facts: Facts) -> Goal:
    own, wider = questions_of(key_result, facts)
    return Goal(
        question=own,
        kind=Kind(key_result.kind),
        period=key_result.objective.cycle.period,
        baseline=key_result.baseline,
        target=key_result.target,
        low=key_result.target_low,
        high=key_result.target_high,
        every=Grain(key_result.every) if key_result.every else None,
        wider=wider,
    )
