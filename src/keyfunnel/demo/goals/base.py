"""What targets are set from: a quarter's values, and who leads whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from keyfunnel.demo.teams import CUSTOMER_TEAM, WHOLE
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, Period


@dataclass(frozen=True)
class Quarter:
    """The values that are stored with the edition for one quarter."""

    edition: Edition
    period: Period

    def value(self, kpi: str, *, stage: str | None = None, team: str | None = None, owner: str | None = None) -> float:
        """In total, or of a rep or of a team with those below it (no medians); 0 where the quarter had none."""
        dimension = "team" if team else "owner" if owner else ""
        meant = self.organisation.below(team) if team else {owner}
        found = [one for one in self.split(kpi, dimension, stage) if one.dimensions.get(dimension) in meant]
        if len(found) < 2:
            return sum(one.value or 0.0 for one in found)
        parts, whole = (sum(one.numerator or 0.0 for one in found), sum(one.denominator or 0.0 for one in found))
        return parts / whole if whole else sum(one.value or 0.0 for one in found)

    def split(self, kpi: str, dimension: str, stage: str | None = None) -> list[Measurement]:
        start, end = self.period.start, self.period.end
        return self.edition.values(kpi, Grain.QUARTER, dimension, start=start, end=end, stage=stage)

    @cached_property
    def organisation(self) -> "Organisation":
        return Organisation.of(self.edition)

    def times(self, factor: float, kpi: str, *, team: str | None = None, owner: str | None = None) -> int:
        """A round target for a flow: ``factor`` times what it was, up to two digits."""
        wanted = max(self.value(kpi, team=team, owner=owner) * factor, 1)
        step = 10 ** max(len(str(int(wanted))) - 2, 0)
        return int(max(ceil(wanted / step) * step, 1))

    def plus(self, points: float, kpi: str, *, stage: str | None = None, team: str | None = None) -> float:
        """A round target for a rate: ``points`` (0.01 is one) more than it was."""
        return round(min(max(self.value(kpi, stage=stage, team=team) + points, 0.01), 0.99), 2)


@dataclass(frozen=True)
class Organisation:
    """Who leads each team by its name, the team above each, and the people who sell and are still there by team."""

    leads: Mapping[str, str]
    parents: Mapping[str, str | None]
    sellers: Mapping[str, list[str]]

    @classmethod
    def of(cls, edition: Edition) -> "Organisation":
        teams = sorted(edition.read("teams").to_pylist(), key=lambda row: str(row["team_id"]))
        people = {row["rep_id"]: row for row in edition.read("reps").to_pylist()}
        names = {row["team_id"]: row["name"] for row in teams}
        there = [row for row in people.values() if row["sells"] and row["ended_on"] is None]
        return cls(
            leads={row["name"]: people[row["lead_id"]]["name"] for row in teams},
            parents={row["name"]: names.get(row["parent_id"]) for row in teams},
            sellers={name: [row["name"] for row in there if row["team_id"] == key] for key, name in names.items()},
        )

    def below(self, team: str) -> set[str]:
        """The names of the team and those below it."""
        found = {team}
        while more := {name for name, parent in self.parents.items() if parent in found} - found:
            found |= more
        return found


@dataclass(frozen=True)
class People:
    """Who leads the whole, who leads each selling region, and the rep of the first one with most deals."""

    head: str
    leads: Mapping[str, str]
    of_customers: str
    rep: str
    rep_team: str


def people(base: Quarter) -> People:
    house = base.organisation
    selling = [name for name, parent in house.parents.items() if parent == WHOLE and name != CUSTOMER_TEAM]
    first = selling[0]
    members = [name for team in house.below(first) for name in house.sellers[team]]
    deals = {one.dimensions["owner"]: one.value or 0.0 for one in base.split("new_deals", "owner")}
    return People(
        head=house.leads[WHOLE],
        leads={name: house.leads[name] for name in selling},
        of_customers=house.leads[CUSTOMER_TEAM],
        rep=max(members, key=lambda name: (deals.get(name, 0.0), name)),
        rep_team=first,
    )
