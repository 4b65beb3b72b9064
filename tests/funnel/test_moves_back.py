"""Moves from a stage back to an earlier one, counted at the stage that was left."""

from collections.abc import Sequence

from tests.funnel.small_company import only, reached, stages
from tests.kpis.small_facts import facts

CREATED = "2024-01-01"


def backward(entries: Sequence[tuple[str, str]], **deal: str) -> dict[str, int | None]:
    deals = [{"deal_id": "D", "created_at": CREATED, "outcome": "open", **deal}]
    rows = [{"deal_id": "D", "stage": stage, "entered_at": at} for stage, at in entries]
    found = stages(only(facts("2024-07-01", deals=deals, deal_stages=rows)))
    return {name: one.backward for name, one in found.items() if one.backward}


def test_a_deal_that_falls_back_and_comes_again() -> None:
    way = [("Demo", "2024-01-03"), ("Proposal", "2024-01-05"), ("Demo", "2024-01-07"), ("Proposal", "2024-01-09")]
    assert backward(way) == {"Proposal": 1}


def test_each_fall_counts() -> None:
    way = [("Demo", "2024-01-03"), ("Proposal", "2024-01-05"), ("Demo", "2024-01-07")]
    assert backward([*way, ("Proposal", "2024-01-09"), ("Demo", "2024-01-11")]) == {"Proposal": 2}


def test_entering_the_same_stage_again_is_no_move() -> None:
    assert backward([("Demo", "2024-01-03"), ("Demo", "2024-01-05")]) == {}


def test_a_day_without_times_keeps_no_order() -> None:
    assert backward([("Proposal", "2024-01-05"), ("Demo", "2024-01-05 10:00")]) == {}
    assert backward([("Proposal", "2024-01-05 09:00"), ("Demo", "2024-01-05 10:00")]) == {"Proposal": 1}


def test_won_before_it_was_created_is_a_mistake_and_no_move() -> None:
    assert backward([], outcome="won", closed_at="2023-12-30") == {}


def test_the_stage_is_still_reached_once() -> None:
    deals = [{"deal_id": "D", "created_at": CREATED, "outcome": "open"}]
    rows = [{"deal_id": "D", "stage": "Demo", "entered_at": f"2024-01-{day:02d}"} for day in (3, 5, 7)]
    assert reached(only(facts("2024-07-01", deals=deals, deal_stages=rows)))["Demo"] == 1
