"""What targets are set from: a quarter's values, and who leads whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from keyfunnel.demo.company import CUSTOMER_TEAM, WHOLE
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, Period


@dataclass(frozen=True)
class Quarter:
    """The values that are stored with the edition for one quarter."""

    edition: Edition
    period: Period

    def value(self, kpi: str, *, stage: str | None = None, team: str | None = None, owner: str | None = None) -> float:
        """In total, or of a team or a rep; 0 where the quarter had none."""
        dimension, name = ("team", team) if team else ("owner", owner) if owner else ("", None)
        start, end = self.period.start, self.period.end
        found = self.edition.values(kpi, Grain.QUARTER, dimension, start=start, end=end, stage=stage)
        return next((one.value or 0.0 for one in found if one.dimensions.get(dimension) == name), 0.0)

    def times(self, factor: float, kpi: str, *, team: str | None = None, owner: str | None = None) -> int:
        """A round target for a flow: ``factor`` times what it was, to two digits."""
        wanted = max(self.value(kpi, team=team, owner=owner) * factor, 1)
        step = 10 ** max(len(str(int(wanted))) - 2, 0)
        return int(max(round(wanted / step) * step, 1))

    def plus(self, points: float, kpi: str, *, stage: str | None = None, team: str | None = None) -> float:
        """A round target for a rate: ``points`` (0.01 is one) more than it was."""
        return round(min(max(self.value(kpi, stage=stage, team=team) + points, 0.01), 0.99), 2)


@dataclass(frozen=True)
class People:
    """Who leads the whole, who leads each selling team, and the rep of the first one with most deals."""

    head: str
    leads: Mapping[str, str]
    of_customers: str
    rep: str
    rep_team: str


def people(base: Quarter) -> People:
    edition = base.edition
    teams = sorted(edition.read("teams").to_pylist(), key=lambda row: str(row["team_id"]))
    reps = {row["rep_id"]: row for row in edition.read("reps").to_pylist()}
    leads = {row["name"]: reps[row["lead_id"]]["name"] for row in teams}
    selling = [row for row in teams if row["name"] not in (CUSTOMER_TEAM, WHOLE)]
    first = selling[0]
    members = [row for row in reps.values() if row["team_id"] == first["team_id"] and row["sells"]]
    there = [row["name"] for row in members if row["ended_on"] is None]
    return People(
        head=leads[WHOLE],
        leads={row["name"]: leads[row["name"]] for row in selling},
        of_customers=leads[CUSTOMER_TEAM],
        rep=max(there, key=lambda name: (base.value("new_deals", owner=name), name)),
        rep_team=first["name"],
    )
