"""A source that is late, or was interrupted: what it would tell of those days may be missing."""

from collections.abc import Iterator, Mapping

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.guardrails.readings import all_inputs
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.kpis.rhythm import Rhythm, rhythm
from keyfunnel.model.calendar import Period
from keyfunnel.model.tables import table
from keyfunnel.texts import N_, Message

CODE = "stale_data"
SENTENCE = N_(
    "The newest row of {table} is from {newest}, {days:# day|# days} before the data end; its rows usually come at "
    "most {usual:# day|# days} apart. What happened since may be missing."
)
HOLE = N_(
    "{table} has no rows from {first} to {last}, though they usually come at most {usual:# day|# days} apart. What "
    "happened then may be missing."
)
MOST = 0.05  # of a period, that a hole may take


def check(situation: Situation) -> Findings:
    known = {name: one for name in _tables(situation) if (one := rhythm(situation.facts, name)) is not None}
    return {**_interrupted(situation, known), **_late(situation, known)}


def _late(situation: Situation, known: Mapping[str, Rhythm]) -> Findings:
    """Of the tables that are late the one that has been so for longest, for the periods that it misses."""
    late = {name: one for name, one in known.items() if one.is_late}
    if not late:
        return {}
    name, worst = min(late.items(), key=lambda each: each[1].newest)
    told = {"table": name, "newest": worst.newest, "days": worst.days, "usual": worst.usual}
    guardrail = Guardrail(Severity.WARNING, Message(CODE, SENTENCE, told))
    return {
        place: guardrail
        for place, one in enumerate(situation.measurements)
        if one.value is not None and one.period.last_day > worst.newest
    }


def _interrupted(situation: Situation, known: Mapping[str, Rhythm]) -> Findings:
    """The longest hole in each period."""
    holes = [(name, hole, one.usual) for name, one in known.items() for hole in one.holes]
    fired = {}
    for place, one in enumerate(situation.measurements):
        name, hole, usual = max(holes, key=lambda each: _shared(each[1], one.period), default=("", one.period, 0))
        if one.value is not None and name and _shared(hole, one.period) > MOST * one.period.days:
            told = {"table": name, "first": hole.start, "last": hole.last_day, "usual": usual}
            fired[place] = Guardrail(Severity.WARNING, Message(CODE, HOLE, told))
    return fired


def _shared(one: Period, other: Period) -> int:
    return max(0, (min(one.end, other.end) - max(one.start, other.start)).days)


def _tables(situation: Situation) -> Iterator[str]:
    """The tables that the KPI and its inputs read and that grow by events."""
    kpis = [situation.kpi, *(catalogue.get(key) for key in all_inputs(situation.shape))]
    needs = (need for kpi in kpis for needed in kpi.needs for need in needed.split(" | "))
    for name in dict.fromkeys(need.partition(".")[0] for need in needs):
        grows = table(name).dated is not None or name == "subscriptions"
        if grows and table(name).event_dates and name in situation.facts.tables:
            yield name


STALE_DATA = Rule(
    CODE,
    N_(
        "The newest row of a source is older than twice the usual time between its rows, or it had none for four weeks "
        "or more in over 5% of the period, and not every year."
    ),
    check,
)
