"""Stored values are found by key: January has two new deals, one from each source; February one."""

import datetime as dt

import pytest

from keyfunnel.lake.home import Home
from tests.lake.conftest import bring


def test_a_total_by_month(home: Home) -> None:
    values = bring(home).values("new_deals", "month")
    assert [(value.period.label, value.value) for value in values] == [("2024-01", 2), ("2024-02", 1)]


def test_by_a_dimension(home: Home) -> None:
    values = bring(home).values("new_deals", "month", "source")
    assert [(value.period.label, value.dimensions["source"], value.value) for value in values] == [
        ("2024-01", "fair", 1),
        ("2024-01", "web", 1),
        ("2024-02", "web", 1),
    ]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (None, dt.date(2024, 2, 1), ["2024-01"]),
        (dt.date(2024, 2, 1), None, ["2024-02"]),
        (dt.date(2024, 1, 20), dt.date(2024, 2, 2), ["2024-01", "2024-02"]),
    ],
)
def test_periods_that_touch_the_range(
    home: Home, start: dt.date | None, end: dt.date | None, months: list[str]
) -> None:
    values = bring(home).values("new_deals", "month", start=start, end=end)
    assert [value.period.label for value in values] == months


def test_several_kpis_in_one_reading(home: Home) -> None:
    assert len(bring(home).values(["new_deals", "revenue"], "month")) == 2


def test_what_was_not_stored_is_empty(home: Home) -> None:
    edition = bring(home)
    assert edition.values("revenue", "month") == []
    assert edition.values("new_deals", "quarter") == []
    assert edition.values("new_deals", "month", stage="Demo") == []
