"""From nothing to a workspace with goals on it, through the same intake as anybody's files."""

from pathlib import Path

import pytest

from keyfunnel.demo.build import build
from keyfunnel.lake.home import Home
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
