"""``quotas.csv``: what revenue the company, each team and each rep were to bring in a quarter."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from keyfunnel.demo.arrays import Column, text
from keyfunnel.demo.clock import Span
from keyfunnel.demo.company import Company
from keyfunnel.demo.teams import WHOLE
from keyfunnel.model.calendar import Calendar, Grain

AMBITION = 1.08


@dataclass(frozen=True)
class Revenue:
    """Won amounts by quarter and rep, summed over batches."""

    amount: Column
    first: int

    @classmethod
    def none(cls, span: Span, reps: int) -> "Revenue":
        first, last = (day.year * 4 + (day.month - 1) // 3 for day in (span.start, span.until))
        return cls(np.zeros((last - first + 1, reps)), first)

    def add(self, rep: Column, closed: Column, amount: Column) -> None:
        """Deals without a close date aren't won yet."""
        done = ~np.isnat(closed)
        quarter = closed[done].astype("datetime64[M]").view(np.int64) // 3 + 1970 * 4 - self.first
        np.add.at(self.amount, (quarter, rep[done]), amount[done])

    @property
    def quarters(self) -> list[str]:
        return [f"{(self.first + place) // 4}-Q{(self.first + place) % 4 + 1}" for place in range(len(self.amount))]


def quotas(revenue: Revenue, company: Company) -> dict[str, Column]:
    """Each quarter's plan follows from the two before it; a team's is shared among those of it at work."""
    rows: list[tuple[str, str, float]] = []
    teams = [(team, company.members(team.name)) for team in company.teams if team.name != WHOLE]
    for place, quarter in enumerate(revenue.quarters):
        before = revenue.amount[max(place - 2, 0) : place] if place else revenue.amount[:1]
        plan = before.mean(axis=0) * AMBITION
        working = company.reps.at_work(_first_day(quarter))
        rows.append(("company", quarter, plan.sum()))
        for team, members in teams:
            rows.append((team.name, quarter, plan[members].sum()))
            selling = np.flatnonzero(members & working) if team.reps else ()
            rows += [(company.reps.name[rep], quarter, plan[members].sum() / len(selling)) for rep in selling]
    return {
        "KPI": text(["revenue"] * len(rows)),
        "Scope": text([row[0] for row in rows]),
        "Period": text([row[1] for row in rows]),
        "Target": np.round(np.array([row[2] for row in rows]), -3).astype(np.int64),
    }


def _first_day(quarter: str) -> dt.date:
    year, number = quarter.split("-Q")
    return Calendar().period(dt.date(int(year), int(number) * 3, 1), Grain.QUARTER).start
