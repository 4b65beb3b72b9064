"""Medians of many groups at once are those of each by itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyfunnel.kpis.compute import survival
from keyfunnel.kpis.compute.median import order_statistics
from keyfunnel.kpis.compute.survival import survival_medians
from keyfunnel.stats import quantiles
from keyfunnel.stats.survival import kaplan_meier, median_interval

ROWS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 12), st.booleans(), st.integers(1, 9)), min_size=1, max_size=60
)


def sorted_rows(rows: list[tuple[int, int, bool, int]]) -> tuple[np.ndarray, ...]:
    """Group (numbered from 0), time, ended and count, by group and time."""
    group, time, ended, count = (np.array(column) for column in zip(*sorted(rows), strict=True))
    return np.unique(group, return_inverse=True)[1], time.astype(float), ended, count.astype(float)


@given(ROWS, st.sampled_from([1, 40, 2_000_000]))
def test_survival_of_each_group_is_its_own_kaplan_meier(rows: list[tuple[int, int, bool, int]], at_once: int) -> None:
    group, time, ended, count = sorted_rows(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(survival, "_CELLS_AT_ONCE", at_once)
        found = np.stack(survival_medians(time, count, ended, group), axis=1)
    for number in range(group[-1] + 1):
        mine = group == number
        curve = kaplan_meier(time[mine], count[mine] * ended[mine], count[mine] * ~ended[mine])
        np.testing.assert_allclose(found[number], median_interval(curve))


@given(ROWS)
def test_order_statistics_of_each_group_are_its_own(rows: list[tuple[int, int, bool, int]]) -> None:
    group, time, _, count = sorted_rows(rows)
    found = np.stack(order_statistics(time, count, np.bincount(group, count).astype(float)), axis=1)
    for number in range(group[-1] + 1):
        mine = group == number
        np.testing.assert_allclose(found[number], np.stack(quantiles.median_interval(time[mine], count[mine])))
