"""Orders, costs and spend: margins, what a customer costs, and when it is earned back."""

import pytest

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Workspace
from tests.kpis.asking import asked, by_period, fraction, one, split
from tests.kpis.small_facts import facts


def spent(on: str, category: str, amount: float, **rest: object) -> dict[str, object]:
    return {"spend_id": f"{on}{category}{amount}", "on": on, "category": category, "amount": amount, **rest}


def bought(key: str, day: str, revenue: float | None, cost: float | None = None, **rest: object) -> dict[str, object]:
    return {"order_id": key, "account_id": key[0], "ordered_at": day, "revenue": revenue, "cost": cost, **rest}


@pytest.fixture(scope="module")
def shop() -> Facts:
    """January 2024: 300 sold for a cost of 120 (and 50 whose cost nobody knows); February: 100 for 90, some in euros.
    Spend: 30 and 20 on marketing and sales in January, 100 of salaries; 50 in February."""
    return facts(
        "2024-02-29",
        Workspace(new_customer_by="orders"),
        accounts=[{"account_id": "a", "name": "Ada", "country": "FI"}],
        rates=[{"currency": "EUR", "on": "2024-01-01", "rate": 2.0}],
        orders=[
            bought("a1", "2024-01-05", 100, 50),
            bought("b1", "2024-01-06", 200, 70),
            bought("c1", "2024-01-07", 50),
            bought("a2", "2024-02-05", 60, 50),
            bought("d1", "2024-02-06", 20, 20, currency="EUR"),
            bought("e1", "2024-02-07", 9, 9, currency="THB"),
        ],
        spend=[
            spent("2024-01-01", "marketing", 30, source="web"),
            spent("2024-01-02", "sales", 20),
            spent("2024-01-31", "salaries", 100),
            spent("2024-02-01", "marketing", 25, source="web", currency="EUR"),
        ],
    )


def test_the_gross_margin_leaves_out_what_lacks_its_cost(shop: Facts) -> None:
    assert [fraction(found) for found in raw(shop, ["gross_margin"], asked(grain="month"))] == [(180, 300), (10, 100)]
    assert split(shop, "gross_margin", "country", end="2024-02-01")["FI"] == 0.5


def test_an_order_is_worth_what_those_with_revenue_bring(shop: Facts) -> None:
    found = one(shop, "average_order_value", end="2024-02-01")
    assert (fraction(found), found.n) == ((350, 3), 3)
    assert one(shop, "average_order_value", "2024-02-01").value == 50


def test_profit_is_what_marketing_and_sales_leave_of_the_margin(shop: Facts) -> None:
    found = [fraction(one) for one in raw(shop, ["profit_margin"], asked(grain="month"))]
    assert found == [(180 - 50, 300), (10 - 50, 100)]


def test_break_even_is_all_spend_over_the_margin(shop: Facts) -> None:
    assert by_period(shop, "break_even_revenue", "month") == {"2024-01": 150 / 0.6, "2024-02": 500}
    assert by_period(shop, "spend", "month") == {"2024-01": 150, "2024-02": 50}


def test_what_a_customer_costs_over_a_range_that_is_named(shop: Facts) -> None:
    """Ada, B and C in January for 50; D and E in February for 50."""
    january = one(shop, "customer_acquisition_cost", "2024-01-01", "2024-02-01")
    assert (fraction(january), january.n) == ((50, 3), 3)
    assert [str(note.message) for note in january.guardrails] == [
        "An account counts as a customer from its first order."
    ]
    assert fraction(one(shop, "customer_acquisition_cost")) == (100, 5)


def test_margins_come_from_the_lines_of_won_deals_where_orders_tell_no_cost() -> None:
    """Two of A for 10 each, costing its usual 4; one of B for 30, costing 25 by its own line; C's cost isn't known."""
    closed = {"outcome": "won", "created_at": "2024-03-01", "closed_at": "2024-03-10"}
    made = facts(
        "2024-03-31",
        products=[{"product_id": "a", "unit_cost": 4}, {"product_id": "b", "unit_cost": 9}, {"product_id": "c"}],
        deals=[{"deal_id": "1", **closed}, {"deal_id": "2", **closed, "outcome": "lost"}],
        deal_lines=[
            {"line_id": "1", "deal_id": "1", "product_id": "a", "quantity": 2, "unit_price": 10},
            {"line_id": "2", "deal_id": "1", "product_id": "b", "unit_price": 30, "unit_cost": 25},
            {"line_id": "3", "deal_id": "1", "product_id": "c", "quantity": 7, "unit_price": 1},
            {"line_id": "4", "deal_id": "2", "product_id": "a", "quantity": 9, "unit_price": 10},
        ],
    )
    assert fraction(one(made, "gross_margin")) == (12 + 5, 20 + 30)
    assert split(made, "product_units", "product") == {"a": 2, "b": 1, "c": 7}


@pytest.fixture(scope="module")
def two_years() -> Facts:
    """120 a month on marketing from January 2023, 60 of it on the fair; a new customer each month, from the fair in
    summer, and 12 more on 15 December 2023."""
    months = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
    first = [(f"{month}-05", f"{month}", "fair" if month[5:] in ("06", "07", "08") else "web") for month in months]
    first += [("2023-12-15", f"x{n}", "web") for n in range(12)]
    won = {"outcome": "won", "created_at": "2023-01-01"}
    return facts(
        "2024-12-31",
        deals=[{"deal_id": key, "account_id": key, "closed_at": day, "source": of, **won} for day, key, of in first],
        spend=[spent(f"{month}-03", "marketing", 60, source=of) for month in months for of in ("web", "fair")],
        subscriptions=[
            {"subscription_id": "1", "account_id": "2023-01", "started_on": "2023-01-05", "mrr": 10},
            {"subscription_id": "2", "account_id": "2023-02", "started_on": "2023-02-05", "mrr": 50},
        ],
        orders=[bought("a1", "2024-11-05", 100, 75)],
    )


def test_by_month_the_cost_is_that_of_the_twelve_months_up_to_its_end(two_years: Facts) -> None:
    found = {one.period.label: one for one in raw(two_years, ["customer_acquisition_cost"], asked(grain="month"))}
    assert fraction(found["2023-12"]) == (1440, 24)
    assert fraction(found["2024-11"]) == (1440, 24)
    assert fraction(found["2024-12"]) == (1440, 12)
    assert (found["2023-11"].value, str(found["2023-11"].reason)) == (
        None,
        "It needs data from Dec 1, 2022 on, and they reach back to Jan 5, 2023.",
    )


def test_quarters_and_years_look_as_far_back(two_years: Facts) -> None:
    quarters = {one.period.label: one for one in raw(two_years, ["customer_acquisition_cost"], asked(grain="quarter"))}
    assert fraction(quarters["2024-Q3"]) == (1440, 24)
    assert by_period(two_years, "customer_acquisition_cost", "year") == {"2023": 60, "2024": 120}


def test_weeks_look_52_weeks_back(two_years: Facts) -> None:
    """From Monday 11 December 2023 to Sunday 8 December 2024: 12 times 120, and 12 + 12 customers."""
    query = asked("2024-12-02", "2024-12-09", "week")
    assert [fraction(one) for one in raw(two_years, ["customer_acquisition_cost"], query)] == [(1440, 24)]


def test_cost_by_source(two_years: Facts) -> None:
    found = split(two_years, "customer_acquisition_cost", "source", start="2024-01-01", end="2025-01-01")
    assert found == {"fair": 240, "web": 80}


def test_months_to_earn_a_customer_back(two_years: Facts) -> None:
    """120 for a customer, who pays 30 a month on average, of which a quarter is left."""
    assert one(two_years, "cac_payback_months", "2024-01-01", "2025-01-01").value == 120 / (30 * 0.25)


def test_months_to_earn_a_customer_back_are_the_same_by_whatever_grain_ends_that_day(two_years: Facts) -> None:
    """The margin is that of the twelve months too: December alone has no order. By the end of 2024 the two customers
    pay 60 a month, of which a quarter is left."""
    for grain, label in (("month", "2024-12"), ("quarter", "2024-Q4"), ("year", "2024")):
        assert by_period(two_years, "cac_payback_months", grain)[label] == 120 / (30 * 0.25)


def test_a_source_without_spend_and_spend_without_a_source_are_part_of_the_whole() -> None:
    """A customer from the web, where 60 were spent; two by a friend's word, which costs nothing; 30 spent on no source
    in particular."""
    rows = facts(
        "2024-03-31",
        deals=[
            {"deal_id": key, "account_id": key, "closed_at": day, "source": of, "outcome": "won", "created_at": day}
            for key, day, of in (("a", "2024-01-05", "web"), ("b", "2024-02-05", "word"), ("c", "2024-03-05", "word"))
        ],
        spend=[spent("2024-01-03", "marketing", 60, source="web"), spent("2024-03-31", "sales", 30)],
    )
    query = asked("2024-01-01", "2024-04-01", by=("source",))
    found = {one.dimensions["source"]: one for one in raw(rows, ["customer_acquisition_cost"], query)}
    assert {name: fraction(one) for name, one in found.items()} == {"web": (60, 1), "word": (0, 2), None: (30, 0)}
    assert {name: (one.value, one.n) for name, one in found.items()} == {
        "web": (60, 1),
        "word": (0, 2),
        None: (None, 0),
    }
    assert str(found[None].reason) == "One of the numbers that the value is made from is missing, 0 or less."
    assert fraction(one(rows, "customer_acquisition_cost", "2024-01-01", "2024-04-01")) == (90, 3)
