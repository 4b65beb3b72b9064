"""Numbers that hang on a few rows, on money left out, or on a source that went quiet."""

import datetime as dt
from typing import Any

from keyfunnel.kpis.evaluate import evaluate
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.workspace import Workspace
from tests.kpis.asking import asked
from tests.kpis.guardrails.firing import fired
from tests.kpis.small_facts import facts


def won(key: object, day: str, amount: float | None, **rest: Any) -> dict[str, Any]:
    return {"deal_id": str(key), "outcome": "won", "closed_at": day, "created_at": day, "amount": amount, **rest}


def test_two_deals_of_two_hundred_that_carry_a_third_of_the_value_are_named() -> None:
    """198 of 10 and two of 500 and 490: 990 of 2,970; with 800 in all the two carry 28.8 %."""
    few = [won(n, "2024-03-01", 10) for n in range(198)]
    made = facts("2024-03-31", deals=[*few, won("x", "2024-03-02", 500), won("y", "2024-03-02", 490)])
    assert fired(made, "outliers", "average_deal_value") == [
        "The largest 2 rows of 200 carry 33.3% of the total: this number hangs on a few."
    ]
    calm = facts("2024-03-31", deals=[*few, won("x", "2024-03-02", 400), won("y", "2024-03-02", 400)])
    assert not fired(calm, "outliers", "average_deal_value")


def test_outliers_are_looked_for_in_each_period_and_group_of_a_hundred_or_more() -> None:
    """January: 99 of 10 and one of 1,000. February and the other product have fewer than 100."""
    rows = [won(n, "2024-01-05", 10, product_id="A") for n in range(99)]
    rows += [won("x", "2024-01-06", 1000, product_id="A"), won("y", "2024-02-01", 9000, product_id="A")]
    rows += [won("z", "2024-01-06", 9999, product_id="B")]
    made = facts("2024-02-28", deals=rows)
    assert fired(made, "outliers", "product_revenue", grain="month", by=("product",)) == [
        "The largest row of 100 carries 50.3% of the total: this number hangs on it."
    ]


def test_rows_without_a_rate_are_counted_beside_the_value() -> None:
    made = facts(
        "2024-02-28",
        deals=[
            won(1, "2024-01-05", 10, owner_id="ann"),
            won(2, "2024-01-06", 10, currency="THB", owner_id="ben"),
            won(3, "2024-02-06", 10, currency="USD", owner_id="ann"),
        ],
    )
    told = "Left out for want of an exchange rate for their date: 1 of 2 rows."
    assert fired(made, "mixed_currency", "revenue", grain="month") == [told]
    assert fired(made, "mixed_currency", "revenue", by=("owner",)) == []  # Ben has nothing left to sum
    assert not fired(made, "mixed_currency", "revenue", "2024-02-01")


def test_what_has_no_value_for_want_of_a_rate_says_so() -> None:
    """The only deal of January is in baht, that of February carries no amount."""
    made = facts(
        "2024-02-28",
        deals=[won(1, "2024-01-05", 10, currency="THB"), won(2, "2024-02-06", None), won(3, "2024-02-28", 5)],
    )
    told = "Left out for want of an exchange rate for their date: 1 of 1 row."
    for kpi in ("revenue", "average_deal_value"):
        (january,) = evaluate(made, [kpi], asked("2024-01-01", "2024-02-01"))
        (february,) = evaluate(made, [kpi], asked("2024-02-01", "2024-02-10"))
        assert (january.value, str(january.reason)) == (None, told)
        assert february.value is None
        assert "currency" not in str(february.reason)


def test_what_runs_is_looked_at_from_the_start() -> None:
    subscriptions = [
        {"subscription_id": str(n), "account_id": str(n), "started_on": "2023-01-01", "mrr": 5, "currency": of}
        for n, of in enumerate(("EUR", None, None))
    ]
    made = facts("2024-02-28", Workspace(), subscriptions=subscriptions)
    assert "1 of 3 rows" in fired(made, "mixed_currency", "mrr", "2024-02-01", "2024-03-01")[0]


def test_what_has_ended_is_left_out_of_nothing() -> None:
    """Of two forint deals opened in January, one is closed in February, the other stays open beside one in dollars."""
    opened = {"created_at": "2024-01-05", "amount": 10, "currency": "HUF"}
    made = facts(
        "2024-03-31",
        deals=[
            {"deal_id": "1", "outcome": "lost", "closed_at": "2024-02-10", **opened},
            {"deal_id": "2", "outcome": "open", **opened},
            {"deal_id": "3", "outcome": "open", **opened, "currency": "USD"},
        ],
    )
    told = "Left out for want of an exchange rate for their date:"
    assert fired(made, "mixed_currency", "pipeline_value", grain="month") == [
        f"{told} 2 of 3 rows.",
        f"{told} 1 of 2 rows.",
        f"{told} 1 of 2 rows.",
    ]


def daily(days: int, until: str) -> Facts:
    """Leads every weekday from 1 January on; deals won on other days until ``until``."""
    start = dt.date(2024, 1, 1)
    received = [start + dt.timedelta(days=n) for n in range(days)]
    leads = [{"lead_id": f"{day}", "created_at": f"{day}"} for day in received if day.weekday() < 5]
    return facts(until, leads=leads, deals=[won("x", until, 10)])


def test_a_source_that_went_quiet_is_told_for_the_periods_it_misses() -> None:
    """The newest lead is from Friday 1 March; over weekends 3 days pass, 20 days later it is late."""
    quiet = daily(61, "2024-03-21")
    assert fired(quiet, "stale_data", "new_leads", grain="month") == [
        "The newest row of leads is from Mar 1, 2024, 20 days before the data end; its rows usually come at most 3 "
        "days apart. What happened since may be missing."
    ]


def test_one_day_is_told_as_one() -> None:
    """A lead every day up to 10 January, and 3 days later none."""
    leads = [{"lead_id": f"{day}", "created_at": f"2024-01-{day:02}"} for day in range(1, 11)]
    made = facts("2024-01-13", leads=leads, deals=[won("x", "2024-01-13", 10)])
    (told,) = fired(made, "stale_data", "new_leads", grain="month")
    assert "3 days before the data end; its rows usually come at most 1 day apart" in told


def test_a_pause_like_one_before_is_still_told() -> None:
    """Leads every day in January and from 11 February to 1 March: 10 days without any were nothing new, 9 are none."""
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in (*range(31), *range(41, 61))]
    made = facts("2024-03-10", leads=[{"lead_id": f"{day}", "created_at": f"{day}"} for day in days],
                 deals=[won("x", "2024-03-10", 10)])  # fmt: skip
    assert "9 days before" in fired(made, "stale_data", "new_leads", "2024-03-01", "2024-04-01")[0]


def test_a_source_within_twice_its_usual_interval_is_not_stale() -> None:
    assert not fired(daily(61, "2024-03-07"), "stale_data", "new_leads", grain="month")


def received(*stretches: tuple[str, str]) -> list[dict[str, str]]:
    """A lead on every day of each stretch, its last one included."""
    bounds = [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in stretches]
    days = [first + dt.timedelta(days=n) for first, last in bounds for n in range((last - first).days + 1)]
    return [{"lead_id": f"{day}", "created_at": f"{day}"} for day in days]


def test_a_hole_in_what_a_source_tells_is_told_for_the_periods_it_lies_in() -> None:
    """Leads on every day but from 11 March to 20 May 2024: 21 of 31 days, a month, 20 of 31, 71 of 366."""
    made = facts("2024-12-31", leads=received(("2024-01-01", "2024-03-10"), ("2024-05-21", "2024-12-31")))
    told = (
        "leads has no rows from Mar 11, 2024 to May 20, 2024, though they usually come at most 1 day apart. What "
        "happened then may be missing."
    )
    assert fired(made, "stale_data", "new_leads", grain="month") == [told] * 3
    assert fired(made, "stale_data", "new_leads", grain="year") == [told]
    assert not fired(made, "stale_data", "new_leads", "2024-05-21", "2025-01-01")
    assert [one.value for one in evaluate(made, ["new_leads"], asked("2024-04-01", "2024-05-01"))] == [0]


def test_four_weeks_without_rows_are_a_holiday() -> None:
    """28 days apart, 27 of them without any; a day more is a hole."""
    short = facts("2024-12-31", leads=received(("2024-01-01", "2024-07-01"), ("2024-07-29", "2024-12-31")))
    assert not fired(short, "stale_data", "new_leads", grain="month")
    long = facts("2024-12-31", leads=received(("2024-01-01", "2024-07-01"), ("2024-07-30", "2024-12-31")))
    assert len(fired(long, "stale_data", "new_leads", grain="month")) == 1


def test_a_pause_that_comes_every_year_is_no_hole() -> None:
    """Closed in July and August of both years; in the second for another month before."""
    years = (("2023-01-01", "2023-06-30"), ("2023-09-01", "2024-05-31"), ("2024-09-01", "2024-12-31"))
    made = facts("2024-12-31", leads=received(*years))
    assert not fired(made, "stale_data", "new_leads", grain="month")
