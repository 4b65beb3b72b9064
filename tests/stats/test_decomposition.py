"""Effects that add up to a change, by hand and as a property."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyfunnel.stats.decomposition import by_factor, concentration, of_fraction, of_ratio, of_sum

Counts = tuple[int, int, int, int]

# The successes and rows of a group before and now; a group may be missing in either period.
GROUPS = st.lists(
    st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500)).map(
        lambda four: (min(four[:2]), max(four[:2]), min(four[2:]), max(four[2:]))
    ),
    min_size=1,
    max_size=12,
)


def test_a_ratio_by_hand() -> None:
    """
    | group | before | now | rate | share |
    |---|---|---|---|---|
    | A | 10 of 20 | 36 of 60 | .5 → .6 | .2 → .6 |
    | B | 30 of 80 | 12 of 40 | .375 → .3 | .8 → .4 |
    | all | .4 | .48 | mean .44 | |

    A: rate .4 · .1 = .04, mix (.55 - .44) · .4 = .044. B: rate .6 · -.075 = -.045, mix (.3375 - .44) · -.4 = .041.
    """
    mix, rate = of_ratio([10, 30], [20, 80], [36, 12], [60, 40])
    assert mix == pytest.approx([0.044, 0.041])
    assert rate == pytest.approx([0.04, -0.045])
    assert mix.sum() + rate.sum() == pytest.approx(0.08)


def test_a_group_that_appears_is_all_mix() -> None:
    """10 of 20 stay; 9 of 10 come: .5 → 19/30, mean 17/30. The newcomer 9/30 - 17/30 · 1/3 = 1/9; the old group shrinks
    to 2/3 of all: 10/30 - 1/2 + 17/30 · 1/3 = 1/45."""
    mix, rate = of_ratio([10, 0], [20, 0], [10, 9], [20, 10])
    assert mix == pytest.approx([1 / 45, 1 / 9])
    assert rate == pytest.approx([0, 0])


def test_a_group_that_goes_is_what_it_was_when_it_came_backwards() -> None:
    came_mix, _ = of_ratio([10, 0], [20, 0], [10, 9], [20, 10])
    gone_mix, gone_rate = of_ratio([10, 9], [20, 10], [10, 0], [20, 0])
    assert gone_mix == pytest.approx(-came_mix)
    assert gone_rate == pytest.approx([0, 0])


def test_a_group_that_merely_grows_with_all_has_no_effect() -> None:
    mix, rate = of_ratio([1, 6], [4, 8], [10, 60], [40, 80])
    assert mix == pytest.approx([0, 0])
    assert rate == pytest.approx([0, 0])


def test_a_ratio_over_nothing_has_no_parts() -> None:
    assert np.isnan(of_ratio([0, 0], [0, 0], [1, 2], [3, 4])).all()


def test_a_sum_by_hand() -> None:
    """10 deals of 100 on average, then 12 of 125: volume 112.5 · 2 = 225, value 11 · 25 = 275."""
    volume, value = of_sum(10, 1000, 12, 1500)
    assert (float(volume), float(value)) == (225, 275)


def test_a_sum_that_was_nothing_before_is_all_volume() -> None:
    volume, value = of_sum([0, 4], [0, 80], [3, 0], [90, 0])
    assert volume.tolist() == [90, -80]
    assert value.tolist() == [0, 0]


def test_a_fraction_by_hand() -> None:
    """100/10 → 120/8, +5: the numerator 20 · (1/10 + 1/8)/2 = 2.25, the denominator the mean 110 · (1/8 - 1/10)."""
    assert of_fraction(100, 10, 120, 8) == pytest.approx((2.25, 2.75))
    assert np.isnan(of_fraction(1, 0, 1, 2)).all()


def test_the_few_groups_that_carry_more_than_their_weight() -> None:
    """8 of 10 moved in a group of 30 %: 50 points more than its weight; with the next one 90 % against 70 %."""
    found = concentration([-8, 1, 1], [0.3, 0.4, 0.3])
    assert (found.groups, found.carried, found.weight) == (1, 0.8, 0.3)
    assert found.surplus == pytest.approx(0.5)


def test_groups_in_step_tell_nothing() -> None:
    assert concentration([6, 3, 1], [0.6, 0.3, 0.1]).surplus == pytest.approx(0)
    assert concentration([0, 0], [0.5, 0.5]).groups == 0


@given(GROUPS)
def test_the_parts_of_a_ratio_always_add_up(groups: list[Counts]) -> None:
    x_0, y_0, x_1, y_1 = np.array(groups, dtype=np.float64).T
    mix, rate = of_ratio(x_0, y_0, x_1, y_1)
    if y_0.sum() and y_1.sum():
        assert mix.sum() + rate.sum() == pytest.approx(x_1.sum() / y_1.sum() - x_0.sum() / y_0.sum(), abs=1e-12)
    else:
        assert np.isnan(mix).all()


@given(GROUPS)
def test_the_parts_of_a_sum_always_add_up(groups: list[Counts]) -> None:
    n_0, sum_0, n_1, sum_1 = np.array([g if g[0] else (0, 0, *g[2:]) for g in groups], dtype=np.float64).T
    volume, value = of_sum(n_0, sum_0, n_1, sum_1)
    assert (volume + value).sum() == pytest.approx(sum_1.sum() - sum_0.sum(), abs=1e-9)


@given(GROUPS)
def test_backwards_every_effect_has_the_other_sign(groups: list[Counts]) -> None:
    x_0, y_0, x_1, y_1 = np.array(groups, dtype=np.float64).T
    if y_0.sum() and y_1.sum():
        there, back = of_ratio(x_0, y_0, x_1, y_1), of_ratio(x_1, y_1, x_0, y_0)
        assert np.allclose(there, -np.array(back), atol=1e-12)


def test_factors_of_any_formula_add_up_to_its_change() -> None:
    """a·b·c from 1·2·3 = 6 to 2·3·4 = 24. Of a: 6/3 before the others, (9 + 8)/6 between them, 12/3 after."""
    effects = by_factor(lambda a, b, c: a * b * c, (1, 2, 3), (2, 3, 4))
    assert effects == pytest.approx([53 / 6, 32 / 6, 23 / 6])
    assert by_factor(lambda a, b: a / b, (100, 400), (400, 500)) == pytest.approx([0.675, -0.125])
    assert by_factor(lambda a: a - 1, (3,), (1,)) == pytest.approx([-2])
