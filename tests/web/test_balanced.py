"""What is shown as the parts of a number adds up as it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyfunnel.web.balanced import balanced, difference


def test_a_change_is_that_between_the_two_values_as_they_are_read() -> None:
    """14.24 - 5.67 is 8.57, but who reads 14.2 and 5.7 finds 8.5."""
    assert difference(5.67, 14.24, 1) == 8.5
    assert difference(0.007586, 0.022251, 2, times=100) == 1.47
    assert difference(5.65, 14.24, 1) == 8.6  # 5.65 is written as 5.6


@pytest.mark.parametrize(
    ("total", "parts", "decimals", "shown"),
    [
        # rounded each by itself they make 1,451
        (1450, [0, -973.44, 1124.65, 6400.54, -5101.75], 0, [0, -973, 1125, 6400, -5102]),
        (-1.16, [0.0151, -1.1747], 2, [0.01, -1.17]),
        (0.3, [0.1, 0.1, 0.1], 1, [0.1, 0.1, 0.1]),
        (1.0, [1 / 3, 1 / 3, 1 / 3], 2, [0.34, 0.33, 0.33]),
        (-5.0, [-2.5, -2.5], 0, [-3, -2]),
    ],
)
def test_what_rounding_leaves_over_goes_to_what_it_changes_least(
    total: float, parts: list[float], decimals: int, shown: list[float]
) -> None:
    assert balanced(total, parts, decimals) == shown


def test_nothing_stays_nothing_and_parts_of_something_else_stay_as_they_are() -> None:
    assert balanced(1, [0.0, 0.6, 0.45], 0) == [0, 1, 0]
    assert balanced(10, [1.2, 2.4], 0) == [1, 2]
    assert balanced(3, [], 0) == []


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=12), st.integers(0, 2))
def test_any_parts_add_up_and_none_is_moved_by_more_than_one_unit(parts: list[float], decimals: int) -> None:
    shown = balanced(sum(parts), parts, decimals)
    unit = 10**-decimals
    assert all(abs(one - part) <= 1.0001 * unit for one, part in zip(shown, parts, strict=True))
    if sum(1 for part in parts if part) >= len(parts) / 2:
        assert round(sum(shown), decimals) == pytest.approx(round(sum(parts), decimals), abs=unit / 2)
