"""What a lifetime value's four inputs did to its change.

The company of tests/kpis/test_lifetime.py, of which 4 of 20 leave in July 2023 and one comes in December:

| | MRR | customers | margin over 12 months | churn over 12 months | value |
|---|---|---|---|---|---|
| October | 800 | 16 | 70 of 100 | 4 of 20 × 7 + 16 × 3 = 188 | 50 × 0.7 × 47 = 1,645 |
| December | 850 | 17 | 120 of 200 | 4 of 20 × 7 + 16 × 5 = 220 | 50 × 0.6 × 55 = 1,650 |
"""

import datetime as dt
from collections.abc import Mapping
from itertools import permutations
from math import fsum

import pytest

from keyfunnel.kpis.why import Comparison, why
from keyfunnel.kpis.why.factors import FORMULA
from keyfunnel.model.calendar import span
from tests.kpis.test_lifetime import company

OCTOBER, DECEMBER = (
    span(dt.date(2023, month, 1), end) for month, end in ((10, dt.date(2023, 11, 1)), (12, dt.date(2024, 1, 1)))
)
BEFORE = {"mrr": 800, "active_customers": 16, "gross_margin": 0.7, "customer_churn_rate": 4 / 188}
NOW = {"mrr": 850, "active_customers": 17, "gross_margin": 0.6, "customer_churn_rate": 4 / 220}


def value(of: Mapping[str, float]) -> float:
    return of["mrr"] / of["active_customers"] * of["gross_margin"] / of["customer_churn_rate"]


def mean_over_all_orders() -> dict[str, float]:
    """What changing each input does, whichever were changed before it."""
    orders = list(permutations(BEFORE))
    effects = dict.fromkeys(BEFORE, 0.0)
    for order in orders:
        of: dict[str, float] = dict(BEFORE)
        for name in order:
            old, of[name] = value(of), NOW[name]
            effects[name] += (value(of) - old) / len(orders)
    return effects


def test_each_input_has_its_effect_and_together_they_are_the_change() -> None:
    found = why(company(4, 100), "customer_lifetime_value", Comparison(DECEMBER, OCTOBER))
    assert (found.against_value, found.value) == pytest.approx((1645, 1650))
    factors = {one.kpi: one for one in found.factors}
    assert {key: one.against_value for key, one in factors.items()} == pytest.approx(BEFORE)
    assert {key: one.value for key, one in factors.items()} == pytest.approx(NOW)
    assert {key: one.effect for key, one in factors.items()} == pytest.approx(mean_over_all_orders())
    assert fsum(one.effect for one in found.factors) == pytest.approx(5)
    assert [one.part for one in found.factors] == ["", "", "mean", "mean"]


def test_a_narrowed_value_has_the_inputs_of_those_it_is_narrowed_to() -> None:
    """Swedes: two of ten leave, 10 × 7 + 8 × 4 months until December; their one order has a margin of 50 %."""
    asked = Comparison(DECEMBER, span(dt.date(2023, 11, 1), dt.date(2023, 12, 1)), where={"country": ("SE",)})
    found = why(company(4, 100), "customer_lifetime_value", asked)
    before, now = 50 * 0.5 * (70 + 8 * 4) / 2, 50 * 0.5 * 110 / 2
    assert (found.against_value, found.value) == pytest.approx((before, now))
    assert fsum(one.effect for one in found.factors) == pytest.approx(now - before)


def test_groups_are_told_to_stand_side_by_side() -> None:
    found = why(company(4, 100), "customer_lifetime_value", Comparison(DECEMBER, OCTOBER, by=("country",)))
    assert [split.reason for split in found.splits] in ([], [FORMULA])
