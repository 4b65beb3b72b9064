"""Goals for the simulated company, set as its people would have: from what the quarter before had brought."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.query import Query
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain, Period

Goal = dict[str, Any]


@dataclass(frozen=True)
class People:
    """Who leads what, and one who sells."""

    head: str
    team_leads: Mapping[str, str]
    rep: str
    rep_team: str


@dataclass(frozen=True)
class Quarter:
    """What a quarter brought: the base that the targets of the next are set from."""

    edition: Edition
    period: Period

    def value(self, kpi: str, stage: str | None = None, **where: str) -> float:
        """0 where the quarter had none."""
        scope = {dimension: (name,) for dimension, name in where.items()}
        query = Query(where=scope, start=self.period.start, end=self.period.end, stage=stage)
        found = raw(self.edition.facts(), [kpi], query)
        return float(found[0].value or 0) if found else 0.0

    def times(self, factor: float, kpi: str, stage: str | None = None, **where: str) -> int:
        """A round target for a flow: ``factor`` times what it was, two digits of it."""
        wanted = max(self.value(kpi, stage, **where) * factor, 1)
        step = 10 ** max(len(str(int(wanted))) - 2, 0)
        return int(max(round(wanted / step) * step, 1))

    def plus(self, points: float, kpi: str, stage: str | None = None, **where: str) -> float:
        """A round target for a rate: so many points more than it was."""
        return round(min(max(self.value(kpi, stage, **where) + points, 0.01), 0.99), 2)


def goals_for(edition: Edition) -> str:
    """A goals file, as YAML, for the quarter that the edition's clock stands in and the one before it."""
    calendar = edition.workspace.calendar
    now = calendar.period(edition.observed_until.date(), Grain.QUARTER)
    before = calendar.before(now, Grain.QUARTER)
    people = _people(edition, before.start)
    documents = [
        {"cycle": _cycle(now), "objectives": _current(Quarter(edition, before), people)},
        {
            "cycle": _cycle(before),
            "objectives": _last(Quarter(edition, calendar.before(before, Grain.QUARTER)), people),
        },
    ]
    return yaml.safe_dump_all(documents, sort_keys=False, allow_unicode=True, width=120)


def _cycle(period: Period) -> Goal:
    return {"name": period.label, "start": period.start, "end": period.end}


def _people(edition: Edition, since: dt.date) -> People:
    """The team leads, and the rep who has been selling longest in the first team."""
    teams = edition.read("teams").to_pylist()
    reps = {row["rep_id"]: row for row in edition.read("reps").to_pylist()}
    names = {row["team_id"]: row["name"] for row in teams}
    head = next(row for row in teams if row["parent_id"] is None)
    below = [row for row in teams if row["parent_id"] is not None]
    first = below[0]["team_id"]
    staying = [row for row in reps.values() if row["team_id"] == first and row["sells"] and row["ended_on"] is None]
    rep = min(staying, key=lambda row: (row["started_on"] or since, row["rep_id"]))
    leads = {row["name"]: reps[row["lead_id"]]["name"] for row in below}
    return People(reps[head["lead_id"]]["name"], leads, rep["name"], names[first])


def _current(base: Quarter, people: People) -> list[Goal]:
    grow = {
        "key": "grow",
        "title": "Grow faster than any quarter before",
        "why": "The plan of the year is only met if the last quarter is our best.",
        "scope": "company",
        "owner": people.head,
        "ambition": "committed",
        "key_results": [
            _increase("revenue", "Bring in more revenue", "revenue", "Won", base.times(1.12, "revenue"), weight=2)
            | {"drivers": ["average_deal_value", "deals_won"]},
            _increase("won", "Win more deals", "deals_won", "Won", base.times(1.0, "deals_won")),
            _increase("win", "Win a larger share of what we engage", "win_rate", "Won", base.plus(0.03, "win_rate")),
        ],
    }
    demand = {
        "key": "demand",
        "title": "Be the first to answer, and answer the right ones",
        "why": "Most leads talk to whoever calls first.",
        "scope": "company",
        "owner": people.head,
        "ambition": "stretch",
        "key_results": [
            _increase("leads", "More leads", "new_leads", "Lead", base.times(1.15, "new_leads")),
            _increase(
                "qualified",
                "More of them qualified",
                "qualified_leads",
                "Qualified",
                base.times(1.3, "qualified_leads"),
            ),
            _decrease("answer", "Answer within half the time", "lead_response_time", "Lead", _half(base)),
            _increase(
                "accepted",
                "More leads become opportunities",
                "lead_to_opportunity_rate",
                "Opportunity",
                base.plus(0.01, "lead_to_opportunity_rate"),
            ),
        ],
    }
    return [grow, demand, *_of_teams(base, people), _of_rep(base, people)]


def _of_teams(base: Quarter, people: People) -> list[Goal]:
    """One for each selling team, and one for those who look after customers."""
    objectives = []
    for place, (team, lead) in enumerate(people.team_leads.items()):
        scope, where = {"team": team}, {"team": team}
        if place < len(people.team_leads) - 1:
            # The second team loses most between demo and proposal: its goal is there.
            weak = place == 1
            key_results = [
                _increase(
                    "revenue", f"{team}: our part of the growth", "revenue", "Won", base.times(1.1, "revenue", **where)
                ),
                _increase("demos", "More demos", "demos", "Demo", base.times(0.9 + 0.2 * place, "demos", **where)),
                _increase(
                    "proposals",
                    "More demos lead to a proposal",
                    "stage_conversion",
                    "Proposal",
                    base.plus(0.08 if weak else 0.02, "stage_conversion", "Proposal", **where),
                ),
            ]
            title = "Show less, convince more" if weak else f"{team}: more of the right conversations"
        else:
            key_results = [
                _increase(
                    "expand", "Customers who buy more", "expansion_revenue", "Won", base.times(1.2, "expansion_revenue")
                ),
                {"key": "stay", "title": "Hardly anyone leaves", "kpi": "customer_churn_rate", "kind": "keep"}
                | {"target": {"at_most": 0.05}},
            ]
            title = "Customers stay and grow with us"
        objectives.append(
            {
                "key": team.lower().replace(" ", "-"),
                "title": title,
                "scope": scope,
                "owner": lead,
                "ambition": "committed",
                "parent": "grow",
                "key_results": key_results,
            }
        )
    return objectives


def _of_rep(base: Quarter, people: People) -> Goal:
    mine = {"owner": people.rep}
    return {
        "key": "my-quarter",
        "title": "My best quarter so far",
        "scope": {"rep": people.rep},
        "owner": people.rep,
        "ambition": "committed",
        "parent": people.rep_team.lower().replace(" ", "-"),
        "key_results": [
            _increase("revenue", "My revenue", "revenue", "Won", base.times(1.05, "revenue", **mine)),
            _increase("deals", "Open more deals", "new_deals", "Opportunity", base.times(1.25, "new_deals", **mine)),
            {"key": "calls", "title": "Call every week", "kpi": "calls", "kind": "recurring", "every": "week"}
            | {"target": max(round(base.value("calls", **mine) / 13), 1)},
        ],
    }


def _last(base: Quarter, people: People) -> list[Goal]:
    """The quarter before: what it set out to do, to look back on."""
    return [
        {
            "key": "grow",
            "title": "A summer without a dip",
            "scope": "company",
            "owner": people.head,
            "ambition": "committed",
            "key_results": [
                _increase("revenue", "Bring in as much as in spring", "revenue", "Won", base.times(1.05, "revenue")),
                _increase("demos", "Keep showing the product", "demos", "Demo", base.times(1.0, "demos")),
                _increase("win", "Win more of what we engage", "win_rate", "Won", base.plus(0.02, "win_rate")),
            ],
        }
    ]


def _half(base: Quarter) -> int:
    return max(round(base.value("lead_response_time") / 2), 1)


def _increase(key: str, title: str, kpi: str, stage: str, target: float, *, weight: int = 1) -> Goal:
    return _towards("increase", key, title, kpi, stage, target) | ({"weight": weight} if weight != 1 else {})


def _decrease(key: str, title: str, kpi: str, stage: str, target: float) -> Goal:
    return _towards("decrease", key, title, kpi, stage, target)


def _towards(kind: str, key: str, title: str, kpi: str, stage: str, target: float) -> Goal:
    return {"key": key, "title": title, "kpi": kpi, "stage": stage, "kind": kind, "baseline": "auto", "target": target}
