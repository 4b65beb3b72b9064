"""A cohort from before anybody recorded outcomes: its low rate is missing data, not failure.

Recording is taken to have begun with the month of the first outcome on record. Having entered before then isn't
enough: where outcomes usually take longer than the gap, none are missing, and where only a part of the cohort
entered before, only a part of its outcomes are. So it fires when over 5 % of the outcomes that the whole cohort
usually reaches must have fallen before that month; on a cohort that lies wholly before it as critical.
"""

from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.texts import N_, Message

CODE = "outcomes_unrecorded"
MOST_MISSING = 0.05
NONE_AT_ALL = N_("Not a single outcome is on record yet, so a rate of 0 says nothing.")
WHOLLY_BEFORE = N_(
    "Outcomes are on record from {since} on; about {missing:percent} of what this cohort would reach fell before that: "
    "a low rate here is missing data."
)
PARTLY_BEFORE = N_(
    "A part of this cohort is from before {since}, when outcomes began to be recorded: about {missing:percent} of what "
    "it would reach is missing."
)


def check(situation: Situation) -> Findings:
    curve = situation.maturity
    if curve is None:
        return {}
    fired = {}
    for place, one in enumerate(situation.measurements):
        missing = curve.unrecorded(one.period.start, one.period.end)
        if one.value is None or missing <= MOST_MISSING:
            continue
        if curve.recorded_from is None:
            fired[place] = Guardrail(Severity.CRITICAL, Message(CODE, NONE_AT_ALL))
            continue
        wholly = one.period.end <= curve.recorded_from
        told = Message(
            CODE, WHOLLY_BEFORE if wholly else PARTLY_BEFORE, {"since": curve.recorded_from, "missing": missing}
        )
        fired[place] = Guardrail(Severity.CRITICAL if wholly else Severity.WARNING, told)
    return fired


OUTCOMES_UNRECORDED = Rule(
    CODE,
    N_("The cohort is from before the first recorded outcome: its low rate is missing data."),
    check,
)
