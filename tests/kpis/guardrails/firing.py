"""What a guardrail says beside the values of a KPI, asked as anybody would."""

from typing import Any

from keyfunnel.kpis.evaluate import evaluate
from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import asked


def fired(
    facts: Facts, code: str, key: str, start: str | None = None, end: str | None = None, **rest: Any
) -> list[str]:
    """The sentences of the guardrail ``code``, value by value; those it is silent on left out."""
    return [
        str(guardrail.message)
        for one in evaluate(facts, [key], asked(start, end, **rest))
        for guardrail in one.guardrails
        if guardrail.code == code
    ]
