"""Notes stand beside their rules in a KPI's chart, but never over one another."""

import datetime as dt
from typing import Any

import pytest

from keyfunnel.model.calendar import span
from keyfunnel.planning.entered.notes import Note
from keyfunnel.web.charts.marks import marks
from keyfunnel.web.charts.times import of_days
from keyfunnel.web.shown.beside import Beside

# Of 400 days, so that names are at least 20 days apart.
TIME = span(dt.date(2025, 1, 1), dt.date(2026, 2, 5))


def labels(*notes: tuple[str, str]) -> list[str]:
    told = tuple(Note(text, dt.date.fromisoformat(day), text) for day, text in notes)
    beside, axis = Beside(None, None, (), (), (), told), of_days(TIME.start, TIME.last_day, "en")
    (layer,) = marks(beside, TIME, axis, unit="count", flow=True, language="en", currency="USD").names
    rows: list[dict[str, Any]] = layer["data"]["values"]
    return [row["label"] for row in rows]


@pytest.mark.parametrize(("second", "named"), [("2025-03-20", ["Prices +1", ""]), ("2025-03-21", ["Prices", "Fair"])])
def test_the_second_of_two_close_notes_is_counted_at_the_first(second: str, named: list[str]) -> None:
    """March 1 and 20 are 19 days apart, March 1 and 21 twenty."""
    assert labels(("2025-03-01", "Prices"), (second, "Fair")) == named


def test_closeness_is_to_the_last_that_is_named() -> None:
    """The third lies 10 days behind the second but 20 behind the first, whose name alone is written."""
    assert labels(("2025-03-01", "Prices"), ("2025-03-11", "Fair"), ("2025-03-21", "Move")) == ["Prices +1", "", "Move"]


def test_a_long_note_is_cut_before_its_companions_are_counted() -> None:
    """28 characters of 35."""
    assert labels(("2025-03-01", "Seven letter words until it is full"), ("2025-03-02", "Fair")) == [
        "Seven letter words until it… +1",
        "",
    ]
