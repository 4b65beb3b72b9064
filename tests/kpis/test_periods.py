"""Periods, the clock, and when there is 0 and when there is nothing."""

import pytest

from keyfunnel.kpis.facts import Facts
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace
from tests.kpis.asking import by_period, one, split
from tests.kpis.small_facts import facts


def won(day: str | None, amount: float | None = None, **rest: object) -> dict[str, object]:
    return {"deal_id": f"{day}{amount}{rest}", "outcome": "won", "closed_at": day, "amount": amount, **rest}


@pytest.fixture(scope="module")
def year() -> Facts:
    """Won on 15 January, 31 January, 1 February at 23:59 and 10 April; one without a close date; known to 20 May."""
    return facts(
        "2024-05-20",
        deals=[
            won("2024-01-15", 1),
            won("2024-01-31", 2),
            won("2024-02-01T23:59:00", 4),
            won("2024-04-10", 8),
            won(None, 16),
        ],
    )


def test_a_period_ends_before_its_end(year: Facts) -> None:
    assert one(year, "revenue", "2024-01-15", "2024-01-31").value == 1
    assert one(year, "revenue", "2024-01-31", "2024-02-02").value == 6


def test_a_row_without_a_date_is_in_no_total(year: Facts) -> None:
    assert one(year, "revenue").value == 15


def test_without_a_range_it_is_all_that_the_data_cover(year: Facts) -> None:
    assert one(year, "revenue").period.label == "2024-01-15/2024-05-21"


def test_an_empty_month_within_the_data_is_zero(year: Facts) -> None:
    assert by_period(year, "deals_won", "month") == {
        "2024-01": 2,
        "2024-02": 1,
        "2024-03": 0,
        "2024-04": 1,
        "2024-05": 0,
    }


def test_outside_the_data_there_is_no_value_but_a_reason(year: Facts) -> None:
    for start, end in (("2023-11-01", "2023-12-01"), ("2024-07-01", "2024-08-01")):
        found = one(year, "deals_won", start, end)
        assert found.value is None
        assert str(found.reason) == "The data on this reach from Jan 15, 2024 to May 20, 2024."


def test_a_rate_of_nothing_is_nothing(year: Facts) -> None:
    found = one(year, "win_rate", "2024-03-01", "2024-04-01")
    assert (found.value, found.low, found.n) == (None, None, 0)
    assert str(found.reason) == "No rows to measure in this period."


def test_groups_without_rows_are_left_out() -> None:
    made = facts("2024-05-20", deals=[won("2024-01-15", 1, region="A"), won("2024-04-15", 2, region="B")])
    assert split(made, "revenue", "region", start="2024-01-01", end="2024-02-01") == {"A": 1}
    assert split(made, "win_rate", "region", start="2024-02-01", end="2024-03-01") == {}


def test_a_group_without_a_name_is_null_not_a_word() -> None:
    made = facts("2024-05-20", deals=[won("2024-01-15", 1, region="A"), won("2024-04-15", 2)])
    assert split(made, "revenue", "region") == {"A": 1, None: 2}


def test_a_sum_over_rows_that_carry_no_value_is_nothing() -> None:
    made = facts("2024-05-20", deals=[won("2024-01-15"), won("2024-02-15", 2)])
    months = by_period(made, "revenue", "month")
    assert (months["2024-01"], months["2024-02"], months["2024-03"]) == (None, 2, 0)


def test_quarters_follow_the_fiscal_year() -> None:
    made = facts("2024-05-20", Workspace(fiscal_start=2), deals=[won("2024-01-31", 1), won("2024-02-01", 2)])
    assert by_period(made, "revenue", "quarter") == {"2024-Q4": 1, "2025-Q1": 2, "2025-Q2": 0}
    assert by_period(made, "revenue", "year") == {"2024": 1, "2025": 2}


def test_weeks_are_iso_weeks() -> None:
    made = facts("2025-01-06", deals=[won("2024-12-29", 1), won("2024-12-30", 2), won("2025-01-05", 4)])
    assert by_period(made, "revenue", "week") == {"2024-W52": 1, "2025-W01": 6, "2025-W02": 0}


def test_rows_after_the_clock_are_not_known_yet() -> None:
    made = facts("2024-01-20", deals=[won("2024-01-15", 1), won("2024-01-25", 2)])
    assert by_period(made, "revenue", "month") == {"2024-01": 1}


def test_a_range_must_end_after_it_starts(year: Facts) -> None:
    with pytest.raises(BadInput, match="must end after it starts"):
        one(year, "revenue", "2024-02-01", "2024-02-01")


def test_what_was_not_brought_is_named(year: Facts) -> None:
    found = one(year, "mrr")
    assert found.value is None
    assert "subscriptions.mrr" in str(found.reason)
