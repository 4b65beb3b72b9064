"""A cost set against customers that it can't have brought yet."""

from keyfunnel.kpis.guardrails.cycle import usual_cycle
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.texts import N_, Message

CODE = "short_window"
SENTENCE = N_(
    "{days} days are less than the {cycle} that a sale usually takes: much of what was spent brings its customers "
    "later."
)


def check(situation: Situation) -> Findings:
    if situation.query.grain is not None:  # then it looks a year back
        return {}
    cycle = usual_cycle(situation)
    if cycle is None:
        return {}
    return {
        place: Guardrail(Severity.WARNING, Message(CODE, SENTENCE, {"days": one.period.days, "cycle": cycle}))
        for place, one in enumerate(situation.measurements)
        if one.value is not None and one.period.days < cycle
    }


SHORT_WINDOW = Rule(CODE, N_("The cost is taken over less time than a sale usually takes."), check)
