"""Open deals whose decision-maker is known."""

import pytest

from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import by_period, fraction, one, split
from tests.kpis.small_facts import facts


@pytest.fixture(scope="module")
def opened() -> Facts:
    """A's decision-maker is known from 10 February, B's all along, C's never; D has no account. A's first deal closed
    on the 5th of February."""
    return facts(
        "2024-03-31",
        contacts=[
            {"contact_id": "1", "account_id": "a", "decision_maker": True, "created_at": "2024-02-10T09:00:00"},
            {"contact_id": "2", "account_id": "a", "decision_maker": True, "created_at": "2024-03-10"},
            {"contact_id": "3", "account_id": "b", "decision_maker": True},
            {"contact_id": "4", "account_id": "c", "decision_maker": False},
            {"contact_id": "5", "account_id": "c", "created_at": "2024-01-01"},
        ],
        deals=[
            {
                "deal_id": "1",
                "account_id": "a",
                "created_at": "2024-01-05",
                "closed_at": "2024-02-05",
                "outcome": "won",
            },
            {"deal_id": "2", "account_id": "a", "created_at": "2024-01-05", "owner_id": "ann"},
            {"deal_id": "3", "account_id": "b", "created_at": "2024-02-15", "owner_id": "ann"},
            {"deal_id": "4", "account_id": "c", "created_at": "2024-02-15", "owner_id": "ben"},
            {"deal_id": "5", "created_at": "2024-03-01", "owner_id": "ben"},
        ],
    )


def test_a_decision_maker_counts_from_the_day_it_is_known(opened: Facts) -> None:
    assert by_period(opened, "deals_with_decision_maker", "month") == {"2024-01": 0, "2024-02": 2, "2024-03": 2}
    assert by_period(opened, "decision_maker_coverage", "month") == {"2024-01": 0, "2024-02": 2 / 3, "2024-03": 0.5}


def test_it_is_a_share_with_wilsons_interval(opened: Facts) -> None:
    """2 of 4: z² = 3.8415, so 0.5 ± 1.96 ÷ 7.8415 × √(1 + 0.9604)."""
    found = one(opened, "decision_maker_coverage")
    assert (fraction(found), found.n) == ((2, 4), 4)
    assert found.low == pytest.approx(0.1500, abs=1e-4)
    assert split(opened, "decision_maker_coverage", "owner") == {"ann": 1, "ben": 0}
