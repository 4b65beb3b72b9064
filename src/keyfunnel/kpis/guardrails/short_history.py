"""Forecasts judged by too few of them."""

from dataclasses import replace

from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.shapes import Foreseen
from keyfunnel.model.calendar import Grain
from keyfunnel.texts import N_, Message

CODE = "short_history"
FEWEST = 8
SENTENCE = N_(
    "Only {n:# period so far had a forecast and is|# periods so far had a forecast and are} over: under {fewest}, an "
    "accurate one promises nothing."
)


def check(situation: Situation) -> Findings:
    shape = situation.shape
    by_itself = isinstance(shape, Foreseen) and shape.periods > 1
    history = 0 if by_itself else _history(situation)
    fired = {}
    for place, one in enumerate(situation.measurements):
        n = history if _weekly(situation) else max(one.n, history)  # weeks are no periods of their own
        if one.value is not None and n < FEWEST:
            fired[place] = Guardrail(Severity.WARNING, Message(CODE, SENTENCE, {"n": n, "fewest": FEWEST}))
    return fired


def _history(situation: Situation) -> int:
    """The periods of the grain that have a value; of the grain that has most where none was asked."""
    asked = None if _weekly(situation) else situation.query.grain
    grains = [asked] if asked else [Grain.MONTH, Grain.QUARTER]
    questions = (replace(situation.query, grain=grain, by=(), start=None, end=None) for grain in grains)
    return max(sum(one.value is not None for one in situation.ask(question)) for question in questions)


def _weekly(situation: Situation) -> bool:
    return isinstance(situation.shape, Foreseen) and situation.shape.weekly


SHORT_HISTORY = Rule(CODE, N_("Fewer than 8 periods of the metric itself are on record."), check)
