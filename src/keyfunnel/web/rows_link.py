"""From a key result to the rows that its number is made of."""

from django.http import QueryDict
from django.urls import reverse

from keyfunnel.kpis.facts import Facts
from keyfunnel.okr.models import KeyResult
from keyfunnel.planning.questions import questions_of


def rows_behind(key_result: KeyResult, facts: Facts) -> str:
    """The address of the rows in its cycle, held to its filter and scopes."""
    question, _ = questions_of(key_result, facts)
    period = key_result.objective.cycle.period
    asked = QueryDict(mutable=True)
    asked["from"], asked["to"] = period.start.isoformat(), period.end.isoformat()
    asked.setlist("where", [f"{dimension}:{value}" for dimension, values in question.where.items() for value in values])
    if question.stage:
        asked["stage"] = question.stage
    return f"{reverse('kpi_rows', args=[question.kpi.key])}?{asked.urlencode()}"
