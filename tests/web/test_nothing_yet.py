"""A workspace without data: every page says what to do, in its own section; a file or a change isn't there."""

from collections.abc import Callable

import pytest
from django.test import Client

from keyfunnel.lake.home import Home

As = Callable[[str], Client]


@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("/en/", "Goals × funnel"),
        ("/en/funnel/rows/?stage=Won", "Goals × funnel"),
        ("/en/kpis/", "KPIs"),
        ("/en/kpis/win_rate/", "KPIs"),
        ("/en/kpi-sets/", "KPIs"),
        ("/en/targets/", "Targets"),
        ("/en/data/quarantine/", "Data"),
        ("/en/data/duplicates/", "Data"),
    ],
)
def test_a_page_says_what_to_do_before_the_first_import(home: Home, signed_in: As, address: str, section: str) -> None:
    answer = signed_in("vera").get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>Nothing imported yet</h1>" in page
    assert section in page.partition('aria-current="page"')[2].partition("</a>")[0]


def test_there_is_no_file_of_it(home: Home, signed_in: As) -> None:
    assert signed_in("vera").get("/en/kpis/win_rate/rows.csv").status_code == 404
