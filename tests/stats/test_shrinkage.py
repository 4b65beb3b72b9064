"""Empirical Bayes by hand, by simulation, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyfunnel.stats.shrinkage import beta_binomial


def test_equal_groups_by_hand() -> None:
    """1, 5, 9 of 10: mean 0.5, Σn(p - 0.5)² = 3.2.

    By chance Σ(1 - 1/3) = 2, between Σ10(1 - 1/3) = 20, so ρ = (3.2 - 0.25·2) / (0.25·18) = 0.6, and the prior
    weighs 1/0.6 - 1 = 0.667, raised to its least, one row: (1 + 0.5)/11, 0.5, (9 + 0.5)/11.
    """
    shrunk = beta_binomial([1, 5, 9], [10, 10, 10])
    assert (shrunk.alpha, shrunk.beta) == (0.5, 0.5)
    assert shrunk.means == pytest.approx([1.5 / 11, 0.5, 9.5 / 11])


def test_moderate_differences_by_hand() -> None:
    """30, 50, 70 of 100: Σn(p - 0.5)² = 8, so ρ = (8 - 0.25·2) / (0.25·(200 - 2)) = 0.151515 and the weight is 5.6."""
    shrunk = beta_binomial([30, 50, 70], [100, 100, 100])
    assert shrunk.alpha + shrunk.beta == pytest.approx(5.6)
    assert shrunk.means[0] == pytest.approx((30 + 2.8) / 105.6)


def test_groups_as_alike_as_chance_makes_them_are_pooled() -> None:
    """Three times 5 of 10: the prior weighs as much as all 30 rows."""
    shrunk = beta_binomial([5, 5, 5], [10, 10, 10])
    assert shrunk.alpha + shrunk.beta == 30
    assert shrunk.means.tolist() == [0.5, 0.5, 0.5]


def test_a_single_win_is_believed_little() -> None:
    """Beside 20 groups of 40 of 100, a group with one win of one stays near 0.4."""
    shrunk = beta_binomial([40] * 20 + [1], [100] * 20 + [1])
    assert 0.4 <= shrunk.means[-1] < 0.42


def test_the_prior_that_made_the_groups_is_found_again() -> None:
    """400 groups of 5 to 300 rows, rates from Beta(6, 14): mean 0.3, weight 20."""
    generator = np.random.default_rng(11)
    n = generator.integers(5, 300, 400)
    shrunk = beta_binomial(generator.binomial(n, generator.beta(6, 14, 400)), n)
    assert shrunk.prior_mean == pytest.approx(0.3, abs=0.015)
    assert shrunk.alpha + shrunk.beta == pytest.approx(20, rel=0.25)


def test_credible_interval_is_that_of_the_beta_posterior() -> None:
    """Posterior of 5 of 10 under Beta(15, 15) is Beta(20, 20): symmetric about a half, sd √(0.25/41)."""
    low, high = beta_binomial([5, 5, 5], [10, 10, 10]).interval()
    assert low[0] + high[0] == pytest.approx(1)
    assert high[0] - low[0] == pytest.approx(2 * 1.95 * (0.25 / 41) ** 0.5, rel=0.02)


def test_nothing_seen_is_unknown_and_an_empty_group_gets_what_the_others_have() -> None:
    assert np.isnan(beta_binomial([0, 0], [0, 0]).means).all()
    assert beta_binomial([4, 6, 0], [10, 10, 0]).means[2] == pytest.approx(0.5)


@given(
    st.lists(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=15)
)
def test_every_rate_moves_towards_the_prior_and_never_past_it(groups: list[tuple[int, int]]) -> None:
    won, of = np.array(groups, dtype=float).T
    shrunk = beta_binomial(won, of)
    raw = won / of
    assert (shrunk.means >= np.minimum(raw, shrunk.prior_mean) - 1e-9).all()
    assert (shrunk.means <= np.maximum(raw, shrunk.prior_mean) + 1e-9).all()
