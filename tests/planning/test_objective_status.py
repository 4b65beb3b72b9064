"""An objective stands as its weakest key result, and is as far as their weighted mean."""

import pytest

from keyfunnel.okr.models import Status
from keyfunnel.planning.progress.verdict import on_course, shown, weakest, weighted


def test_progress_is_the_weighted_mean() -> None:
    assert weighted([(1, 0.5), (2, 0.8), (1, -0.1)]) == pytest.approx((0.5 + 1.6 - 0.1) / 4)


def test_what_has_no_data_is_left_out_rather_than_counted_as_zero() -> None:
    assert weighted([(1, 0.5), (3, None)]) == pytest.approx(0.5)
    assert weighted([(1, None)]) is None
    assert weighted([(0, 0.5), (1, None)]) is None


@pytest.mark.parametrize(
    ("statuses", "stands"),
    [
        ([Status.DONE, Status.ON_TRACK], Status.ON_TRACK),
        ([Status.ON_TRACK, Status.LAGGING, Status.AT_RISK], Status.AT_RISK),
        ([Status.DONE, Status.NO_DATA], Status.NO_DATA),
        ([Status.DONE, Status.MISSED], Status.MISSED),
        ([Status.ON_TRACK, None], None),
        ([], Status.NO_DATA),
    ],
)
def test_the_weakest_decides(statuses: list[Status | None], stands: Status | None) -> None:
    assert weakest(statuses) is stands


def test_where_a_status_begins() -> None:
    assert [on_course(p) for p in (0.95, 0.94, 0.75, 0.74, -1)] == [
        Status.ON_TRACK,
        Status.LAGGING,
        Status.LAGGING,
        Status.AT_RISK,
        Status.AT_RISK,
    ]


def test_progress_is_shown_between_0_and_100_percent() -> None:
    assert [shown(p) for p in (-0.3, 0.4, 1.7, None)] == [0, 0.4, 1, None]
