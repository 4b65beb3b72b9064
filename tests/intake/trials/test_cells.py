"""Cells say what their text promises: of Project 01, lost on 9 February 2024 for 2,629.25, and of Project 02, open."""

import pytest

from tests.intake.trials.book import BOOK
from tests.intake.trials.cells import written

LOST, OPEN = BOOK[0], BOOK[1]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("USD", "USD"),
        ("A-{number:03d} {title}", "A-001 Project 01"),
        ("{amount}", "2629.25"),
        ("${amount:1,234.50}", "$2,629.25"),
        ("{amount:1.234,50} €", "2.629,25 €"),
        ("{amount:1234,50}", "2629,25"),
        ("{half:1'234.50}", "1'314.62"),
        ("{created}", "2024-01-10 09:02:00"),
        ("{created:%-d.%-m.%Y %I:%M %P}", "10.1.2024 09:02 am"),
        ("Q{closing:%q-%Y}", "Q1-2024"),
        ("{closed:%d/%m/%EY} QT{closed:%Ey}", "09/02/2567 QT67"),
        ("{lost_on}", "2024-02-09"),
        ("{won_on:%Y-%m-%d 10:00:00}", ""),
        ("{won_on:%d.%m.%Y|not yet}", "not yet"),
        ("{outcome:Won|Lost|{step:New|Offer|Talks}}", "Lost"),
        ("{outcome:||{amount}}", ""),
    ],
)
def test_a_cell_is_written_as_its_format_says(cell: str, text: str) -> None:
    assert written(cell, LOST) == text


def test_what_is_open_has_a_step_and_no_day_it_closed_on() -> None:
    assert written("{outcome:Won|Lost|{step:New|Offer|Talks}}; {closed}; {closing}", OPEN) == "Talks; ; 2024-02-18"


def test_an_export_has_facts_and_names_of_months_of_its_own() -> None:
    months = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
    assert written("{closed:%-d. %b} {twice:12,34,567.50}", LOST, {"twice": lambda d: d.amount * 1000}, months) == (
        "9. Feb 26,29,250.00"
    )
