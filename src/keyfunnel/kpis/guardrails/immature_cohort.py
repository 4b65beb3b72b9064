"""A cohort too young to be judged: more of its outcomes are still to come."""

import datetime as dt

from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.texts import N_, Message

CODE = "immature_cohort"
ENOUGH = 0.95
SENTENCE = N_(
    "By {until} a cohort of this age has usually shown {seen:percent} of the outcomes it will reach: the rest is "
    "still to come, so expect this number to rise."
)
# Of a rate that at the usual pace would end above all.
QUICKER = N_(
    "By {until} a cohort of this age has usually shown {seen:percent} of the outcomes it will reach. This one has "
    "shown more than that would allow, so it is quicker than usual: expect this number to rise, but by less."
)


def check(situation: Situation) -> Findings:
    curve = situation.maturity
    if curve is None or not curve.known:
        return {}
    last_day = situation.facts.observed_end - dt.timedelta(days=1)
    fired = {}
    for place, one in enumerate(situation.measurements):
        seen = curve.seen(one.period.start, one.period.end, last_day)
        if one.value is not None and seen < ENOUGH:
            sentence = QUICKER if one.value > seen else SENTENCE
            fired[place] = Guardrail(Severity.WARNING, Message(CODE, sentence, {"until": last_day, "seen": seen}))
    return fired


IMMATURE_COHORT = Rule(
    CODE,
    N_("Under 95% of the outcomes that such a cohort usually reaches could be seen by the end of the data."),
    check,
)
