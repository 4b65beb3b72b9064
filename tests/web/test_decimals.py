"""The numbers of one column have one number of decimals, which loses nothing that is read of each by itself."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from keyfunnel.web import figures
from keyfunnel.web.decimals import decimals, needed
from keyfunnel.web.templatetags.changes import change_in_column
from keyfunnel.web.templatetags.figures import decimals_of

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("values", "unit", "places"),
    [
        ((57, 51.8), "days", 1),
        ((57, 52, None), "days", 0),
        ((57, 51.84), "days", 1),  # by itself it would be 51.8
        ((5000.5, 3.25), "days", 0),
        ((5000.5, 0.25), "days", 1),  # which would read as nothing
        ((3, 2.5), "index", 1),
        ((3, 2.25), "index", 2),
        ((12, 7), "count", 0),
        ((0.12, 0.034), "ratio", 1),
        ((1.0, 0.0), "ratio", 1),
        ((688, 2996.25), "money", 0),
        ((688, 525.5, None), "money", 2),
        ((688, 525), "money", 0),
        ((688, -2996.25, 0.2), "money", 0),
        ((), "money", 0),
    ],
)
def test_as_many_as_the_value_with_most_of_them(values: tuple[float | None, ...], unit: str, places: int) -> None:
    assert decimals(values, unit) == places


def test_a_currency_without_cents_gets_none() -> None:
    assert decimals((688, 525.5), "money", "JPY") == 0


def test_no_more_than_there_is_room_for() -> None:
    assert needed((12, 3.4, 0.12345, None), 4) == 4
    assert needed((12, 3.4), 4) == 1
    assert needed((), 4) == 0


@pytest.mark.parametrize(
    ("value", "unit", "places", "written"),
    [
        (57, "days", 1, f"57.0{NBSP}days"),
        (0.12, "ratio", 2, "12.00%"),
        (688, "money", 2, "$688.00"),
        (2_996.25, "money", 0, "$2,996"),
        (-3, "index", 2, "−3.00"),
    ],
)
def test_a_number_in_a_column_has_just_so_many(value: float, unit: str, places: int, written: str) -> None:
    assert figures.figure(value, unit, "en", "USD", places) == written


@override("en")
def test_an_effect_has_those_of_its_column_and_its_sign() -> None:
    context = {"currency": "USD"}
    assert change_in_column(context, 3, "days", 1) == f"+3.0{NBSP}days"
    assert change_in_column(context, -1_234.5, "money", 0) == "−$1,234"
    assert change_in_column(context, 0.04, "days", 1) == f"0.0{NBSP}days"


def test_a_column_is_read_from_the_fields_of_its_rows() -> None:
    rows = [SimpleNamespace(value=57, low=50, high=None), SimpleNamespace(value=None, low=51.8, high=60)]
    assert decimals_of({"currency": "USD"}, rows, "value", "days") == 0
    assert decimals_of({"currency": "USD"}, rows, "value low high", "days") == 1
