"""A table whose rows stopped coming says nothing of the time since: neither 0 nor anything else.

A lead every day from 1 January to 20 March 2024, a deal every third day to 30 June, where the data end.
"""

import datetime as dt

import pytest

from keyfunnel.kpis.facts import Facts
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


def test_rows_on_few_days_have_no_rhythm() -> None:
    few = facts("2024-06-30", leads=leads(range(9)), deals=DEALS)
    assert by_period(few, "new_leads", "month")["2024-06"] == 0
