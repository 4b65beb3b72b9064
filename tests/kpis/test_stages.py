"""Entries into funnel stages, conversion to the next and days in one."""

import pytest

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.stage_entries import entries, exits, stages_with_data
from keyfunnel.model.errors import BadInput, NotThere
from keyfunnel.model.workspace import Phase, Stage, Workspace
from tests.kpis.asking import by_period, fraction, one
from tests.kpis.small_facts import facts


def deal(key: str, created: str, closed: str | None = None, outcome: str = "open", **rest: object) -> dict[str, object]:
    return {"deal_id": key, "created_at": created, "closed_at": closed, "outcome": outcome, **rest}


def entered(key: str, stage: str, at: str) -> dict[str, object]:
    return {"deal_id": key, "stage": stage, "entered_at": at}


@pytest.fixture(scope="module")
def journeys() -> Facts:
    """A: demo on the 10th, proposal on the 12th, demo again on the 20th, won on the 30th. B: demo on the 15th, lost on
    the 18th. C: opened on the 5th, still there on the clock's day, the 31st."""
    return facts(
        "2024-01-31",
        deals=[
            deal("a", "2024-01-01", "2024-01-30", "won"),
            deal("b", "2024-01-02", "2024-01-18", "lost"),
            deal("c", "2024-01-05"),
        ],
        deal_stages=[
            entered("a", "Demo", "2024-01-10"),
            entered("a", "Proposal", "2024-01-12"),
            entered("a", "demo", "2024-01-20"),
            entered("b", "Demo scheduled", "2024-01-15"),
        ],
    )


def test_a_stage_entered_again_counts_once(journeys: Facts) -> None:
    assert one(journeys, "stage_entries", stage="Demo").value == 2
    assert one(journeys, "demos").value == 2
    assert one(journeys, "demos", "2024-01-16", "2024-02-01").value == 0


def test_a_deal_counts_as_entering_where_it_is_opened_and_won(journeys: Facts) -> None:
    assert one(journeys, "stage_entries", stage="opportunity").value == 3
    assert one(journeys, "stage_entries", stage="Won").value == 1


def test_before_a_stages_history_was_kept_nothing_is_known_of_it() -> None:
    """Deals since November, their stages recorded only from 10 January on: no demos before that isn't 0."""
    made = facts(
        "2024-03-31",
        deals=[deal("a", "2023-11-05", "2024-02-10", "won"), deal("b", "2024-01-02")],
        deal_stages=[entered("b", "Proposal", "2024-01-10"), entered("a", "Demo", "2024-02-01")],
    )
    known = {"2023-11": None, "2023-12": None, "2024-01": 0, "2024-02": 1, "2024-03": 0}
    assert by_period(made, "demos", "month", start="2023-11-01", end="2024-04-01") == known
    assert by_period(made, "stage_entries", "month", stage="Demo", start="2023-11-01", end="2024-04-01") == known
    opened = by_period(made, "stage_entries", "month", stage="Opportunity", end="2024-04-01")
    assert opened == {"2023-11": 1, "2023-12": 0, "2024-01": 1, "2024-02": 0, "2024-03": 0}
    assert str(one(made, "demos", "2023-12-01", "2024-01-01").reason) == (
        "The data on this reach from Jan 10, 2024 to Mar 31, 2024."
    )


def test_conversion_is_of_those_who_entered_the_stage_before(journeys: Facts) -> None:
    assert fraction(one(journeys, "stage_conversion", stage="Demo")) == (2, 3)
    assert fraction(one(journeys, "stage_conversion", stage="Proposal")) == (1, 2)
    assert fraction(one(journeys, "stage_conversion", stage="Won")) == (1, 1)


def test_demo_to_deal(journeys: Facts) -> None:
    assert fraction(one(journeys, "demo_to_deal_rate")) == (1, 2)


def test_days_in_a_stage_end_with_the_next_or_the_loss(journeys: Facts) -> None:
    """In demo: A 2 days (to the proposal), B 3 (to the loss). In opportunity: 9, 13, and C at least 26."""
    demo = one(journeys, "stage_days", stage="Demo")
    assert (demo.value, demo.numerator, demo.n) == (2.5, 5, 2)
    opportunity = one(journeys, "stage_days", stage="Opportunity")
    assert (opportunity.value, opportunity.numerator, opportunity.denominator, opportunity.n) == (13, 22, 2, 3)


def test_nobody_leaves_the_last_stage(journeys: Facts) -> None:
    found = one(journeys, "stage_days", stage="Won")
    assert (found.value, str(found.reason)) == (None, "Won is the last stage: nobody moves on from it.")


def test_a_stage_without_data_has_no_value_rather_than_zero(journeys: Facts) -> None:
    found = one(journeys, "stage_entries", stage="Qualified")
    assert (found.value, found.reason and found.reason.code) == (None, "stage_without_data")
    found = one(journeys, "stage_conversion", stage="Opportunity")
    assert (found.value, str(found.reason)) == (None, "No stage before Opportunity has data.")
    without_demos = facts("2024-01-31", deals=[deal("a", "2024-01-01")], deal_stages=[entered("a", "x", "2024-01-02")])
    assert one(without_demos, "demos").value is None


def test_a_stage_must_be_named_and_known(journeys: Facts) -> None:
    with pytest.raises(BadInput, match="name one of Visit, Lead"):
        one(journeys, "stage_entries")
    with pytest.raises(NotThere, match="did you mean 'Demo'"):
        one(journeys, "stage_entries", stage="Demoo")


def test_skipping_a_stage_is_going_on() -> None:
    made = facts(
        "2024-01-31",
        deals=[deal("a", "2024-01-01", "2024-01-30", "won"), deal("b", "2024-01-01")],
        deal_stages=[entered("b", "Demo", "2024-01-15")],
    )
    assert fraction(one(made, "stage_conversion", stage="Demo")) == (2, 2)


def test_entering_too_early_does_not_count_entering_again_later_does() -> None:
    """The proposal lies before the demo for both deals; only B gets another one afterwards."""
    made = facts(
        "2024-01-31",
        deals=[deal("a", "2024-01-01"), deal("b", "2024-01-01")],
        deal_stages=[
            entered("a", "Proposal", "2024-01-05"),
            entered("a", "Demo", "2024-01-10"),
            entered("b", "Proposal", "2024-01-05"),
            entered("b", "Demo", "2024-01-10"),
            entered("b", "Proposal", "2024-01-15"),
        ],
    )
    assert fraction(one(made, "stage_conversion", stage="Proposal")) == (1, 2)


def test_a_leads_path_goes_on_in_its_first_deal() -> None:
    made = facts(
        "2024-03-31",
        leads=[
            {"lead_id": "l", "created_at": "2024-01-01", "disqualified_at": None},
            {"lead_id": "m", "created_at": "2024-01-02"},
        ],
        deals=[
            deal("first", "2024-01-10", "2024-01-20", "lost", lead_id="l"),
            deal("second", "2024-02-10", "2024-02-20", "won", lead_id="l"),
            deal("own", "2024-02-11"),
            deal("unknown lead", "2024-02-12", lead_id="gone"),
        ],
    )
    found = {(row["path_id"], row["stage"]): row["main"] for row in entries(made).to_pyarrow().to_pylist()}
    assert found == {
        ("lead:l", "Lead"): True,
        ("lead:m", "Lead"): True,
        ("lead:l", "Opportunity"): True,
        ("deal:second", "Opportunity"): False,
        ("deal:own", "Opportunity"): True,
        ("deal:unknown lead", "Opportunity"): True,
        ("deal:second", "Won"): False,
    }
    assert exits(made).to_pyarrow()["path_id"].to_pylist() == ["lead:l"]
    assert fraction(one(made, "stage_conversion", stage="Opportunity")) == (1, 2)


def test_visits_of_nobody_weigh_what_they_count_and_a_visitor_who_became_a_lead_is_the_lead() -> None:
    made = facts(
        "2024-01-31",
        leads=[{"lead_id": "l", "created_at": "2024-01-05"}],
        visits=[
            {"visit_id": "1", "visitor_id": "v", "at": "2024-01-01", "kind": "visit"},
            {"visit_id": "2", "visitor_id": "v", "at": "2024-01-05", "kind": "visit", "lead_id": "l"},
            {"visit_id": "3", "visitor_id": "w", "at": "2024-01-02", "kind": "landing"},
            {"visit_id": "4", "at": "2024-01-02", "kind": "visit", "count": 8},
            {"visit_id": "5", "at": "2024-01-02", "kind": "download"},
        ],
    )
    assert one(made, "stage_entries", stage="Visit").value == 1 + 1 + 8
    assert fraction(one(made, "stage_conversion", stage="Lead")) == (1, 10)


def test_stages_are_the_workspaces_and_only_those_with_data_come_before_another() -> None:
    stages = (
        Stage("Interest", Phase.AWARENESS, lead="created_at"),
        Stage("Fit", Phase.CONSIDERATION, lead="sales_qualified_at"),
        Stage("Deal", Phase.DECISION, deal="created"),
    )
    made = facts(
        "2024-01-31",
        Workspace(stages=stages),
        leads=[{"lead_id": "l", "created_at": "2024-01-05"}, {"lead_id": "m", "created_at": "2024-01-06"}],
        deals=[deal("d", "2024-01-10", lead_id="m")],
    )
    assert [stage.name for stage in stages_with_data(made)] == ["Interest", "Deal"]
    assert fraction(one(made, "stage_conversion", stage="Deal")) == (1, 2)
    assert one(made, "stage_conversion", stage="Fit").value is None


def test_close_ratio_is_of_leads_and_leadless_deals_that_were_engaged() -> None:
    """L was called and won by its second deal, M was called and has none, N never contacted; X has no lead."""
    made = facts(
        "2024-03-31",
        leads=[{"lead_id": key, "created_at": "2024-01-01"} for key in "lmn"],
        deals=[
            deal("1", "2024-01-10", "2024-01-20", "lost", lead_id="l"),
            deal("2", "2024-02-10", "2024-02-20", "won", lead_id="l"),
            deal("x", "2024-02-11", "2024-02-12", "lost"),
        ],
        activities=[
            {"activity_id": "1", "kind": "call", "at": "2024-01-03", "lead_id": "l"},
            {"activity_id": "2", "kind": "email", "at": "2024-01-04", "lead_id": "m", "by": "marketing"},
            {"activity_id": "3", "kind": "email_reply", "at": "2024-01-04", "lead_id": "n"},
        ],
    )
    assert fraction(one(made, "close_ratio")) == (1, 3)
    assert fraction(one(made, "close_ratio", "2024-01-01", "2024-02-01")) == (1, 2)
