"""Most cells are told not to be dates by how they begin; none that is one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyfunnel.intake.typing.dates import DATE_FORMATS, begins_so, date_pattern

_COUNTED = ("epoch seconds", "epoch milliseconds", "spreadsheet days")
_ORDERS = [order for order in DATE_FORMATS if order not in _COUNTED]


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("2024-3-5 14:05", "y/m/d"),
        ("2024年3月15日", "y/m/d"),
        ("2024. 03. 15.", "y-m-d"),
        ("Fri 15/03/2024", "d/m/y"),
        ("3-15-24", "m/d/yy"),
        ("1º de março de 2024", "d mon y"),
        ("民國113年3月15日", "roc/m/d"),
        ("113/03/15", "roc/m/d"),
        ("15-Mar-24", "d mon yy"),
        ("Friday, Mar 15th, 2024", "mon d y"),
        ("2024. március 15.", "y mon d"),
        ("2024年3月", "y/m"),
        ("03/2024", "m/y"),
        ("March 2024", "mon y"),
        ("20240315T1405", "yyyymmdd"),
        ("15 Mar 2024", "any m/d/y"),
    ],
)
def test_every_date_begins_as_one(cell: str, order: str) -> None:
    assert begins_so(cell, order)


@given(st.text("0123456789-/.,年月日 :TMarch'º%", max_size=14))
def test_no_cell_with_the_shape_of_a_date_is_passed_over(cell: str) -> None:
    for order in _ORDERS:
        assert begins_so(cell, order) or not re.search(date_pattern(order), cell)


@pytest.mark.parametrize(
    ("cell", "orders"),
    [
        ("2024-03-15", {"y-m-d", "y/m/d", "y/m", "any d/m/y", "any m/d/y"}),
        ("15.03.2024", {"d/m/y", "m/d/y", "d/m/yy", "m/d/yy", "m/y", "any d/m/y", "any m/d/y"}),
        ("15 Mar 2024", {"d mon y", "d mon yy", "any d/m/y", "any m/d/y"}),
        ("20240315", {"yyyymmdd"}),
        ("1054", set()),
        ("234.56", set()),
    ],
)
def test_what_begins_in_another_way_is_not_looked_at(cell: str, orders: set[str]) -> None:
    assert {order for order in _ORDERS if begins_so(cell, order)} == orders
