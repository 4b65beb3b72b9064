"""From nothing to a workspace with goals on it, through the same intake as anybody's files."""

from pathlib import Path

import pytest

from keyfunnel.demo import company, teams
from keyfunnel.demo.build import build
from keyfunnel.demo.goals.base import Quarter, people
from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.sets import advice
from keyfunnel.lake.home import Home
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput
from keyfunnel.planning.status import status


@pytest.mark.django_db
def test_a_demo_has_every_table_and_goals_that_stand_differently(tmp_path: Path) -> None:
    home = Home.find(tmp_path / "home")
    edition = build(home, deals=500, seed=1)
    report = {Path(file["path"]).stem: file for file in edition.report()["files"]}
    assert {name: file["table"] for name, file in report.items()} == {
        "accounts": "accounts",
        "activities": "activities",
        "contacts": "contacts",
        "deal_line_items": "deal_lines",
        "deal_stage_history": "deal_stages",
        "deals": "deals",
        "leads": "leads",
        "products": "products",
        "quotas": "targets",
        "spend": "spend",
        "subscriptions": "subscriptions",
        "surveys": "surveys",
        "teams": "teams",
        "tickets": "tickets",
        "users": "reps",
        "web_visits": "visits",
    }
    assert sum(file["quarantined"] for file in report.values()) == 0
    assert edition.observed_until.date().isoformat() == "2026-11-03"

    cycle = status(edition)
    outcomes = [result.outcome for objective in cycle.objectives for result in objective.key_results]
    assert {outcome.status for outcome in outcomes} >= {"on_track", "at_risk"}
    assert all(outcome.current is not None for outcome in outcomes)

    sets = edition.workspace.kpi_sets
    assert [one.name for one in sets] == ["Sales", "First answers", "Customers who stay"]
    assert not [reason for one in sets for reason in advice(one, edition.workspace)]
    assert not [key for one in sets for key in one.kpis if unavailable(edition.facts(), key)]


@pytest.mark.django_db
def test_goals_of_a_region_with_teams_below_count_those_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A company of 500 deals, divided as if it were large; the figures are asked for in another way."""
    monkeypatch.setattr(company, "DEALS_A_REP", 30)
    monkeypatch.setattr(teams, "SPAN", 2)
    monkeypatch.setattr(teams, "_LARGE", 4)
    edition = build(Home.find(tmp_path / "home"), deals=500, seed=1)
    names = {row["team_id"]: row["name"] for row in edition.read("teams").to_pylist()}
    assert {"Europe", "Europe 1", "Europe 2"} <= set(names.values())

    period = edition.workspace.calendar.period(edition.observed_until.date(), Grain.QUARTER)
    last = Quarter(edition, edition.workspace.calendar.before(period, Grain.QUARTER))
    for kpi, stage in (("demos", None), ("revenue", None), ("stage_conversion", "Proposal")):
        query = Query(where={"team": ("Europe",)}, start=last.period.start, end=last.period.end, stage=stage)
        [asked] = raw(edition.facts(), [kpi], query)
        assert asked.value
        assert last.value(kpi, stage=stage, team="Europe") == pytest.approx(asked.value), kpi

    concerned = people(last)
    assert list(concerned.leads) == ["Europe", "Asia Pacific", "Americas"]
    [rep] = [row for row in edition.read("reps").to_pylist() if row["name"] == concerned.rep]
    assert names[rep["team_id"]].startswith("Europe ")
    objectives = status(edition).objectives
    assert all(result.outcome.current is not None for objective in objectives for result in objective.key_results)


def test_a_demo_that_the_disk_has_no_room_for_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="take about 700,000 GB"):
        build(Home.find(tmp_path / "home"), deals=100_000_000_000)
    assert not (tmp_path / "home" / "demo").exists()
