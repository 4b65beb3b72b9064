"""A cohort as it stood on an earlier day: only what had come of it by then.

Three leads of 1 January. L1: called on the 2nd, deal on the 10th, demo on the 15th, won on the 30th. L2: deal on 10
February, demo on the 20th, open. L3 has a deal that nobody dated. The data reach to 31 March.
"""

import datetime as dt
from dataclasses import replace

import pytest

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.rows import rows
from tests.kpis.asking import asked, fraction, one
from tests.kpis.small_facts import facts

JANUARY = ("2024-01-01", "2024-02-01")


@pytest.fixture(scope="module")
def leads() -> Facts:
    return facts(
        "2024-03-31",
        leads=[{"lead_id": key, "created_at": "2024-01-01"} for key in ("l1", "l2", "l3")],
        deals=[
            {"deal_id": "d1", "lead_id": "l1", "created_at": "2024-01-10", "closed_at": "2024-01-30", "outcome": "won"},
            {"deal_id": "d2", "lead_id": "l2", "created_at": "2024-02-10", "outcome": "open"},
            {"deal_id": "d3", "lead_id": "l3", "outcome": "open"},
        ],
        deal_stages=[
            {"deal_id": "d1", "stage": "Demo", "entered_at": "2024-01-15"},
            {"deal_id": "d2", "stage": "Demo", "entered_at": "2024-02-20"},
        ],
        activities=[{"activity_id": "1", "kind": "call", "at": "2024-01-02", "lead_id": "l1"}],
    )


def on(day: str, known: Facts) -> Facts:
    """What was known at the end of the day."""
    return replace(known, observed_until=dt.datetime.fromisoformat(f"{day} 23:59"), kept={})


def test_what_came_later_is_no_outcome_yet(leads: Facts) -> None:
    def conversion(day: str) -> tuple[float | None, float | None]:
        return fraction(one(on(day, leads), "stage_conversion", *JANUARY, stage="Opportunity"))

    assert conversion("2024-01-09") == (0, 3)
    assert conversion("2024-01-10") == (1, 3)
    assert conversion("2024-02-09") == (1, 3)
    assert conversion("2024-03-31") == (2, 3)


def test_wins_are_outcomes_from_their_day_on(leads: Facts) -> None:
    for key in ("demo_to_deal_rate", "close_ratio"):
        assert fraction(one(on("2024-01-29", leads), key, *JANUARY)) == (0, 1)
        assert fraction(one(on("2024-01-30", leads), key, *JANUARY)) == (1, 1)


def test_an_outcome_that_nobody_dated_counts_throughout(leads: Facts) -> None:
    assert fraction(one(on("2024-01-09", leads), "lead_to_opportunity_rate", *JANUARY)) == (1, 3)
    assert fraction(one(on("2024-01-10", leads), "lead_to_opportunity_rate", *JANUARY)) == (2, 3)
    assert fraction(one(leads, "lead_to_opportunity_rate", *JANUARY)) == (3, 3)


def test_the_rows_behind_it_say_the_same(leads: Facts) -> None:
    found = rows(on("2024-01-10", leads), "lead_to_opportunity_rate", asked(*JANUARY)).to_pyarrow().to_pylist()
    assert {row["lead_id"]: row["in_numerator"] for row in found} == {"l1": True, "l2": False, "l3": True}
