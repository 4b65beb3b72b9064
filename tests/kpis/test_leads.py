"""Leads: what came of them and how fast they were answered."""

import pytest

from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import fraction, one, split
from tests.kpis.small_facts import facts


@pytest.fixture(scope="module")
def leads() -> Facts:
    """Answered after 4, 10 and 30 minutes; Dan's lead waits since an hour before the clock; one has no time of day."""
    return facts(
        "2024-01-10T12:00:00",
        reps=[{"rep_id": "d", "name": "Dan"}, {"rep_id": "e", "name": "Eve"}],
        leads=[
            {"lead_id": "1", "created_at": "2024-01-01T09:00:00", "owner_id": "e", "source": "web"},
            {
                "lead_id": "2",
                "created_at": "2024-01-01T09:00:00",
                "assigned_at": "2024-01-02T09:00:00",
                "owner_id": "e",
                "qualified_at": "2024-01-03",
            },
            {
                "lead_id": "3",
                "created_at": "2024-01-04T09:00:00",
                "first_contacted_at": "2024-01-04T09:30:00",
                "owner_id": "e",
            },
            {"lead_id": "4", "created_at": "2024-01-10T11:00:00", "owner_id": "d"},
            {"lead_id": "5", "created_at": "2024-01-05", "owner_id": "d", "converted_at": "2024-01-06"},
        ],
        deals=[{"deal_id": "x", "lead_id": "1", "created_at": "2024-01-08"}],
        activities=[
            {"activity_id": "1", "kind": "call", "at": "2024-01-01T09:04:30", "lead_id": "1", "by": "sales"},
            {"activity_id": "2", "kind": "email", "at": "2024-01-02T09:01:00", "lead_id": "2", "by": "marketing"},
            {"activity_id": "3", "kind": "email_reply", "at": "2024-01-02T09:02:00", "lead_id": "2"},
            {"activity_id": "4", "kind": "email", "at": "2024-01-02T09:10:00", "lead_id": "2", "outbound": True},
            {"activity_id": "5", "kind": "call", "at": "2024-01-02T09:03:00", "lead_id": "2", "outbound": False},
        ],
    )


def test_response_time_runs_to_the_first_outbound_contact_by_sales(leads: Facts) -> None:
    assert split(leads, "lead_response_time", "owner")["Eve"] == 10


def test_a_lead_still_waiting_counts_as_at_least_that_long(leads: Facts) -> None:
    """Of 4, 10, 30 and 60 or more, half are answered by 10 minutes: the middle of the step to 30."""
    found = one(leads, "lead_response_time")
    assert (found.value, found.n, found.denominator) == (20, 4, 3)


def test_seconds_count_in_minutes() -> None:
    """Answered after 20, 299 and 3000 seconds: by then half were, and 299 seconds are no 4 minutes."""
    answers = ("09:00:20", "09:04:59", "09:50:00")
    came = [
        {"lead_id": at, "created_at": "2024-01-01T09:00:00", "first_contacted_at": f"2024-01-01T{at}"} for at in answers
    ]
    found = one(facts("2024-01-10T12:00:00", leads=came), "lead_response_time")
    assert found.value == pytest.approx(299 / 60, abs=1e-12)
    assert found.numerator == pytest.approx(3319 / 60, abs=1e-12)


def test_nobody_answered_yet_has_no_median_but_a_reason(leads: Facts) -> None:
    found = one(leads, "lead_response_time", where={"owner": "Dan"})
    assert found.value is None
    assert "Fewer than half" in str(found.reason)


def test_leads_with_a_deal_or_converted_are_opportunities(leads: Facts) -> None:
    assert fraction(one(leads, "lead_to_opportunity_rate")) == (2, 5)
    assert split(leads, "lead_to_opportunity_rate", "source") == {"web": 1.0, None: 0.25}


def test_leads_count_when_they_come_and_when_they_qualify(leads: Facts) -> None:
    assert one(leads, "new_leads", "2024-01-01", "2024-01-02").value == 2
    assert one(leads, "qualified_leads").value == 1


def test_a_deal_named_by_the_lead_is_the_leads_too() -> None:
    made = facts(
        "2024-01-31",
        leads=[
            {"lead_id": "1", "created_at": "2024-01-01", "deal_id": "x"},
            {"lead_id": "2", "created_at": "2024-01-01"},
        ],
        deals=[{"deal_id": "x", "created_at": "2024-01-08"}],
    )
    assert fraction(one(made, "lead_to_opportunity_rate")) == (1, 2)
    assert fraction(one(made, "stage_conversion", stage="Opportunity")) == (1, 2)


def test_activities_are_placed_by_who_did_them_and_what_about(leads: Facts) -> None:
    made = facts(
        "2024-01-31",
        reps=[{"rep_id": "e", "name": "Eve", "region": "East"}],
        deals=[{"deal_id": "x", "source": "fair", "product_id": "P", "created_at": "2024-01-01"}],
        activities=[
            {"activity_id": "1", "kind": "call", "at": "2024-01-02", "rep_id": "e", "deal_id": "x"},
            {"activity_id": "2", "kind": "meeting", "at": "2024-01-03", "rep_id": "e", "held": True},
            {"activity_id": "3", "kind": "meeting", "at": "2024-01-04", "rep_id": "e", "held": False},
            {"activity_id": "4", "kind": "meeting", "at": "2024-01-05"},
        ],
    )
    assert split(made, "calls", "product") == {"P": 1}
    assert split(made, "calls", "source") == {"fair": 1}
    assert split(made, "meetings_held", "region") == {"East": 1}
