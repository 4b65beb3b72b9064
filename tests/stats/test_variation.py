"""The usual swing between periods, by hand."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyfunnel.stats.intervals import wilson
from keyfunnel.stats.variation import usual_range, usual_rate


def test_range_of_values_by_hand() -> None:
    """10, 12, 14: mean 12, s 2, t(2) 4.302653, √(1 + 1/3): 12 ± 9.9366."""
    assert usual_range([10, np.nan, 12, 14]) == pytest.approx((2.06344, 21.93656), abs=1e-4)


def test_one_period_tells_nothing_of_the_swing() -> None:
    assert np.isnan(usual_range([5])).all()
    assert np.isnan(usual_rate([5], [10], 10)).all()


def test_rates_that_differ_only_by_chance_get_binomial_error() -> None:
    """50/100 three times, next 100: φ = 1, t(2) 4.302653, 0.5 ± t·√(0.25·(1/100 + 1/300))."""
    low, high = usual_rate([50, 50, 50], [100, 100, 100], 100)
    assert (float(low), float(high)) == pytest.approx((0.25159, 0.74841), abs=1e-4)


def test_rates_that_differ_more_widen_it() -> None:
    """40, 50, 60 of 100: χ² = Σ(s - 50)²/(100·0.25) = 8, φ = 4, so twice as wide."""
    low, high = usual_rate([40, 50, 60], [100, 100, 100], 10_000)
    calm_low, calm_high = usual_rate([50, 50, 50], [100, 100, 100], 10_000)
    assert float(high - low) == pytest.approx(2 * float(calm_high - calm_low))


@given(
    st.lists(st.integers(1, 10**5).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=15)
)
def test_a_usual_rate_is_a_rate(groups: list[tuple[int, int]]) -> None:
    low, high = usual_rate([won for won, _ in groups], [of for _, of in groups], 50)
    assert 0 <= float(low) <= float(high) <= 1


@pytest.mark.shared
def test_mavens_months_swing_far_beyond_binomial_error(shared: Path) -> None:
    """531/647 in March and 285/586 in April (REFERENCE.md): the wins swing by quarter, not by chance."""
    won, closed = Counter[str](), Counter[str]()
    with (shared / "maven_crm" / "sales_pipeline.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if row["close_date"]:
                closed[row["close_date"][:7]] += 1
                won[row["close_date"][:7]] += row["deal_stage"] == "Won"
    months = sorted(closed)
    assert (won["2017-03"], closed["2017-03"], won["2017-04"], closed["2017-04"]) == (531, 647, 285, 586)
    low, high = usual_rate([won[m] for m in months], [closed[m] for m in months], 586)
    assert float(low) < 285 / 586 < 531 / 647 < float(high)
    assert not float(wilson(285, 586)[0]) < 4238 / 6711 < float(wilson(285, 586)[1])
