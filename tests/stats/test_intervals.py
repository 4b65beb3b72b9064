"""Intervals against published tables, and against what their definitions say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from keyfunnel.stats.intervals import mean, ratio_of_sums, wilson

# Newcombe (1998), Statistics in Medicine 17:857-872, Table I, method 3.
NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]


@pytest.mark.parametrize(("successes", "n", "low", "high"), NEWCOMBE)
def test_wilson_gives_newcombes_table(successes: int, n: int, low: float, high: float) -> None:
    found = wilson(successes, n)
    assert float(found[0]) == pytest.approx(low, abs=5e-5)
    assert float(found[1]) == pytest.approx(high, abs=5e-5)


def test_one_win_of_one_is_not_a_certainty() -> None:
    low, high = wilson(1, 1)
    assert float(low) == pytest.approx(1 / (1 + 1.959964**2), abs=1e-6)
    assert float(high) == 1.0


def test_wilson_of_nothing_is_unknown_and_other_cells_are_untouched() -> None:
    low, high = wilson([0, 50], [0, 100])
    assert np.isnan([low[0], high[0]]).all()
    assert (low[1], high[1]) == pytest.approx((0.4038, 0.5962), abs=5e-5)


@given(st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_rate_and_stays_within_0_and_1(cell: tuple[int, int]) -> None:
    successes, n = cell
    low, high = (float(end) for end in wilson(successes, n))
    assert 0 <= low <= successes / n <= high <= 1


def test_confidence_outside_0_and_1_is_refused() -> None:
    with pytest.raises(ValueError, match="95"):
        wilson(1, 2, confidence=95)


def test_mean_interval_is_students() -> None:
    """1, 2, 3, 4, 5: mean 3, s² 2.5, t(4) 2.7764, so 3 ± 2.7764·√0.5."""
    low, high = mean(5, 15, 55)
    assert (float(low), float(high)) == pytest.approx((1.03676, 4.96324), abs=1e-5)


def test_mean_of_one_row_has_no_interval() -> None:
    assert np.isnan(mean([1, 0], [5, 0], [25, 0])).all()


def test_ratio_interval_ends_where_a_t_test_of_y_minus_rx_gives_5_percent() -> None:
    """That is Fieller's definition; the t test is scipy's."""
    y = np.array([12.0, 30.0, 18.0, 44.0, 25.0, 31.0])
    x = np.array([4.0, 9.0, 7.0, 12.0, 8.0, 11.0])
    ends = ratio_of_sums(
        6,
        y.sum(),
        x.sum(),
        numerator_squares=(y**2).sum(),
        denominator_squares=(x**2).sum(),
        products=(x * y).sum(),
    )
    for end in ends:
        assert float(stats.ttest_1samp(y - float(end) * x, 0).pvalue) == pytest.approx(0.05, abs=1e-9)
    assert float(ends[0]) < y.sum() / x.sum() < float(ends[1])


def test_rows_of_one_ratio_leave_nothing_open() -> None:
    """x = y in each of six rows: rounding alone had made it 1 ± 0.00000002."""
    each = [100.0, 35.0, 50.0, 50.0, 80.0, 25.0]
    total, squares = sum(each), sum(x * x for x in each)
    low, high = ratio_of_sums(6, total, total, numerator_squares=squares, denominator_squares=squares, products=squares)
    assert [float(low), float(high)] == pytest.approx([1, 1], abs=1e-12)


def test_ratio_over_a_denominator_that_may_be_zero_has_no_bounds() -> None:
    """x = -1, 2, 1: mean 0.67, standard error 0.88."""
    low, high = ratio_of_sums(3, 6, 2, numerator_squares=14, denominator_squares=6, products=6)
    assert np.isnan(low)
    assert np.isnan(high)
