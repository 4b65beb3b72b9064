"""Touches counted where hardly any are needed."""

from keyfunnel.kpis.guardrails.cycle import usual_cycle
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.texts import N_, Message

CODE = "short_cycle"
SHORT = 14
SENTENCE = N_(
    "A sale usually takes {cycle} days here. Touches before the first meeting say little where cycles are under "
    "{short} days."
)


def check(situation: Situation) -> Findings:
    cycle = usual_cycle(situation)
    if cycle is None or cycle >= SHORT:
        return {}
    fired = Guardrail(Severity.INFO, Message(CODE, SENTENCE, {"cycle": cycle, "short": SHORT}))
    return {place: fired for place, one in enumerate(situation.measurements) if one.value is not None}


SHORT_CYCLE = Rule(CODE, N_("A sale usually takes less than 14 days."), check)
