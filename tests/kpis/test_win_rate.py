"""Rates, and the wrong answers that other tools give for them."""

from typing import Any

import pytest

from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import fraction, one, split
from tests.kpis.small_facts import facts


def closed(owner: str | None, won: int, lost: int, **rest: Any) -> list[dict[str, Any]]:
    return [
        {"owner_id": owner, "outcome": outcome, "closed_at": "2024-03-10", "created_at": "2024-02-01", **rest}
        for outcome, count in (("won", won), ("lost", lost))
        for _ in range(count)
    ]


def deals(*groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"deal_id": str(number), **row} for number, row in enumerate(row for group in groups for row in group)]


@pytest.fixture(scope="module")
def team() -> Facts:
    """Ann won 100 and lost none, Ben won 100 and lost 100; both are in the team North."""
    return facts(
        "2024-03-31",
        teams=[{"team_id": "n", "name": "North"}],
        reps=[
            {"rep_id": "a", "name": "Ann", "team_id": "n"},
            {"rep_id": "b", "name": "Ben", "team_id": "n"},
        ],
        deals=deals(closed("a", 100, 0), closed("b", 100, 100)),
    )


def test_none_lost_is_all_won(team: Facts) -> None:
    assert split(team, "win_rate", "owner") == {"Ann": 1.0, "Ben": 0.5}


def test_a_managers_rate_is_of_all_deals_not_the_mean_of_rates(team: Facts) -> None:
    assert split(team, "win_rate", "team") == {"North": pytest.approx(200 / 300)}


def test_one_win_of_one_is_a_hundred_percent_with_a_wide_interval() -> None:
    found = one(facts("2024-03-31", deals=deals(closed("a", 1, 0))), "win_rate")
    assert (found.value, found.n) == (1.0, 1)
    assert found.low == pytest.approx(0.2065, abs=5e-5)  # Wilson: 1 ÷ (1 + 1.96²)
    assert found.high == 1.0


def test_open_deals_and_deals_without_an_outcome_are_no_losses() -> None:
    unknown: list[dict[str, Any]] = [{"outcome": None, "closed_at": "2024-03-11"}, {"outcome": "open"}]
    assert fraction(one(facts("2024-03-31", deals=deals(closed("a", 2, 1), unknown)), "win_rate")) == (2, 3)


def test_an_open_deals_close_date_is_a_plan() -> None:
    made = facts(
        "2024-03-31",
        deals=deals(
            closed("a", 1, 0),
            [{"outcome": "open", "created_at": "2024-03-01", "closed_at": "2024-03-12", "amount": 5}],
        ),
    )
    assert one(made, "pipeline_volume").value == 1


def test_value_weighs_only_where_won_and_lost_carry_amounts() -> None:
    made = facts(
        "2024-03-31", deals=deals(closed("a", 10, 0, amount=30), closed("a", 0, 9, amount=10), closed("a", 0, 1))
    )
    assert fraction(one(made, "win_rate_by_value")) == (300, 390)
    lacking = facts(
        "2024-03-31", deals=deals(closed("a", 10, 0, amount=30), closed("a", 0, 8, amount=10), closed("a", 0, 2))
    )
    found = one(lacking, "win_rate_by_value")
    assert found.value is None
    assert found.reason is not None
    assert (found.reason.params["filled"], found.reason.params["rows"]) == (8, 10)


def test_days_to_close_are_never_negative_by_argument_order() -> None:
    """Ten days each for two deals; the third was closed before it was created, and has no duration at all."""
    rows = [
        {"created_at": "2024-03-01", "closed_at": "2024-03-11", "outcome": "won"},
        {"created_at": "2024-02-25", "closed_at": "2024-03-06", "outcome": "won"},
        {"created_at": "2024-03-20", "closed_at": "2024-03-10", "outcome": "won"},
    ]
    made = facts("2024-03-31", deals=deals(rows))
    found = one(made, "time_to_close")
    assert (found.value, found.n) == (10, 2)
    assert one(made, "deals_won").value == 3
    assert one(made, "pipeline_volume").value == 0


def test_days_are_calendar_days_not_elapsed_hours() -> None:
    rows = [{"created_at": "2024-03-01T23:00:00", "closed_at": "2024-03-02T01:00:00", "outcome": "won"}]
    assert one(facts("2024-03-31", deals=deals(rows)), "time_to_close").value == 1


def test_a_cycle_begins_with_the_first_sign_of_the_customer() -> None:
    """The lead came on the 1st, first contact was on the 4th, the deal on the 10th; it closed on the 21st."""
    made = facts(
        "2024-03-31",
        leads=[{"lead_id": "l", "created_at": "2024-03-01"}],
        deals=[
            {
                "deal_id": "d",
                "lead_id": "l",
                "first_contact_at": "2024-03-04",
                "created_at": "2024-03-10",
                "closed_at": "2024-03-21",
                "outcome": "won",
            }
        ],
    )
    assert one(made, "sales_cycle_length").value == 20
    assert one(made, "time_to_close").value == 11
