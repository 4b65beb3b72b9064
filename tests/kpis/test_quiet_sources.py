"""A table whose rows stopped coming says nothing of the time since: neither 0 nor anything else.

A lead every day from 1 January to 20 March 2024, a deal every third day to 30 June, where the data end.
"""

import datetime as dt
from dataclasses import replace

import pytest

from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Workspace
from tests.kpis.asking import by_period, one
from tests.kpis.small_facts import facts

NEW_YEAR = dt.date(2024, 1, 1)


def leads(days: range) -> list[dict[str, object]]:
    return [{"lead_id": f"L{day}", "created_at": str(NEW_YEAR + dt.timedelta(days=day))} for day in days]


DEALS = [
    {"deal_id": f"D{day}", "created_at": str(NEW_YEAR + dt.timedelta(days=day)), "outcome": "open"}
    for day in range(0, 182, 3)
]


@pytest.fixture(scope="module")
def company() -> Facts:
    return facts("2024-06-30", leads=leads(range(80)), deals=DEALS)


def test_after_its_last_row_a_quiet_table_has_no_zero(company: Facts) -> None:
    assert by_period(company, "new_leads", "month") == {
        "2024-01": 31, "2024-02": 29, "2024-03": 20, "2024-04": None, "2024-05": None, "2024-06": None,
    }  # fmt: skip
    assert by_period(company, "new_leads", "quarter") == {"2024-Q1": 80, "2024-Q2": None}
    reason = one(company, "new_leads", "2024-04-01", "2024-05-01").reason
    assert str(reason) == "The data on this reach from Jan 1, 2024 to Mar 20, 2024."


def test_what_is_made_from_it_has_no_value_either(company: Facts) -> None:
    assert by_period(company, "lead_to_opportunity_rate", "quarter")["2024-Q2"] is None


def test_nothing_of_a_kind_in_a_table_that_goes_on_is_zero(company: Facts) -> None:
    assert set(by_period(company, "deals_lost", "month").values()) <= {0, None}
    assert one(company, "new_deals", "2024-06-01", "2024-07-01").value == 10


def test_a_pause_of_no_more_than_twice_the_usual_is_zero() -> None:
    """Leads come every ten days at most; after 20 days without one the last weeks have 0, after 21 nothing."""
    still = facts("2024-04-20", leads=leads(range(0, 100, 10)), deals=DEALS)
    assert by_period(still, "new_leads", "week")["2024-W16"] == 0
    quiet = facts("2024-04-21", leads=leads(range(0, 100, 10)), deals=DEALS)
    assert by_period(quiet, "new_leads", "week")["2024-W16"] is None


def test_a_pause_like_one_before_is_zero_and_may_be_missing() -> None:
    """Orders come from October to December each year: that there are none from January to September is no news."""
    season = [dt.date(year, 10, 1) + dt.timedelta(days=day) for year in (2022, 2023, 2024) for day in range(92)]
    orders = [{"order_id": f"{day}", "ordered_at": f"{day}", "revenue": 10.0, "account_id": "A"} for day in season]
    summer = facts("2025-06-30", orders=orders, leads=leads(range(547)))
    assert by_period(summer, "average_order_value", "quarter")["2025-Q1"] is None
    asked_by = replace(summer, workspace=Workspace(new_customer_by="orders"))
    assert by_period(asked_by, "new_customers", "quarter")["2025-Q2"] == 0
    gone = facts("2025-10-31", Workspace(new_customer_by="orders"), orders=orders, leads=leads(range(670)))
    assert by_period(gone, "new_customers", "quarter")["2025-Q2"] is None  # 304 days, and never more than 274 before


def test_a_few_old_rows_before_all_others_are_no_pause() -> None:
    """Leads of 2010 and 2015 from an older system, then every day: 30 days without any are no habit."""
    old = [{"lead_id": f"old {year}", "created_at": f"{year}-05-05"} for year in (2010, 2015)]
    moved = facts("2024-04-19", leads=[*old, *leads(range(80))], deals=DEALS)
    assert by_period(moved, "new_leads", "month")["2024-04"] is None


def test_entries_to_a_stage_end_with_what_tells_of_it(company: Facts) -> None:
    assert by_period(company, "stage_entries", "quarter", stage="Lead") == {"2024-Q1": 80, "2024-Q2": None}
    assert by_period(company, "stage_entries", "quarter", stage="Opportunity") == {"2024-Q1": 31, "2024-Q2": 30}


def test_a_rate_of_two_sources_needs_both_to_the_periods_end() -> None:
    """Two visits a day to the end of June; the leads of March stop on the 20th, the visits don't."""
    visits = [
        {"visit_id": f"V{day}", "at": str(NEW_YEAR + dt.timedelta(days=day)), "kind": "visit", "count": 2}
        for day in range(182)
    ]
    made = facts("2024-06-30", leads=leads(range(80)), visits=visits)
    assert by_period(made, "visit_to_lead_rate", "month") == {
        "2024-01": 0.5, "2024-02": 0.5, "2024-03": None, "2024-04": None, "2024-05": None, "2024-06": None,
    }  # fmt: skip
    assert one(made, "visit_to_lead_rate", "2024-03-01", "2024-03-21").value == 0.5


def test_who_ordered_once_isnt_gone_because_orders_arent_told_any_more() -> None:
    """Two accounts order every other day up to 20 March 2024; deals go on for a year and a half."""
    orders = [
        {"order_id": f"{day}", "ordered_at": f"{NEW_YEAR + dt.timedelta(days=day)}", "account_id": "AB"[day // 2 % 2]}
        for day in range(0, 80, 2)
    ]
    deals = [{**DEALS[0], "deal_id": f"E{month}", "created_at": f"2025-{month:02}-03"} for month in range(1, 7)]
    made = facts("2025-06-30", orders=orders, deals=[*DEALS, *deals])
    active = by_period(made, "active_customers", "month")
    assert (active["2024-02"], active["2024-03"], active["2025-06"]) == (2, None, None)
    assert by_period(made, "customer_churn_rate", "month")["2025-04"] is None
    running = facts("2025-06-30", subscriptions=[{"subscription_id": "S", "account_id": "A",
                    "started_on": "2024-01-01"}], orders=orders, deals=[*DEALS, *deals])  # fmt: skip
    assert by_period(running, "active_customers", "month")["2025-06"] == 1


def test_rows_on_few_days_have_no_rhythm() -> None:
    few = facts("2024-06-30", leads=leads(range(9)), deals=DEALS)
    assert by_period(few, "new_leads", "month")["2024-06"] == 0


def test_a_formula_needs_all_that_it_is_made_from_up_to_a_period_s_end() -> None:
    """$100 are spent every third day up to 19 March, and customers are won every third day to 30 June: in the first
    quarter 31 of them, and the $2,700 told for it are not what they cost."""
    spend = [
        {"spend_id": f"S{day}", "on": str(NEW_YEAR + dt.timedelta(days=day)), "category": "sales", "amount": 100.0}
        for day in range(0, 80, 3)
    ]
    won = [{**deal, "account_id": deal["deal_id"], "outcome": "won", "closed_at": deal["created_at"]} for deal in DEALS]
    company = facts("2024-06-30", spend=spend, deals=won)
    assert by_period(company, "acquisition_spend", "quarter") == {"2024-Q1": 2700, "2024-Q2": None}
    cost = one(company, "customer_acquisition_cost", "2024-01-01", "2024-04-01")
    assert (cost.value, cost.numerator, cost.denominator, cost.n) == (None, None, None, 0)
    assert str(cost.reason) == "What it is made from is known together up to Mar 19, 2024 only."
    assert one(company, "customer_acquisition_cost", "2024-01-01", "2024-03-01").value == 100  # 2,000 ÷ 20 customers
