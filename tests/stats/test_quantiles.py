"""Quantiles of histograms against numpy over the rows, and published order-statistic ranks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyfunnel.stats.quantiles import from_histogram, median_interval, median_ranks

HISTOGRAMS = st.dictionaries(st.integers(-500, 500), st.integers(1, 30), min_size=1, max_size=30)


def test_median_of_an_even_number_is_the_middle_of_two() -> None:
    """1, 1, 4, 10."""
    assert float(from_histogram([1, 4, 10], [2, 1, 1])) == 2.5


def test_each_row_of_counts_is_a_histogram_and_an_empty_one_is_unknown() -> None:
    medians = from_histogram([10, 1, 5], [[1, 0, 0], [0, 0, 0], [1, 1, 1]])
    assert medians[[0, 2]].tolist() == [10, 5]
    assert np.isnan(medians[1])


@given(HISTOGRAMS, st.sampled_from([0, 0.1, 0.25, 0.5, 0.9, 1]))
def test_quantiles_are_those_of_the_rows(histogram: dict[int, int], q: float) -> None:
    rows = np.repeat(list(histogram), list(histogram.values()))
    assert float(from_histogram(list(histogram), list(histogram.values()), q)) == pytest.approx(np.quantile(rows, q))


def test_median_ranks_are_the_published_ones() -> None:
    """Ranks r of x(r) and x(n+1-r) for 95 %: sign-test tables (Conover 1999, Table A3)."""
    assert median_ranks([0, 5, 6, 10, 20, 100]).tolist() == [0, 0, 1, 2, 6, 40]


def test_median_interval_of_ten_rows_runs_from_the_second_to_the_ninth() -> None:
    median, low, high = median_interval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1] * 10)
    assert (float(median), float(low), float(high)) == (5.5, 2, 9)


def test_five_rows_are_too_few_for_an_interval() -> None:
    median, low, high = median_interval([3], [5])
    assert float(median) == 3
    assert np.isnan([low, high]).all()


@given(HISTOGRAMS)
def test_median_interval_holds_the_median(histogram: dict[int, int]) -> None:
    median, low, high = median_interval(list(histogram), list(histogram.values()))
    if sum(histogram.values()) >= 6:
        assert float(low) <= float(median) <= float(high)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        from_histogram([1, 2], [1, -1])


def test_counts_that_do_not_fit_the_values_are_refused() -> None:
    with pytest.raises(ValueError, match="one count per value"):
        from_histogram([1, 2], [1, 1, 1])
