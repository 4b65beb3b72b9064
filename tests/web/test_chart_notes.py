"""Notes are numbered above a KPI's chart, each number over its rule and none over another."""

import datetime as dt

import pytest

from keyfunnel.model.calendar import span
from keyfunnel.planning.entered.notes import Note
from keyfunnel.web.charts.marks import marks
from keyfunnel.web.charts.times import of_days
from keyfunnel.web.shown.beside import Beside

# Of 400 days, so that numbers are at least 40 days apart.
TIME = span(dt.date(2025, 1, 1), dt.date(2026, 2, 5))


def numbers(*days: str) -> list[str]:
    told = tuple(Note(day, dt.date.fromisoformat(day), "Prices") for day in days)
    beside, axis = Beside(None, None, (), (), (), told), of_days(TIME.start, TIME.last_day, "en")
    (layer,) = marks(beside, TIME, axis, unit="count", zero=True, language="en", currency="USD").numbers
    return [row["number"] for row in layer["data"]["values"]]


@pytest.mark.parametrize(("second", "shown"), [("2025-04-09", ["1–2", ""]), ("2025-04-10", ["1", "2"])])
def test_two_close_notes_share_a_place(second: str, shown: list[str]) -> None:
    """March 1 and April 9 are 39 days apart, March 1 and April 10 forty."""
    assert numbers("2025-03-01", second) == shown


def test_closeness_is_to_the_first_at_a_place() -> None:
    """The third lies 20 days behind the second but 40 behind the first; the fourth shares its place."""
    assert numbers("2025-03-01", "2025-03-21", "2025-04-10", "2025-05-01") == ["1–2", "", "3–4", ""]


def test_a_number_stands_above_the_values() -> None:
    told = (Note("n1", dt.date(2025, 3, 1), "Prices"),)
    beside, axis = Beside(None, None, (), (), (), told), of_days(TIME.start, TIME.last_day, "en")
    across = marks(beside, TIME, axis, unit="count", zero=True, language="en", currency="USD")
    (rule,), (number,) = across.behind, across.numbers
    assert rule["mark"]["type"] == "rule"
    assert number["encoding"]["y"] == {"value": 0}
    assert (number["mark"]["baseline"], number["mark"]["dy"]) == ("bottom", -4)
    assert number["data"]["values"] == [{"on": "2025-03-01", "told": "Mar\xa01,\xa02025: Prices", "number": "1"}]
