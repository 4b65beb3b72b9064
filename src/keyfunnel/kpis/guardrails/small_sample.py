"""A number from few rows: the next handful may turn it round."""

from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Measurement, Severity
from keyfunnel.kpis.shapes import Lifetime
from keyfunnel.stats.intervals import wilson
from keyfunnel.texts import N_, Message

CODE = "small_sample"
HALF_WIDTH = 0.10
FEWEST = 5
FEWEST_RANKED = 30


def check(situation: Situation) -> Findings:
    finding = _of_a_share if situation.kpi.is_share else _of_a_median if situation.kpi.is_median else None
    finding = _of_a_lifetime if isinstance(situation.shape, Lifetime) else finding
    if finding is None:
        return {}
    fired = {place: finding(one) for place, one in enumerate(situation.measurements) if one.value is not None}
    return {place: Guardrail(Severity.WARNING, message) for place, message in fired.items() if message is not None}


def _of_a_share(one: Measurement) -> Message | None:
    successes, n = one.numerator or 0, one.denominator or 0
    failures = n - successes
    if min(successes, failures) < FEWEST:
        sentence = N_("{successes} of {n}, and {failures} not: under {fewest} of either says little.")
        return Message(CODE, sentence, {"successes": successes, "n": n, "failures": failures, "fewest": FEWEST})
    low, high = (float(end) for end in wilson(successes, n))
    if (high - low) / 2 <= HALF_WIDTH:
        return None
    sentence = N_("From {n:# row|# rows} the rate could be anything from {low:percent} to {high:percent}.")
    return Message(CODE, sentence, {"n": n, "low": low, "high": high})


def _of_a_median(one: Measurement) -> Message | None:
    if one.n >= FEWEST_RANKED:
        return None
    sentence = N_("A median of only {n:# row|# rows}; from {fewest} on it begins to settle.")
    return Message(CODE, sentence, {"n": one.n, "fewest": FEWEST_RANKED})


def _of_a_lifetime(one: Measurement) -> Message | None:
    if one.n >= FEWEST_RANKED:
        return None
    sentence = N_("Worked out from only {n} customers; from {fewest} on it begins to settle.")
    return Message(CODE, sentence, {"n": one.n, "fewest": FEWEST_RANKED})


SMALL_SAMPLE = Rule(
    CODE,
    N_(
        "The 95% interval of a rate is more than 10 points wide on either side, there are fewer than 5 successes "
        "or failures, or a median or a lifetime value has fewer than 30 rows."
    ),
    check,
)
