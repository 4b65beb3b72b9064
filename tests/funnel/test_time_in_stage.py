"""Days in a stage until going on or being lost; the table is in :mod:`tests.funnel.small_company`."""

import datetime as dt

import pytest

from keyfunnel.funnel.query import FunnelQuery
from keyfunnel.kpis.facts import Facts
from tests.funnel.small_company import only, stages
from tests.kpis.small_facts import facts


def test_time_in_stage_is_not_bounded_by_the_window(company: Facts) -> None:
    """Days as an opportunity: L1 5, L2 21 (lost), L4 147 (won), D5 1. The middle of 5 and 21 is 13."""
    opportunity = stages(only(company))["Opportunity"]
    assert (opportunity.median_days, opportunity.p90_days) == (13, 147)


def test_a_skipped_stage_took_no_time(company: Facts) -> None:
    """Days as a lead: L1 2, L2 18 and L4 2 (to their deals), L3 1. At a demo: L1 2, D5 18, and L2 and L4 never."""
    found = stages(only(company))
    assert (found["Lead"].median_days, found["Lead"].p90_days) == (2, 18)
    assert (found["Demo"].median_days, found["Demo"].p90_days) == (10, 18)


def test_who_is_still_in_it_is_censored(company: Facts) -> None:
    """Qualified: L1 left after 2 days, L3 is still there: half left by day 2, nobody knows when nine in ten will."""
    qualified = stages(only(company))["Qualified"]
    assert (qualified.median_days, qualified.p90_days) == (2, None)


def test_nobody_leaves_the_last_stage(company: Facts) -> None:
    assert stages(only(company))["Won"].median_days is None


def test_impossible_ends_are_left_out() -> None:
    """A was lost before it was created, B lost without a date, C took 4 days."""
    deals = [
        {"deal_id": "A", "created_at": "2024-01-10", "closed_at": "2024-01-05", "outcome": "lost"},
        {"deal_id": "B", "created_at": "2024-01-10", "outcome": "lost"},
        {"deal_id": "C", "created_at": "2024-01-10", "closed_at": "2024-01-14", "outcome": "won"},
    ]
    opportunity = stages(only(facts("2024-07-01", deals=deals)))["Opportunity"]
    assert (opportunity.reached, opportunity.median_days, opportunity.p90_days) == (3, 4, 4)


@pytest.mark.shared
def test_maven_engagements_that_ended_and_those_that_have_not(maven: Facts) -> None:
    """Everyone was followed for 184 days, longer than the 136 that the slowest took: the plain median of all 3,180,
    those still open being slower than any."""
    rows = maven.tables["deals"].select("created_at", "closed_at").to_pyarrow().to_pylist()
    days = sorted(
        (row["closed_at"] - row["created_at"]).days if row["closed_at"] else 1000
        for row in rows
        if row["created_at"] and dt.date(2017, 3, 1) <= row["created_at"].date() < dt.date(2017, 7, 1)
    )
    assert (len(days), max(d for d in days if d < 1000)) == (3180, 136)
    group = only(maven, FunnelQuery(start=dt.date(2017, 3, 1), end=dt.date(2017, 7, 1)))
    assert stages(group)["Opportunity"].median_days == (days[1589] + days[1590]) / 2
