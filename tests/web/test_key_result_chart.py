"""On which side of its band a key result is at risk, and how large its values are."""

import datetime as dt
from types import SimpleNamespace

import pytest

from keyfunnel.planning.progress.outcome import Point
from keyfunnel.web.aims import limits
from keyfunnel.web.shown.cards import KeyResultCard
from keyfunnel.web.templatetags.goals import newest_of


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


@pytest.mark.parametrize(
    ("kind", "current", "ended", "running"),
    [
        ("keep", 0.005, (0.019,), True),  # the month that has begun is another than that before
        ("keep", 0.019, (0.019,), False),
        ("keep", 0.005, (), True),
        ("increase", 0.005, (0.019,), False),
    ],
)
def test_a_period_that_is_not_over_is_told(kind: str, current: float, ended: tuple[float, ...], running: bool) -> None:
    outcome = SimpleNamespace(current=current, series=[Point(dt.date(2024, 1, 31), value, None) for value in ended])
    undated = current if ended and ended[-1] != current else None
    card = SimpleNamespace(by_period=kind == "keep", outcome=outcome, undated=undated)
    assert KeyResultCard.running.fget(card) is running  # type: ignore[attr-defined]  # a property of the class
    shown = SimpleNamespace(kind=kind, every="month", running=running)
    assert newest_of(shown) == {True: "in the newest month, not over yet"}.get(running, newest_of(shown, True))
    assert newest_of(shown, briefly=True) == ("in the newest month" if kind == "keep" else "")


def test_both_ends_of_a_band_are_told_apart() -> None:
    band = SimpleNamespace(kind="keep", every="month", target=None, target_low=2.0, target_high=5.0)
    assert limits(band, str) == [(2.0, "at least 2.0"), (5.0, "at most 5.0")]


def test_what_recurs_is_told_with_its_rhythm() -> None:
    calls = SimpleNamespace(kind="recurring", every="week", target=7.0, target_low=None, target_high=None)
    assert limits(calls, str) == [(7.0, "7.0 a week")]
