"""A number about people, not about the company."""

from collections import defaultdict
from dataclasses import replace

import numpy as np

from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.units import in_words
from keyfunnel.model.calendar import Period
from keyfunnel.texts import N_, Message

CODE = "per_rep"
SENTENCE = N_(
    "A personal number: of {reps} reps the fastest quarter takes at most {fast}, the slowest at least {slow}. Look at "
    "it rep by rep."
)
UNKNOWN = N_("A personal number, never a verdict on the company: look at it rep by rep.")


def check(situation: Situation) -> Findings:
    reps: dict[Period, list[float]] = defaultdict(list)
    for one in situation.ask(replace(situation.query, by=("owner",))):
        if one.value is not None and one.ids["owner"] is not None:
            reps[one.period].append(one.value)
    return {
        place: Guardrail(Severity.INFO, _told(situation, reps[one.period]))
        for place, one in enumerate(situation.measurements)
        if one.value is not None
    }


def _told(situation: Situation, values: list[float]) -> Message:
    if len(values) < 2:
        return Message(CODE, UNKNOWN)
    unit, currency = situation.kpi.unit, situation.facts.workspace.currency
    fast, slow = (in_words(float(np.quantile(values, share)), unit, currency) for share in (0.25, 0.75))
    return Message(CODE, SENTENCE, {"reps": len(values), "fast": fast, "slow": slow})


PER_REP = Rule(CODE, N_("Always: the value is a person's, and shown with the range of the reps."), check)
