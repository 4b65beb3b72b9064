"""Money in several currencies."""

import pytest

from keyfunnel.kpis.bases import base
from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import one
from tests.kpis.small_facts import facts


def won(key: str, day: str, amount: float, currency: str | None) -> dict[str, object]:
    return {"deal_id": key, "outcome": "won", "closed_at": day, "amount": amount, "currency": currency}


DEALS = [
    won("own", "2024-03-01", 10, "USD"),
    won("none", "2024-03-01", 20, None),
    won("before the change", "2024-03-09", 100, "EUR"),
    won("at the change", "2024-03-10", 100, "eur"),
    won("before any rate", "2024-01-01", 1000, "EUR"),
    won("never a rate", "2024-03-01", 1000, "THB"),
]
RATES = [
    {"currency": "EUR", "on": "2024-02-01", "rate": 1.1},
    {"currency": "EUR", "on": "2024-03-10", "rate": 1.25},
]


@pytest.fixture(scope="module")
def sold() -> Facts:
    return facts("2024-03-31", deals=DEALS, rates=RATES)


def test_money_is_converted_by_the_latest_rate_on_or_before_its_date(sold: Facts) -> None:
    assert one(sold, "revenue").value == 10 + 20 + 110 + 125


def test_what_has_no_rate_is_left_out_and_counted(sold: Facts) -> None:
    assert one(sold, "revenue").n == 4
    deals = base(sold, "deals")
    without = deals.filter(deals.without_rate).deal_id.to_pyarrow().to_pylist()
    assert sorted(without) == ["before any rate", "never a rate"]


def test_without_any_rates_only_the_workspaces_currency_is_summed() -> None:
    assert one(facts("2024-03-31", deals=DEALS), "revenue").value == 30


def test_a_negative_amount_is_not_summed() -> None:
    made = facts("2024-03-31", deals=[won("a", "2024-03-01", 10, None), won("b", "2024-03-02", -7, None)])
    found = one(made, "revenue")
    assert (found.value, found.n) == (10, 1)
    assert one(made, "deals_won").value == 2
