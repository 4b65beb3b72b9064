"""A source that is late: what it would tell of the last days may be missing."""

from collections.abc import Iterator

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.guardrails.readings import all_inputs
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.rhythm import rhythm
from keyfunnel.model.tables import table
from keyfunnel.texts import N_, Message

CODE = "stale_data"
SENTENCE = N_(
    "The newest row of {table} is from {newest}, {days:# day|# days} before the data end; its rows usually come at "
    "most {usual:# day|# days} apart. What happened since may be missing."
)


def check(situation: Situation) -> Findings:
    known = ((name, rhythm(situation.facts, name)) for name in _tables(situation))
    late = [(name, one) for name, one in known if one is not None and one.is_late]
    if not late:
        return {}
    name, worst = min(late, key=lambda one: one[1].newest)
    told = {"table": name, "newest": worst.newest, "days": worst.days, "usual": worst.usual}
    guardrail = Guardrail(Severity.WARNING, Message(CODE, SENTENCE, told))
    return {
        place: guardrail
        for place, one in enumerate(situation.measurements)
        if one.value is not None and one.period.last_day > worst.newest
    }


def _tables(situation: Situation) -> Iterator[str]:
    """The tables that the KPI and its inputs read and that grow by events."""
    kpis = [situation.kpi, *(catalogue.get(key) for key in all_inputs(situation.shape))]
    needs = (need for kpi in kpis for needed in kpi.needs for need in needed.split(" | "))
    for name in dict.fromkeys(need.partition(".")[0] for need in needs):
        grows = table(name).dated is not None or name == "subscriptions"
        if grows and table(name).event_dates and name in situation.facts.tables:
            yield name


STALE_DATA = Rule(CODE, N_("The newest row of a source is older than twice the usual time between its rows."), check)
