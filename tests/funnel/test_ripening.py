"""Cohorts whose outcomes can't all have been seen yet.

100 leads came on 1 January 2024, of whom 50 became a deal 10 days later and the others never; 20 more came on
``late``. The clock stands at 30 June.
"""

import datetime as dt

import pytest

from keyfunnel.funnel.query import FunnelQuery
from keyfunnel.kpis.facts import Facts
from tests.funnel.small_company import only, stages
from tests.kpis.small_facts import facts


def leads_and_deals(late: str) -> Facts:
    early = [{"lead_id": f"E{i}", "created_at": "2024-01-01"} for i in range(100)]
    deals = [{"deal_id": f"D{i}", "lead_id": f"E{i}", "created_at": "2024-01-11", "outcome": "open"} for i in range(50)]
    return facts(
        "2024-06-30", leads=[*early, *({"lead_id": f"L{i}", "created_at": late} for i in range(20))], deals=deals
    )


@pytest.mark.parametrize(("late", "immature"), [("2024-06-21", True), ("2024-06-20", False)])
def test_a_cohort_is_mature_once_what_usually_comes_could_have_come(late: str, immature: bool) -> None:
    """Nine days aren't enough, ten are, though the window is 90."""
    cohort = FunnelQuery(start=dt.date(2024, 6, 1))
    found = stages(only(leads_and_deals(late), cohort))
    assert found["Opportunity"].reached == 0
    assert found["Opportunity"].immature is immature
    assert not found["Lead"].immature


def test_a_mixture_is_mature_while_under_a_twentieth_is_missing() -> None:
    """Of 120, 20 can't be judged: 83 % is too little."""
    company = leads_and_deals("2024-06-29")
    assert stages(only(company))["Opportunity"].immature
    january = FunnelQuery(end=dt.date(2024, 2, 1))
    assert not stages(only(company, january))["Opportunity"].immature


def test_a_window_that_has_passed_is_judged_at_once() -> None:
    late = FunnelQuery(start=dt.date(2024, 6, 1), window_days=1)
    assert not stages(only(leads_and_deals("2024-06-21"), late))["Opportunity"].immature


def test_without_a_history_only_the_whole_window_will_do() -> None:
    """Ten leads teach nothing about when deals come."""
    few = [{"lead_id": f"L{i}", "created_at": "2024-05-01"} for i in range(10)]
    deals = [{"deal_id": "D", "lead_id": "L1", "created_at": "2024-05-03", "outcome": "open"}]
    company = facts("2024-06-30", leads=few, deals=deals)
    assert stages(only(company))["Opportunity"].immature
    assert not stages(only(company, FunnelQuery(window_days=60)))["Opportunity"].immature
