"""A formula's change by the numbers that it is made from.

| | open at the end | stale | won of closed | worth | mean days |
|---|---|---|---|---|---|
| January | 1 | 0 | 1 of 2 | 100 | 10 |
| February | 2 | 0 | 2 of 2 | 200 | 20 |
"""

import datetime as dt
from math import fsum

import pytest

from keyfunnel.kpis.evaluate import by_each, raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.why import Comparison, Why, preceding, why
from keyfunnel.model.calendar import span
from tests.kpis.small_facts import facts

FEBRUARY = span(dt.date(2024, 2, 1), dt.date(2024, 3, 1))


def deal(created: str, closed: str | None, outcome: str, amount: int = 0) -> dict[str, object]:
    key = f"{created} {closed} {outcome}"
    return {
        "deal_id": key,
        "created_at": created,
        "closed_at": closed,
        "outcome": outcome,
        "amount": amount,
        "owner_id": "ann" if outcome == "won" else "bob",
    }


@pytest.fixture(scope="module")
def made() -> Facts:
    return facts(
        "2024-02-29",
        deals=[
            deal("2024-01-05", "2024-01-15", "won", 100),
            deal("2024-01-05", "2024-01-16", "lost"),
            deal("2024-01-25", "2024-02-14", "won", 200),
            deal("2024-02-01", "2024-02-21", "won", 200),
            deal("2024-02-20", None, "open"),
            deal("2024-02-21", None, "open"),
        ],
        targets=[
            {"kpi": "revenue", "scope": "company", "period": "2024-01", "amount": 400},
            {"kpi": "revenue", "scope": "company", "period": "2024-02", "amount": 500},
        ],
    )


def asked(made: Facts, kpi: str) -> Why:
    return why(made, kpi, Comparison(FEBRUARY, preceding(FEBRUARY)))


def test_what_each_number_did_adds_up_to_the_change(made: Facts) -> None:
    """5 a day (1 × ½ × 100 ÷ 10) to 20 (2 × 1 × 200 ÷ 20): open deals, win rate and worth double, days halve it."""
    found = asked(made, "sales_velocity")
    assert (found.against_value, found.value) == (5, 20)
    factors = {one.kpi: one for one in found.factors}
    assert {key: (one.against_value, one.value) for key, one in factors.items()} == {
        "pipeline_volume": (1, 2),
        "stale_deals": (0, 0),
        "win_rate": (0.5, 1),
        "average_deal_value": (100, 200),
        "sales_cycle_length": (10, 20),
    }
    assert factors["sales_cycle_length"].part == "mean"
    assert fsum(one.effect for one in found.factors) == pytest.approx(15)
    doubled = {round(factors[key].effect, 9) for key in ("pipeline_volume", "win_rate", "average_deal_value")}
    assert len(doubled) == 1
    assert factors["stale_deals"].effect == 0
    assert factors["sales_cycle_length"].effect < 0
    assert found.reason is not None
    assert found.reason.code == "parts_of_a_formula"


def test_a_target_is_a_factor_too(made: Facts) -> None:
    """100 of 400 to 400 of 500, by the means of both periods: 300 × (1/400 + 1/500)/2, and 250 × (1/500 − 1/400)."""
    found = asked(made, "quota_attainment")
    assert [(one.kpi, one.part) for one in found.factors] == [("revenue", ""), ("revenue", "target")]
    assert [one.effect for one in found.factors] == pytest.approx([0.675, -0.125])


def test_a_share_has_none(made: Facts) -> None:
    assert asked(made, "win_rate").factors == ()


def test_dimensions_measured_together_are_what_each_of_them_is(made: Facts) -> None:
    month = Query(start=FEBRUARY.start, end=FEBRUARY.end)
    for kpi in ("win_rate", "sales_cycle_length", "revenue", "sales_velocity", "pipeline_volume"):
        together = by_each(made, kpi, month, ("owner", "team", "source"))
        for dimension, found in together.items():
            alone = raw(made, [kpi], Query(by=(dimension,), start=FEBRUARY.start, end=FEBRUARY.end))
            assert found == alone, (kpi, dimension)
