"""What was open when, at the value it had then."""

import pytest

from keyfunnel.kpis.bases.pipeline import stale_after
from keyfunnel.kpis.facts import Facts
from tests.kpis.asking import by_period, one, split
from tests.kpis.small_facts import facts


def deal(
    key: str, created: str | None, closed: str | None = None, outcome: str = "open", **rest: object
) -> dict[str, object]:
    return {"deal_id": key, "created_at": created, "closed_at": closed, "outcome": outcome, **rest}


@pytest.fixture(scope="module")
def open_deals() -> Facts:
    """A is open all along; B from 10 January to 5 February; C was lost on the last day of February."""
    return facts(
        "2024-03-15",
        deals=[
            deal("a", "2024-01-01", amount=10, region="X"),
            deal("b", "2024-01-10", "2024-02-05", "won", amount=20, region="Y"),
            deal("c", "2024-02-01", "2024-02-29", "lost", amount=40, region="Y"),
            deal("won but when?", "2024-01-01", None, "won", amount=80),
            deal("undated", None, amount=160),
            deal("closed before created", "2024-02-10", "2024-01-20", "lost", amount=320),
        ],
    )


def test_open_at_the_end_of_a_period_means_opened_before_it_and_not_closed_before_it(open_deals: Facts) -> None:
    assert by_period(open_deals, "pipeline_volume", "month") == {"2024-01": 2, "2024-02": 1, "2024-03": 1}
    assert by_period(open_deals, "pipeline_value", "month") == {"2024-01": 30, "2024-02": 10, "2024-03": 10}


def test_one_closed_on_a_day_is_open_at_the_days_start_and_not_at_its_end(open_deals: Facts) -> None:
    assert one(open_deals, "pipeline_volume", end="2024-02-29").value == 2
    assert one(open_deals, "pipeline_volume", end="2024-03-01").value == 1


def test_weeks_and_months_agree_where_they_end_together(open_deals: Facts) -> None:
    weeks = by_period(open_deals, "pipeline_volume", "week")
    assert weeks["2024-W05"] == one(open_deals, "pipeline_volume", end="2024-02-05").value == 3


def test_groups_with_nothing_open_are_left_out(open_deals: Facts) -> None:
    assert split(open_deals, "pipeline_volume", "region", end="2024-02-10") == {"X": 1, "Y": 1}
    assert split(open_deals, "pipeline_volume", "region") == {"X": 1}


def test_a_running_period_is_looked_at_where_the_clock_stands(open_deals: Facts) -> None:
    later = one(open_deals, "pipeline_volume", "2024-03-01", "2024-04-01")
    assert (later.value, later.period.label) == (1, "2024-03-01/2024-04-01")
    assert one(open_deals, "pipeline_volume", "2024-05-01", "2024-06-01").value is None


def test_the_value_is_what_was_recorded_at_the_time() -> None:
    """Opened at 100 on 1 January, raised to 150 on 10 February, won at 150 in March; today's amount says 999."""
    made = facts(
        "2024-03-31",
        deals=[deal("a", "2024-01-01", "2024-03-05", "won", amount=999)],
        deal_stages=[
            {"deal_id": "a", "stage": "demo", "entered_at": "2024-01-05", "amount": 100},
            {"deal_id": "a", "stage": "quote", "entered_at": "2024-02-10T09:00:00", "amount": 120},
            {"deal_id": "a", "stage": "quote", "entered_at": "2024-02-10T17:00:00", "amount": 150},
        ],
    )
    assert by_period(made, "pipeline_value", "month") == {"2024-01": 100, "2024-02": 150, "2024-03": 0}
    assert by_period(made, "pipeline_volume", "month") == {"2024-01": 1, "2024-02": 1, "2024-03": 0}


def test_a_single_record_tells_the_value_before_it_and_todays_holds_from_it_on() -> None:
    """A was opened at what its only record of 10 February says, 100, and is at 130 today; B's record on the day it was
    opened leaves nothing before it; C was lost, so its record holds throughout."""
    made = facts(
        "2024-03-31",
        deals=[
            deal("a", "2024-01-05", amount=130),
            deal("b", "2024-02-01", amount=7),
            deal("c", "2024-01-01", "2024-03-20", "lost", amount=999),
        ],
        deal_stages=[
            {"deal_id": "a", "stage": "quote", "entered_at": "2024-02-10", "amount": 100},
            {"deal_id": "b", "stage": "quote", "entered_at": "2024-02-01", "amount": 5},
            {"deal_id": "c", "stage": "quote", "entered_at": "2024-02-15", "amount": 1000},
        ],
    )
    assert by_period(made, "pipeline_value", "month") == {"2024-01": 1100, "2024-02": 1137, "2024-03": 137}
    assert by_period(made, "pipeline_volume", "month") == {"2024-01": 2, "2024-02": 3, "2024-03": 2}


def test_a_deal_closed_since_had_the_rate_of_its_opening_while_it_was_open() -> None:
    """100 EUR at 1.10 when opened, 1.50 when won: 110 in the pipeline then, whatever revenue it became."""
    made = facts(
        "2024-03-31",
        deals=[deal("a", "2024-01-05", "2024-03-10", "won", amount=100, currency="EUR")],
        rates=[
            {"currency": "EUR", "on": "2024-01-01", "rate": 1.1},
            {"currency": "EUR", "on": "2024-03-01", "rate": 1.5},
        ],
    )
    assert by_period(made, "pipeline_value", "month") == {"2024-01": 110, "2024-02": 110, "2024-03": 0}
    assert by_period(made, "revenue", "month")["2024-03"] == 150


def test_open_deals_without_amounts_have_no_value_rather_than_zero() -> None:
    made = facts("2024-01-31", deals=[deal("a", "2024-01-05"), deal("b", "2024-01-06", "2024-01-07", "won", amount=5)])
    found = one(made, "pipeline_value")
    assert found.value is None
    assert str(found.reason) == "The only row carries no value to sum."


def test_stale_deals_are_older_than_the_95th_percentile_of_closed_cycles() -> None:
    """Closed cycles of 1 to 21 days: the 95th percentile is 20. An open deal of 1 January is 20 days old on the 21st
    and stale from the 22nd on; one that closes on the 22nd never was."""
    closed = [deal(f"c{days}", "2023-12-01", f"2023-12-{days + 1:02d}", "won") for days in range(1, 22)]
    made = facts(
        "2024-02-10",
        deals=[*closed, deal("open", "2024-01-01"), deal("in time", "2024-01-01", "2024-01-22", "lost")],
    )
    assert stale_after(made) == 20
    days = by_period(made, "stale_deals", "day", start="2024-01-20", end="2024-01-24")
    assert days == {"2024-01-20": 0, "2024-01-21": 0, "2024-01-22": 1, "2024-01-23": 1}


def test_sales_velocity_multiplies_its_four_levers() -> None:
    """One fresh open deal, 2 of 4 closed ones won at 100 each in 10 days: 1 × 0.5 × 100 ÷ 10 = 5 a day."""
    made = facts(
        "2024-01-12",
        deals=[
            *(deal(f"w{n}", "2024-01-01", "2024-01-11", "won", amount=100) for n in range(2)),
            *(deal(f"l{n}", "2024-01-01", "2024-01-11", "lost") for n in range(2)),
            deal("o", "2024-01-10"),
        ],
    )
    found = one(made, "sales_velocity")
    assert found.value == pytest.approx(5)
    assert found.n == 1
