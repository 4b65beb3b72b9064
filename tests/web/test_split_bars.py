"""Bars of a split: from zero at the left, or from a zero between them where something is below it.

| group | value | interval |
|---|---|---|
| a | 60 | 40 to 80 |
| b | −20 | −40 to 0 |
"""

import datetime as dt

from keyfunnel.kpis import catalogue
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.model.calendar import span
from keyfunnel.texts import Message
from keyfunnel.web.shown.split import Split, _rows, in_order

YEAR = span(dt.date(2024, 1, 1), dt.date(2025, 1, 1))
A = Measurement("nps", YEAR, 60, "index", n=9, low=40, high=80, dimensions={"source": "a"})
B = Measurement("nps", YEAR, -20, "index", n=5, low=-40, high=0, dimensions={"source": "b"})


def test_what_is_below_zero_has_its_bar_to_the_left_of_it() -> None:
    """Drawn from −40 to 80: zero is a third of the way."""
    a, b = _rows([A, B], "source")
    assert (a.start, a.width, a.low, a.high) == (33.33, 50.0, 66.67, 100.0)
    assert (b.start, b.width, b.low, b.high) == (16.67, 16.66, 0.0, 33.33)


def test_an_interval_that_reaches_below_zero_is_drawn_whole() -> None:
    """Drawn from −20 to 80: zero is a fifth of the way."""
    few = Measurement("nps", YEAR, 30, "index", n=4, low=-20, high=80, dimensions={"source": "c"})
    (only,) = _rows([few], "source")
    assert (only.start, only.width, only.low, only.high) == (20.0, 30.0, 0.0, 100.0)


def test_where_nothing_is_below_zero_it_is_at_the_left() -> None:
    (a,) = _rows([A], "source")
    assert (a.start, a.width, a.low, a.high) == (0.0, 75.0, 50.0, 100.0)


def test_one_wide_interval_leaves_room_for_the_bars_and_goes_on_in_an_arrow() -> None:
    """80 is the end of the other interval, so that the wide one is drawn to 160."""
    wide = Measurement("nps", YEAR, 30, "index", n=2, low=-50, high=480, dimensions={"source": "c"})
    a, few = _rows([A, wide], "source")
    assert (a.start, a.width, a.low, a.high) == (23.81, 28.57, 42.86, 61.9)  # of −50 to 160
    assert (few.low, few.high, few.below, few.beyond) == (0.0, 100.0, False, True)
    assert (a.below, a.beyond) == (False, False)


def test_intervals_around_nothing_are_drawn_whole() -> None:
    none = Measurement("nps", YEAR, 0, "index", n=2, low=-10, high=30, dimensions={"source": "c"})
    (only,) = _rows([none], "source")
    assert (only.start, only.low, only.high, only.beyond) == (25.0, 0.0, 100.0, False)


def test_without_an_interval_there_is_a_bar_alone() -> None:
    (only,) = _rows([Measurement("revenue", YEAR, 5, "money", dimensions={"source": None})], "source")
    assert (only.start, only.width, only.low, only.high) == (0.0, 100.0, None, None)


def test_what_adds_up_is_ordered_by_size_and_a_rate_by_its_rows() -> None:
    one = Measurement("churned_mrr", YEAR, -900, "money", n=2, dimensions={"country": "one"})
    two = Measurement("churned_mrr", YEAR, -300, "money", n=7, dimensions={"country": "two"})
    assert in_order(catalogue.get("churned_mrr"), [two, one]) == [one, two]
    assert in_order(catalogue.get("customer_churn_rate"), [one, two]) == [two, one]


def test_why_groups_have_no_value_is_said_once_with_how_many_they_are() -> None:
    lacking = Message("lacking", "It is lacking.")
    without = [
        Measurement("nps", YEAR, None, "index", n=1, dimensions={"source": name}, reason=lacking) for name in ("b", "c")
    ]
    shown = Split("source", ("source",), _rows([A, *without], "source"), more=0, decimals=0)
    assert shown.without_value == ((lacking, 2),)
