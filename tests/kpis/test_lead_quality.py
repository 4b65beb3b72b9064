"""Leads on their way: the right ones, nurtured, accepted by sales, answered at once."""

import pytest

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import asked, by_period, fraction, one, split
from tests.kpis.small_facts import facts


@pytest.fixture(scope="module")
def leads() -> Facts:
    """Six leads of 1 March, seen until the 10th at noon; what became of each is told beside it."""
    came = "2024-03-01T09:00:00"
    return facts(
        "2024-03-10T12:00:00",
        leads=[
            # qualified after nurturing, then accepted by sales; answered after exactly 5 minutes
            {
                "lead_id": "1",
                "created_at": came,
                "icp": True,
                "nurtured_at": "2024-03-02",
                "qualified_at": "2024-03-05",
                "sales_qualified_at": "2024-03-06",
                "first_contacted_at": "2024-03-01T09:05:00",
            },
            # qualified an hour before nurturing began; answered a second too late; given up on the 7th
            {
                "lead_id": "2",
                "created_at": came,
                "icp": False,
                "nurtured_at": "2024-03-02T10:00:00",
                "qualified_at": "2024-03-02T09:00:00",
                "first_contacted_at": "2024-03-01T09:05:01",
                "disqualified_at": "2024-03-07",
            },
            # nurtured in vain; never answered; became a deal on a day nobody knows
            {"lead_id": "3", "created_at": came, "icp": True, "nurtured_at": "2024-03-03", "deal_id": "x"},
            # nobody knows whether it fits; contacted before it was assigned, so no time can be told
            {
                "lead_id": "4",
                "created_at": came,
                "assigned_at": "2024-03-01T10:00:00",
                "first_contacted_at": "2024-03-01T09:30:00",
            },
            # no time of day
            {"lead_id": "5", "created_at": "2024-03-01", "icp": True},
            # four minutes old at the end of the data
            {"lead_id": "6", "created_at": "2024-03-10T11:56:00"},
        ],
    )


def test_the_ideal_profile_is_a_share_of_the_leads_it_is_known_of(leads: Facts) -> None:
    found = one(leads, "icp_lead_share")
    assert (fraction(found), found.n) == ((3, 4), 4)
    assert found.low == pytest.approx(0.3006, abs=1e-4)  # Wilson, worked out by hand


def test_qualified_is_a_share_of_all_received(leads: Facts) -> None:
    assert fraction(one(leads, "lead_qualification_rate")) == (2, 6)


def test_only_who_qualifies_after_nurturing_was_converted_by_it(leads: Facts) -> None:
    assert fraction(one(leads, "nurture_conversion")) == (1, 3)


def test_sales_accepts_a_share_of_what_marketing_qualified(leads: Facts) -> None:
    assert fraction(one(leads, "mql_to_sql_rate")) == (1, 2)
    assert by_period(leads, "sales_qualified_leads", "month") == {"2024-03": 1}


def test_five_minutes_to_the_second_of_those_whose_time_can_be_told(leads: Facts) -> None:
    assert fraction(one(leads, "lead_response_within_5m")) == (1, 3)


def test_leads_are_open_until_a_deal_comes_of_them_or_they_are_given_up(leads: Facts) -> None:
    days = by_period(leads, "open_leads", "day", start="2024-03-05", end="2024-03-11")
    assert days == {f"2024-03-{day:02}": n for day, n in ((5, 4), (6, 4), (7, 3), (8, 3), (9, 3), (10, 4))}


def test_a_lead_whose_deal_came_before_it_was_never_open() -> None:
    """Nor does it take one away from the others in the days between."""
    made = facts(
        "2024-03-10T12:00:00",
        leads=[
            {"lead_id": "1", "created_at": "2024-03-01"},
            {"lead_id": "2", "created_at": "2024-03-08"},
            {"lead_id": "3", "created_at": "2024-03-08", "disqualified_at": "2024-03-02"},
        ],
        deals=[{"deal_id": "x", "lead_id": "2", "created_at": "2024-03-04"}],
    )
    days = by_period(made, "open_leads", "day", start="2024-03-01", end="2024-03-11")
    assert set(days.values()) == {1}


@pytest.fixture(scope="module")
def reached() -> Facts:
    """Lead 1: a call, an e-mail by marketing and one on its deal, met on the 5th at 10, then called again. Lead 2: met
    untouched. Deal y without a lead: called on the day it was met, without a time. Lead 3: only called, as its booked
    meeting was not held."""

    def did(key: str, kind: str, at: str, **rest: object) -> dict[str, object]:
        return {"activity_id": key, "kind": kind, "at": at, **rest}

    return facts(
        "2024-03-31",
        reps=[{"rep_id": "a", "name": "Ann"}, {"rep_id": "b", "name": "Ben"}],
        deals=[{"deal_id": "x", "lead_id": "1", "created_at": "2024-03-02"}, {"deal_id": "y"}],
        activities=[
            did("1", "call", "2024-03-01T09:00:00", lead_id="1", by="sales", rep_id="b"),
            did("2", "email", "2024-03-02T09:00:00", lead_id="1", by="marketing"),
            did("3", "email", "2024-03-03T09:00:00", deal_id="x"),
            did("4", "email_reply", "2024-03-03T10:00:00", lead_id="1"),
            did("5", "call", "2024-03-04T10:00:00", lead_id="1", outbound=False),
            did("6", "meeting", "2024-03-05T10:00:00", deal_id="x", held=True, rep_id="a"),
            did("7", "call", "2024-03-05T10:30:00", lead_id="1"),
            did("8", "demo", "2024-03-08T10:00:00", lead_id="1", held=True),
            did("9", "demo", "2024-03-09T10:00:00", lead_id="2", held=True, rep_id="b"),
            did("10", "call", "2024-03-11", deal_id="y"),
            did("11", "meeting", "2024-03-11", deal_id="y", held=True, rep_id="b"),
            did("12", "call", "2024-03-12", lead_id="3"),
            did("13", "meeting", "2024-03-13", lead_id="3", held=False),
        ],
    )


def test_touches_are_counted_up_to_the_first_meeting_held(reached: Facts) -> None:
    """3 + 0 + 1 touches before 3 first meetings; their t interval is 4/3 ± 4.303 × 1.5275 / √3."""
    found = one(reached, "touches_to_first_meeting")
    assert (fraction(found), found.n) == ((4, 3), 3)
    assert found.high == pytest.approx(4 / 3 + 3.7945, abs=1e-3)


def test_who_made_the_touches_adds_up_to_them(reached: Facts) -> None:
    assert fraction(one(reached, "touches_by_sales")) == (3, 3)
    assert fraction(one(reached, "touches_by_marketing")) == (1, 3)


def test_the_meeting_is_theirs_who_held_it(reached: Facts) -> None:
    assert split(reached, "touches_to_first_meeting", "owner") == {"Ann": 3, "Ben": 0.5}


def test_those_never_met_are_counted_beside_it(reached: Facts) -> None:
    assert one(reached, "leads_never_met").value == 1


def test_activities_by_kind_and_the_replies_to_emails(reached: Facts) -> None:
    assert [one(reached, key).value for key in ("emails", "meetings", "meetings_held")] == [2, 3, 2]
    found = one(reached, "email_reply_rate")
    assert (fraction(found), found.low) == ((1, 2), None)


def test_replies_of_who_sent_nothing_are_a_group_without_a_rate() -> None:
    """So that the groups' parts add up to the total's: 2 replies to 1 e-mail."""
    mails = (("email", "a"), ("email_reply", "a"), ("email_reply", "b"))
    made = facts(
        "2024-03-31",
        activities=[
            {"activity_id": str(place), "kind": kind, "at": "2024-03-01", "rep_id": rep}
            for place, (kind, rep) in enumerate(mails)
        ],
    )
    groups = {each.dimensions["owner"]: each for each in raw(made, ["email_reply_rate"], asked(by=("owner",)))}
    assert {name: fraction(each) for name, each in groups.items()} == {"a": (1, 1), "b": (1, 0)}
    assert groups["b"].value is None
    assert str(groups["b"].reason) == "There is nothing in this period that it could be divided by."
