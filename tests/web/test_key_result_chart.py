"""On which side of its band a key result is at risk, and how large its values are."""

import datetime as dt
from types import SimpleNamespace

import pytest

from keyfunnel.planning.progress.outcome import Point
from keyfunnel.web.shown.cards import KeyResultCard


def point(expected: float | None, lagging: float | None) -> Point:
    return Point(dt.date(2024, 1, 1), 1.0, expected, lagging)


@pytest.mark.parametrize(
    ("points", "side"),
    [
        ((point(10, 10), point(20, 16)), "below"),  # more is better
        ((point(57, 57), point(45, 48)), "above"),  # fewer days are better
        ((point(None, None),), ""),
        ((point(5, 5),), ""),
        ((), ""),
    ],
)
def test_the_side_is_that_on_which_lagging_lies(points: tuple[Point, ...], side: str) -> None:
    card = SimpleNamespace(outcome=SimpleNamespace(series=points))
    assert KeyResultCard.risky_side.fget(card) == side  # type: ignore[attr-defined]  # a property of the class


def test_all_values_of_a_key_result_are_written_alike() -> None:
    """75 thousand of 130 thousand, heading for 223."""
    outcome = SimpleNamespace(current=75_390.0, projected_end=223_400.0)
    card = SimpleNamespace(targets=(130_000.0,), baseline=None, outcome=outcome, within=None)
    assert KeyResultCard.values.fget(card) == (130_000.0, 75_390.0, 223_400.0)  # type: ignore[attr-defined]  # a property of the class
