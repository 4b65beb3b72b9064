"""Numbers misread for the time they are from: too short, too few, or the season."""

from itertools import pairwise
from typing import Any

from keyfunnel.kpis.facts import Facts
from tests.kpis.guardrails.firing import fired
from tests.kpis.small_facts import facts


def won(key: object, day: str, amount: float, created: str | None = None, **rest: Any) -> dict[str, Any]:
    return {
        "deal_id": str(key),
        "outcome": "won",
        "closed_at": day,
        "created_at": created or day,
        "amount": amount,
    } | rest


def months(first: int, count: int) -> list[str]:
    return [f"{(first * 12 + n) // 12}-{(first * 12 + n) % 12 + 1:02}" for n in range(count)]


def yearly(december: float) -> Facts:
    """100 a month from January 2021 to November 2023, but 300 in December; ``december`` in December 2023."""
    amounts = {month: 300.0 if month.endswith("12") else 100.0 for month in months(2021, 36)} | {"2023-12": december}
    # A little scatter, the same in every year's season but one.
    amounts |= {"2022-06": 104.0}
    return facts("2023-12-31", deals=[won(month, f"{month}-10", amount) for month, amount in amounts.items()])


def test_a_december_that_trebles_as_every_year_is_the_seasons() -> None:
    assert fired(yearly(301), "seasonal", "revenue", "2023-12-01", "2024-01-01", grain="month") == [
        "It moved by 201% on the period before; in 2 earlier years it moved by 200% to 200% at this time: the season "
        "explains it."
    ]
    assert fired(yearly(301), "seasonal", "revenue", "2023-12-01", "2024-01-01")


def test_a_december_twice_as_strong_is_more_than_the_season() -> None:
    assert not fired(yearly(600), "seasonal", "revenue", "2023-12-01", "2024-01-01", grain="month")


def test_one_year_before_doesnt_make_a_season() -> None:
    assert not fired(yearly(301), "seasonal", "revenue", "2022-12-01", "2023-01-01", grain="month")


def forecast(count: int) -> Facts:
    of = months(2023, count + 1)
    return facts(
        f"{of[count - 1]}-28",
        deals=[won(month, f"{month}-10", 100) for month in of[:-1]],
        forecasts=[
            {"forecast_id": one, "made_on": "2022-12-01", "period_start": f"{one}-01", "period_end": f"{after}-01"}
            | {"amount": 90}
            for one, after in pairwise(of)
        ],
    )


def test_forecasts_of_seven_finished_months_promise_nothing_yet() -> None:
    told = fired(forecast(8), "short_history", "forecast_accuracy", "2023-07-01", "2023-08-01", grain="month")
    assert told == ["Only 7 periods so far had a forecast and are over: under 8, an accurate one promises nothing."]
    assert fired(forecast(8), "short_history", "forecast_accuracy", "2023-07-01", "2023-08-01") == told
    assert fired(forecast(8), "short_history", "forecast_bias", "2023-07-01", "2023-08-01", grain="month") == told


def test_eight_are_enough() -> None:
    assert not fired(forecast(9), "short_history", "forecast_accuracy", "2023-07-01", "2023-08-01", grain="month")


def bought(cycle: str) -> Facts:
    """Two customers won on 20 March, opened on ``cycle``; money spent and people touched in March."""
    return facts(
        "2024-03-31",
        deals=[won(n, "2024-03-20", 10, cycle, account_id=str(n)) for n in range(2)],
        spend=[{"spend_id": "1", "on": "2024-03-01", "category": "marketing", "amount": 50}],
        activities=[
            {"activity_id": "1", "kind": "call", "at": "2024-03-04T09:00:00", "deal_id": "0"},
            {"activity_id": "2", "kind": "meeting", "at": "2024-03-05T09:00:00", "deal_id": "0", "held": True},
        ],
    )


def test_a_cost_over_less_time_than_a_sale_takes_is_told() -> None:
    slow = bought("2024-02-01")  # 48 days
    assert fired(slow, "short_window", "customer_acquisition_cost", "2024-03-01", "2024-04-01") == [
        "31 days are less than the 48 that a sale usually takes: much of what was spent brings its customers later."
    ]
    assert not fired(bought("2024-03-10"), "short_window", "customer_acquisition_cost", "2024-03-01", "2024-04-01")


def test_touches_say_little_where_sales_are_quick() -> None:
    assert fired(bought("2024-03-10"), "short_cycle", "touches_to_first_meeting") == [
        "A sale usually takes 10 days here. Touches before the first meeting say little where cycles are under 14 days."
    ]
    assert not fired(bought("2024-03-06"), "short_cycle", "touches_to_first_meeting")
