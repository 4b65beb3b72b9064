"""What the simulated company sets out to do: as a whole, in its teams, and one of its reps."""

from keyfunnel.demo.goals.base import People, Quarter
from keyfunnel.demo.goals.written import Goal, at_least, at_most, decrease, increase, objective, weekly
from keyfunnel.demo.market import REGIONS
from keyfunnel.demo.teams import CUSTOMER_TEAM

# The region that loses most between demo and proposal: its goal lies there.
WEAK = min(REGIONS, key=lambda region: region.demo_to_proposal).name


def this_quarter(base: Quarter, people: People) -> list[Goal]:
    teams = [_team(base, team, lead) for team, lead in people.leads.items()]
    return [_grow(base, people), _demand(base, people), *teams, _customers(base, people), _rep(base, people)]


def last_quarter(base: Quarter, people: People) -> list[Goal]:
    """To look back on."""
    key_results = [
        increase("revenue", "Bring in more than in spring", "revenue", "Won", base.times(1.05, "revenue")),
        increase("demos", "Keep showing the product", "demos", "Demo", base.times(1.0, "demos")),
        _raise("win", "Win more of what we engage", "win_rate", "Won", base, 0.02),
    ]
    return [objective("summer", "A summer without a dip", "company", people.head, key_results, ambition="committed")]


def _grow(base: Quarter, people: People) -> Goal:
    key_results = [
        increase(
            "revenue",
            "More revenue than in any quarter before",
            "revenue",
            "Won",
            base.times(1.55, "revenue"),
            weight=2,
            drivers=["average_deal_value", "deals_won"],
        ),
        increase("won", "Win more deals", "deals_won", "Won", base.times(1.65, "deals_won")),
        _raise("win", "Win a larger share of what we engage", "win_rate", "Won", base, 0.03),
    ]
    why = "The plan of the year is only met if its last quarter is our best."
    return objective(
        "grow", "Finish the year strongly", "company", people.head, key_results, ambition="committed", why=why
    )


def _demand(base: Quarter, people: People) -> Goal:
    answer = max(round(base.value("lead_response_time") / 2), 1)
    key_results = [
        increase("leads", "More leads", "new_leads", "Lead", base.times(1.2, "new_leads")),
        increase(
            "qualified", "More of them qualified", "qualified_leads", "Qualified", base.times(1.5, "qualified_leads")
        ),
        decrease("answer", "Answer in half the time", "lead_response_time", "Lead", answer),
        increase(
            "deals", "More of them become opportunities", "new_deals", "Opportunity", base.times(1.4, "new_deals")
        ),
    ]
    why = "Most buyers talk to whoever calls first."
    title = "Be the first to answer, and answer the right ones"
    return objective("demand", title, "company", people.head, key_results, ambition="stretch", why=why)


def _team(base: Quarter, team: str, lead: str) -> Goal:
    weak = team == WEAK
    points = 0.08 if weak else 0.02
    key_results = [
        increase("revenue", f"{team}: our part of the growth", "revenue", "Won", base.times(1.1, "revenue", team=team)),
        increase("demos", "More demos", "demos", "Demo", base.times(0.95 if weak else 1.4, "demos", team=team)),
        _raise("proposals", "More demos lead to a proposal", "stage_conversion", "Proposal", base, points, team),
    ]
    title = "Show less, convince more" if weak else f"{team}: more of the right conversations"
    return objective(_key(team), title, {"team": team}, lead, key_results, ambition="committed", parent="grow")


def _customers(base: Quarter, people: People) -> Goal:
    team = CUSTOMER_TEAM
    key_results = [
        increase("expand", "Customers who buy more", "revenue", "Won", base.times(1.0, "revenue", team=team)),
        # Customers belong to no team: the whole company's are meant.
        at_most("stay", "Hardly anyone leaves", "customer_churn_rate", 0.05, scope="company"),
    ]
    scope = {"team": team}
    return objective(
        _key(team), "Customers stay and grow with us", scope, people.of_customers, key_results, parent="grow"
    )


def _rep(base: Quarter, people: People) -> Goal:
    rep = people.rep
    key_results = [
        increase("revenue", "My revenue", "revenue", "Won", base.times(1.05, "revenue", owner=rep)),
        increase("deals", "Open more deals", "new_deals", "Opportunity", base.times(1.1, "new_deals", owner=rep)),
        weekly("calls", "Call every week", "calls", max(round(base.value("calls", owner=rep) / 13), 1)),
    ]
    return objective(
        "my-quarter", "My best quarter so far", {"rep": rep}, rep, key_results, parent=_key(people.rep_team)
    )


def _raise(key: str, title: str, kpi: str, stage: str, base: Quarter, points: float, team: str | None = None) -> Goal:
    """A rate to be higher by ``points``; to be kept up where a small company has no room above it, or had no rate."""
    asked = stage if kpi == "stage_conversion" else None
    was, target = base.value(kpi, stage=asked, team=team), base.plus(points, kpi, stage=asked, team=team)
    return (increase if 0 < was < target else at_least)(key, title, kpi, stage, target)


def _key(team: str) -> str:
    return team.lower().replace(" ", "-")
