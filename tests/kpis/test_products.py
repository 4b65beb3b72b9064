"""Products of deals: lines and deals must not multiply each other."""

import pytest

from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import fraction, one, split
from tests.kpis.small_facts import facts


@pytest.fixture(scope="module")
def sold() -> Facts:
    """Deal 1 has two lines of A and one of B, deal 2 no lines, deal 3 (lost) a line of B."""
    closed = {"created_at": "2024-03-01", "closed_at": "2024-03-10"}
    return facts(
        "2024-03-31",
        products=[{"product_id": "a", "name": "Anvil"}, {"product_id": "b", "name": "Bell"}],
        deals=[
            {"deal_id": "1", "outcome": "won", "amount": 1000, **closed},
            {"deal_id": "2", "outcome": "won", "amount": 70, "product_id": "a", **closed},
            {"deal_id": "3", "outcome": "lost", "amount": 30, "product_id": "a", **closed},
        ],
        deal_lines=[
            {"line_id": "1", "deal_id": "1", "product_id": "a", "quantity": 2, "unit_price": 100, "discount": 50},
            {"line_id": "2", "deal_id": "1", "product_id": "a", "unit_price": 40},
            {"line_id": "3", "deal_id": "1", "product_id": "b", "quantity": 3, "unit_price": 20},
            {"line_id": "4", "deal_id": "3", "product_id": "b", "quantity": 1, "unit_price": 20},
            {"line_id": "5", "deal_id": "gone", "product_id": "b", "quantity": 1, "unit_price": 9999},
        ],
    )


def test_joining_lines_to_deals_does_not_multiply_amounts(sold: Facts) -> None:
    assert one(sold, "revenue").value == 1070
    assert one(sold, "deals_won").value == 2


def test_a_products_revenue_is_its_lines_else_the_deals_amount(sold: Facts) -> None:
    assert split(sold, "product_revenue", "product") == {"Anvil": 150 + 40 + 70, "Bell": 60}


def test_a_deal_counts_once_for_each_product_on_it(sold: Facts) -> None:
    assert split(sold, "product_win_rate", "product") == {"Anvil": 1.0, "Bell": 0.5}
    assert fraction(one(sold, "product_win_rate", where={"product": "Bell"})) == (1, 2)


def test_a_line_without_a_product_is_of_the_deals_own() -> None:
    """A line of A and one that names none on a deal of A: one deal with A, of both their values."""
    made = facts(
        "2024-03-31",
        deals=[
            {
                "deal_id": "1",
                "outcome": "won",
                "product_id": "a",
                "created_at": "2024-03-01",
                "closed_at": "2024-03-10",
            },
            {"deal_id": "2", "outcome": "lost", "created_at": "2024-03-01", "closed_at": "2024-03-10"},
        ],
        deal_lines=[
            {"line_id": "1", "deal_id": "1", "product_id": "a", "quantity": 2, "unit_price": 10},
            {"line_id": "2", "deal_id": "1", "quantity": 1, "unit_price": 5},
        ],
    )
    assert fraction(one(made, "product_win_rate", where={"product": "a"})) == (1, 1)
    assert split(made, "product_revenue", "product") == {"a": 25}
    assert one(made, "product_revenue").n == 1


def test_closed_deals_without_a_product_are_a_group_of_their_own() -> None:
    """So that the groups add up to the total: 1 of 1 with A, 0 of 1 without any."""
    closed = {"created_at": "2024-03-01", "closed_at": "2024-03-10"}
    made = facts(
        "2024-03-31",
        deals=[
            {"deal_id": "1", "outcome": "won", "product_id": "a", **closed},
            {"deal_id": "2", "outcome": "lost", **closed},
        ],
    )
    assert split(made, "product_win_rate", "product") == {"a": 1.0, None: 0.0}
    assert fraction(one(made, "product_win_rate")) == (1, 2)
