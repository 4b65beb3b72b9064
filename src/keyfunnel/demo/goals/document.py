"""The goals file of the simulated company."""

import yaml

from keyfunnel.demo.goals.base import Quarter, people
from keyfunnel.demo.goals.objectives import last_quarter, this_quarter
from keyfunnel.demo.goals.written import Goal
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, Period


def goals_for(edition: Edition) -> str:
    """YAML with the quarter that the edition's clock stands in, and the one before it."""
    calendar = edition.workspace.calendar
    now = calendar.period(edition.observed_until.date(), Grain.QUARTER)
    before = calendar.before(now, Grain.QUARTER)
    base = Quarter(edition, before)
    concerned = people(base)
    documents = [
        _document(now, this_quarter(base, concerned)),
        _document(before, last_quarter(Quarter(edition, calendar.before(before, Grain.QUARTER)), concerned)),
    ]
    return yaml.safe_dump_all(documents, sort_keys=False, allow_unicode=True, width=120)


def _document(period: Period, objectives: list[Goal]) -> Goal:
    return {"cycle": {"name": period.label, "start": period.start, "end": period.end}, "objectives": objectives}
