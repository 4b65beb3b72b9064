"""The selling company: teams with their leads, and reps who start, ramp up, differ in skill, and leave."""

import datetime as dt
import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from keyfunnel.demo.arrays import NEVER, Column, Random, text, where
from keyfunnel.demo.clock import HISTORY_MONTHS, Span
from keyfunnel.demo.market import REGION_SHARES, REGIONS
from keyfunnel.demo.names import colleagues, slug
from keyfunnel.demo.teams import Team, divide
from keyfunnel.model.calendar import add_months

HOST = "compassworks.example"
DEALS_A_REP = 165
# Beyond so many, reps work on more deals each rather than being ever more: four times the deals, twice the reps.
MANY_REPS = 400
# The first two of each team stay throughout, so that there is always someone to take over.
STAYING = 2


@dataclass(frozen=True)
class Reps:
    """One entry each for those who sell, by team. ``branch`` counts regions first, then customers.

    ``skill`` shifts log-odds; ``answer_minutes`` is the median to first contact; ``neglects`` the share never called.
    """

    key: Column
    name: Column
    email: Column
    team: Column
    branch: Column
    region: Column
    started: Column
    ended: Column
    skill: Column
    answer_minutes: Column
    neglects: Column

    def __len__(self) -> int:
        return len(self.key)

    def strength(self, rep: Column, when: Column) -> Column:
        """Skill less what a new rep still has to learn: a third of it is left after four months."""
        months = np.maximum((when - self.started[rep]).view(np.int64) / (30.4 * 86_400), 0)
        return self.skill[rep] - 0.8 * np.exp(-months / 3.5)

    def at_work(self, month: dt.date) -> Column:
        """Who works throughout ``month``."""
        last = np.datetime64(add_months(month, 1), "s")
        stays = np.isnat(self.ended) | (self.ended >= last)
        return (self.started <= np.datetime64(month, "s")) & stays


@dataclass(frozen=True)
class Company:
    """``leads`` are the managers' names by team, the last one of the whole of sales; ``team_keys`` likewise."""

    reps: Reps
    teams: tuple[Team, ...]
    team_keys: Column
    leads: Column
    lead_keys: Column
    lead_emails: Column

    def owners(self, random: Random, region: Column, month: dt.date) -> Column:
        """A rep of each region at work in ``month``; new ones are given less."""
        reps = self.reps
        tenure = (np.datetime64(month, "s") - reps.started).view(np.int64) / (30.4 * 86_400)
        weight = where(reps.at_work(month), np.clip(0.4 + tenure / 10, 0.4, 1), 0.0)
        owner = np.zeros(len(region), dtype=np.int64)
        share = random.random(len(region))
        for place in range(len(REGIONS)):
            mine = region == place
            bounds = np.cumsum(where(reps.branch == place, weight, 0))
            owner[mine] = np.searchsorted(bounds, share[mine] * bounds[-1], side="right")
        return owner

    @cached_property
    def team_names(self) -> Column:
        return text([team.name for team in self.teams])

    def members(self, name: str) -> Column:
        """Flags of the reps in that team and those below it."""
        within = {name}
        for team in self.teams:  # parents stand before those below them
            if team.parent in within:
                within.add(team.name)
        return np.array([team.name in within for team in self.teams])[self.reps.team]

    def successors(self, random: Random, rep: Column, when: Column) -> Column:
        """``rep``, or one who stays in that team where the rep had left by then."""
        first = np.searchsorted(self.reps.team, np.arange(len(self.teams)))
        taking_over = first[self.reps.team[rep]] + random.integers(0, STAYING, len(rep))
        return where(self.reps.ended[rep] <= when, taking_over, rep)

    def customer_reps(self, random: Random, size: int) -> Column:
        mine = np.flatnonzero(self.reps.branch == len(REGIONS))
        return mine[random.integers(0, len(mine), size)]


def found(random: Random, deals: int, span: Span) -> Company:
    """The people for a company that works on ``deals`` deals in all."""
    selling = _selling(deals)
    teams = divide([max(STAYING + 1, round(selling * share)) for share in REGION_SHARES], max(STAYING, selling // 6))
    team = np.repeat(np.arange(len(teams)), [one.reps for one in teams])
    size = len(team)
    branch = np.array([one.branch for one in teams])[team]
    place = np.concatenate([np.arange(one.reps) for one in teams])
    stays = (place < STAYING) | (branch == len(REGIONS))
    started, ended = _tenures(random, stays, span)
    names = colleagues(random, size + len(teams))
    first_key = max(101, 11 + len(teams))
    reps = Reps(
        key=text([f"U-{number:03d}" for number in range(first_key, first_key + size)]),
        name=names[:size],
        email=_addresses(names[:size]),
        team=team,
        branch=branch,
        region=where(branch < len(REGIONS), branch, random.integers(0, len(REGIONS), size)),
        started=started,
        ended=ended,
        skill=random.normal(0, 0.3, size),
        answer_minutes=np.exp(random.normal(np.log(55), 0.9, size)),
        neglects=random.uniform(0.02, 0.16, size),
    )
    leads = names[size:]
    return Company(
        reps=reps,
        teams=tuple(teams),
        team_keys=text([f"T-{number}" for number in range(1, len(teams) + 1)]),
        leads=leads,
        lead_keys=text([f"U-{number:03d}" for number in range(11, 11 + len(leads))]),
        lead_emails=_addresses(leads),
    )


def _selling(deals: int) -> int:
    few = deals / DEALS_A_REP
    return round(max(few if few <= MANY_REPS else MANY_REPS * math.sqrt(few / MANY_REPS), 8))


def _addresses(names: Column) -> Column:
    return text([f"{slug(name, '.')}@{HOST}" for name in names])


def _tenures(random: Random, stays: Column, span: Span) -> tuple[Column, Column]:
    """First and last days: most were there before the data begin, some come later, some of all leave."""
    size = len(stays)
    months = random.integers(1, HISTORY_MONTHS - 2, size)
    begins = where(stays | (random.random(size) < 0.45), -random.integers(8, 60, size), months)
    leaves = begins + random.integers(9, 30, size)
    first = np.datetime64(span.start, "M")
    started = (first + begins).astype("datetime64[D]").astype("datetime64[s]")
    last_day = (first + np.maximum(leaves, 3)).astype("datetime64[D]") - 1
    gone = ~stays & (random.random(size) < 0.45) & (last_day < np.datetime64(span.until))
    return started, where(gone, last_day.astype("datetime64[s]"), NEVER)
