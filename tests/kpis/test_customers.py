"""Customers: new, active, gone; and what moves their monthly revenue."""

import pytest

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Workspace
from tests.kpis.asking import asked, by_period, fraction, one, split
from tests.kpis.small_facts import facts

MOVEMENTS = ("new_mrr", "expansion_mrr", "contraction_mrr", "churned_mrr", "reactivation_mrr")


def runs(account: str, start: str, end: str | None, mrr: float) -> dict[str, object]:
    key = f"{account}{start}{mrr}"
    return {"subscription_id": key, "account_id": account, "started_on": start, "ended_on": end, "mrr": mrr}


@pytest.fixture(scope="module")
def subscribed() -> Facts:
    """A: 10 from January, 15 from March (without a gap), 5 beside it from April to May. B: 20 in January and February,
    back with 30 from 10 May. C: a trial within March. D: 40 from 31 January, gone on 15 March."""
    return facts(
        "2024-06-10",
        accounts=[{"account_id": "a", "name": "Ada", "country": "FI"}],
        subscriptions=[
            runs("a", "2024-01-01", "2024-03-01", 10),
            runs("a", "2024-03-01", None, 15),
            runs("a", "2024-04-10", "2024-06-01", 5),
            runs("b", "2024-01-01", "2024-03-01", 20),
            runs("b", "2024-05-10", "2024-07-01", 30),
            runs("c", "2024-03-02", "2024-03-30", 99),
            runs("d", "2024-01-31", "2024-03-15", 40),
        ],
    )


def test_mrr_is_what_runs_on_the_periods_last_day(subscribed: Facts) -> None:
    assert by_period(subscribed, "mrr", "month") == {
        "2024-01": 70,
        "2024-02": 70,
        "2024-03": 15,
        "2024-04": 20,
        "2024-05": 50,
        "2024-06": 45,
    }
    assert one(subscribed, "arr", end="2024-06-01").value == 600


def test_movements_compare_month_ends(subscribed: Facts) -> None:
    found = {key: by_period(subscribed, key, "month") for key in MOVEMENTS}
    assert found["new_mrr"] == {"2024-01": 70, "2024-02": 0, "2024-03": 0, "2024-04": 0, "2024-05": 0, "2024-06": 0}
    assert found["expansion_mrr"]["2024-03"] == 5
    assert found["expansion_mrr"]["2024-04"] == 5
    assert found["contraction_mrr"]["2024-06"] == -5
    assert found["churned_mrr"]["2024-03"] == -60
    assert found["reactivation_mrr"]["2024-05"] == 30
    assert one(subscribed, "churned_mrr").n == 2


def test_movements_sum_to_the_change_in_mrr(subscribed: Facts) -> None:
    moved = [by_period(subscribed, key, "month") for key in MOVEMENTS]
    before = 0.0
    for month, level in by_period(subscribed, "mrr", "month").items():
        assert level is not None
        assert sum(one_kind[month] or 0 for one_kind in moved) == level - before
        before = level


def test_movements_have_no_weeks(subscribed: Facts) -> None:
    found = raw(subscribed, ["new_mrr"], asked("2024-01-01", "2024-01-15", "week"))
    assert [one.value for one in found] == [None, None]
    assert "whole months" in str(found[0].reason)


def test_active_customers_are_counted_once(subscribed: Facts) -> None:
    assert by_period(subscribed, "active_customers", "month") == {
        "2024-01": 3,
        "2024-02": 3,
        "2024-03": 1,
        "2024-04": 1,
        "2024-05": 2,
        "2024-06": 2,
    }


def test_churn_is_of_those_who_were_customers_at_the_start(subscribed: Facts) -> None:
    """B's last day is the last of February: it is still one at the start of March, as it is in February's MRR."""
    assert fraction(one(subscribed, "customer_churn_rate", "2024-03-01", "2024-04-01")) == (2, 3)
    assert fraction(one(subscribed, "customer_churn_rate", "2024-02-01", "2024-03-01")) == (0, 3)


def test_someone_who_left_and_came_back_within_the_period_is_not_churned(subscribed: Facts) -> None:
    assert fraction(one(subscribed, "customer_churn_rate", "2024-02-01", "2024-06-01")) == (1, 3)


def test_churn_splits_by_what_is_known_of_the_account(subscribed: Facts) -> None:
    assert split(subscribed, "customer_churn_rate", "country", start="2024-02-01", end="2024-04-01") == {
        "FI": 0,
        None: 1,
    }


def test_who_orders_is_a_customer_for_twelve_months() -> None:
    made = facts(
        "2025-12-31",
        orders=[
            {"order_id": "1", "account_id": "a", "ordered_at": "2024-01-15"},
            {"order_id": "2", "account_id": "a", "ordered_at": "2024-06-15"},
            {"order_id": "3", "account_id": "b", "ordered_at": "2024-03-31"},
        ],
    )
    ends = by_period(made, "active_customers", "month")
    assert (ends["2024-03"], ends["2025-02"], ends["2025-03"], ends["2025-05"], ends["2025-06"]) == (2, 2, 1, 1, 0)
    assert fraction(one(made, "customer_churn_rate", "2025-01-01", "2025-06-01")) == (1, 2)


def won(key: str, account: str | None, day: str, product: str) -> dict[str, object]:
    return {"deal_id": key, "account_id": account, "closed_at": day, "outcome": "won", "product_id": product}


def test_a_new_customer_counts_at_the_first_won_deal_and_by_its_product() -> None:
    deals = [
        won("1", "a", "2024-02-01", "P"),
        won("2", "a", "2024-01-10", "Q"),
        won("3", "b", "2024-02-03", "P"),
        won("4", None, "2024-02-04", "P"),
    ]
    made = facts("2024-02-28", deals=deals)
    assert by_period(made, "new_customers", "month") == {"2024-01": 1, "2024-02": 1}
    assert split(made, "new_customers", "product") == {"P": 1, "Q": 1}


def test_of_several_first_deals_on_one_day_that_of_the_first_key_counts() -> None:
    days = [("3", "P", "2024-01-10"), ("2", "Q", "2024-01-10"), ("1", "R", "2024-01-11")]
    made = facts("2024-02-28", deals=[won(key, "a", day, product) for key, product, day in days])
    assert split(made, "new_customers", "product") == {"Q": 1}


@pytest.mark.parametrize(("by", "expected"), [("deals", 1), ("orders", 2), ("subscriptions", 3)])
def test_the_workspace_says_what_makes_a_customer_and_the_value_states_it(by: str, expected: int) -> None:
    made = facts(
        "2024-02-28",
        Workspace(new_customer_by=by),
        deals=[won("1", "a", "2024-02-01", "P")],
        orders=[{"order_id": key, "account_id": key, "ordered_at": "2024-02-01"} for key in "ab"],
        subscriptions=[runs(key, "2024-02-01", None, 1) for key in "abc"],
    )
    found = one(made, "new_customers")
    assert found.value == expected
    assert [rail.code for rail in found.guardrails] == ["counted_by"]
    assert by.rstrip("s") in str(found.guardrails[0].message)


def test_what_the_workspace_counts_by_must_have_been_brought() -> None:
    made = facts("2024-02-28", Workspace(new_customer_by="orders"), deals=[won("1", "a", "2024-02-01", "P")])
    assert str(one(made, "new_customers").reason) == "Needs data that has not been imported: orders."
