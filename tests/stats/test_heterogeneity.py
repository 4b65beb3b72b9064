"""Tests of difference against scipy over the rows, effects by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from keyfunnel.stats.heterogeneity import chi_square, kruskal_wallis, large_enough


def test_two_groups_by_hand() -> None:
    """30/50 against 20/50: expected 25 each, χ² = 4 · 25/25 = 4, p 0.0455, V = √(4/100)."""
    p, effect = chi_square([30, 20], [50, 50])
    assert p == pytest.approx(0.0455, abs=5e-5)
    assert effect == pytest.approx(0.2)


@given(
    st.lists(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=12)
)
def test_chi_square_is_scipys(groups: list[tuple[int, int]]) -> None:
    won, of = np.array(groups).T
    p, effect = chi_square(won, of)
    if won.sum() in (0, of.sum()):
        assert (p, effect) == (1, 0)
    else:
        table = np.array([won, of - won])
        assert p == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, abs=1e-12)
        assert effect == pytest.approx(float(stats.contingency.association(table, method="cramer")))


def test_one_group_cannot_differ_from_itself() -> None:
    assert np.isnan(chi_square([3, 0], [5, 0])).all()
    assert np.isnan(kruskal_wallis([1, 2], [[3, 4], [0, 0]])).all()


def test_large_enough_groups_expect_five_of_each() -> None:
    """40 of 100 overall: a group of 10 expects 4 successes, one of 90 expects 36."""
    assert large_enough([4, 36], [10, 90]).tolist() == [False, True]


@given(st.lists(st.lists(st.integers(0, 15), min_size=1, max_size=40), min_size=2, max_size=6))
def test_kruskal_wallis_is_scipys_with_ties(groups: list[list[int]]) -> None:
    counts = [np.bincount(group, minlength=16) for group in groups]
    p, effect = kruskal_wallis(np.arange(16), counts)
    pooled = [value for group in groups for value in group]
    if len(set(pooled)) == 1:
        assert (p, effect) == (1, 0)
    else:
        found = stats.kruskal(*groups)
        assert p == pytest.approx(float(found.pvalue), abs=1e-9)
        assert effect == pytest.approx(float(found.statistic) / (len(pooled) - 1), abs=1e-9)


def test_wholly_separated_groups_by_hand() -> None:
    """1, 2, 3 against 4, 5, 6: rank sums 6 and 15, H = 12/42 · (36/3 + 225/3) - 21 = 3.857, ε² = H/5."""
    p, effect = kruskal_wallis([1, 2, 3, 4, 5, 6], [[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]])
    assert effect == pytest.approx(3.857142 / 5, abs=1e-6)
    assert p == pytest.approx(0.0495, abs=5e-5)
