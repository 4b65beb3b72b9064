"""A source that went quiet: what it would tell of the last days isn't there."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import ibis
import numpy as np

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.guardrails.readings import all_inputs
from keyfunnel.kpis.guardrails.rule import Findings, Rule, Situation
from keyfunnel.kpis.measurement import Guardrail, Severity
from keyfunnel.model.tables import table
from keyfunnel.texts import N_, Message

CODE = "stale_data"
FEWEST_DAYS = 10
USUAL = 0.9
SENTENCE = N_(
    "The newest row of {table} is from {newest}, {days} days before the data end; its rows usually come at most "
    "{usual} days apart. What happened since may be missing."
)


@dataclass(frozen=True)
class Rhythm:
    """The day of a table's ``newest`` row, and the days at most ``usual`` between two of its days with rows."""

    newest: dt.date
    usual: int


def check(situation: Situation) -> Findings:
    last_day = situation.facts.observed_end - dt.timedelta(days=1)
    quiet = [
        (name, rhythm)
        for name in _tables(situation)
        if (rhythm := _rhythm(situation.facts, name)) is not None and (last_day - rhythm.newest).days > 2 * rhythm.usual
    ]
    if not quiet:
        return {}
    name, worst = min(quiet, key=lambda one: one[1].newest)
    told = {"table": name, "newest": worst.newest, "days": (last_day - worst.newest).days, "usual": worst.usual}
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


def _rhythm(facts: Facts, name: str) -> Rhythm | None:
    """None where rows fall on too few days to have a rhythm."""

    def learn(facts: Facts) -> Rhythm | None:
        rows = facts.tables[name]
        events = [rows.select(day=local_date(rows[column.name])) for column in table(name).event_dates]
        days = (events[0] if len(events) == 1 else ibis.union(*events)).distinct()
        known = days.filter((days.day < ibis.date(facts.observed_end)).fill_null(False)).to_pyarrow()["day"].to_pylist()
        if len(known) < FEWEST_DAYS:
            return None
        gaps = np.diff(np.sort([day.toordinal() for day in known]))
        return Rhythm(max(known), int(np.ceil(np.quantile(gaps, USUAL))))

    return learnt(facts, f"rhythm of {name}", learn)


STALE_DATA = Rule(CODE, N_("The newest row of a source is older than twice the usual time between its rows."), check)
