"""Why a KPI changed, over the company of tests/web/company.py: from 10 of 20 won in Q3 to 15 of 20 in Q4, Ann from 5 of
10 to 8, Ben from 5 to 7; revenue from 10 deals of 1,000 to 15 of 2,000."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from keyfunnel.kpis.catalogue import KPIS
from keyfunnel.lake.home import Home
from keyfunnel.web.templatetags.changes import change, denominator, numerator
from tests.web.test_goals_funnel import text_of

As = Callable[[str], Client]
Q4 = "from=2017-10-01&to=2018-01-01"


def test_a_kpis_page_asks_for_it_once_it_stands(company: Home, signed_in: As) -> None:
    page = signed_in("vera").get(f"/en/kpis/win_rate/?{Q4}").content.decode()
    assert 'hx-get="/en/kpis/win_rate/why/?from=2017-10-01&amp;to=2018-01-01"' in page
    assert '<a href="/en/kpis/win_rate/why/' in page  # without scripts it is a link


def test_the_change_is_told_by_mix_and_rate(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/win_rate/why/?{Q4}")
    assert "+25 points" in page
    assert re.search(r"Ann 50\.0% → 80\.0% 50\.0% → 50\.0% \+15 0 \+15 ", page)
    assert re.search(r"Ben 50\.0% → 70\.0% 50\.0% → 50\.0% \+10 0 \+10 ", page)
    assert re.search(r"Together 50\.0% → 75\.0% \+25 0 \+25", page)


def test_revenue_is_told_by_how_many_and_by_what_each_was_worth(company: Home, signed_in: As) -> None:
    """5 more deals at 1,500 on average, 12.5 deals at 1,000 more."""
    page = text_of(signed_in("vera"), f"/en/kpis/revenue/why/?{Q4}")
    assert "+$20,000" in page
    assert re.search(r"Due to how many there were \+\$7,500", page)
    assert re.search(r"Due to the value of each \+\$12,500", page)


def test_a_year_before_without_data_says_so(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/win_rate/why/?{Q4}&against=year-ago")
    assert "There is no value from Oct 1, 2016 to Dec 1, 2016" in page


def test_a_scope_is_taken_apart_too(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/win_rate/why/?{Q4}&scope=team:t1")
    assert "+30 points" in page


def test_a_median_has_no_parts(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/time_to_close/why/?{Q4}")
    assert "they stand side by side" in page
    assert "Together" not in page


def test_htmx_gets_the_panel_alone(company: Home, signed_in: As) -> None:
    part = signed_in("vera").get(f"/en/kpis/win_rate/why/?{Q4}", headers={"hx-request": "true"}).content.decode()
    assert part.startswith('<section class="panel why" id="why">')
    assert "style=" not in part
    assert "<script" not in part


@pytest.mark.parametrize("address", ["winrate/why/", "win_rate/why/?against=easter", "stage_days/why/?stage=Wonn"])
def test_a_wrong_word_is_answered_with_what_is_known(address: str, company: Home, signed_in: As) -> None:
    assert signed_in("vera").get(f"/en/kpis/{address}").status_code in (400, 404)


def test_money_by_one_thing_is_told_in_money_and_their_number(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/average_deal_value/why/?{Q4}")
    assert "Numerator $10,000 to $30,000: " in page
    assert "denominator 10 to 15: " in page


def test_points_of_a_hundred_are_counted_in_answers() -> None:
    """7 more promoters than detractors are 700 points."""
    assert numerator({"currency": "USD"}, 700.0, KPIS["nps"]) == "7"
    assert denominator({"currency": "USD"}, 41.0, KPIS["nps"]) == "41"
    assert numerator({"currency": "USD"}, 120.5, KPIS["gross_margin"]) == "$120.50"


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0.004, "months", "0 months"),
        (0.05, "months", "+0.05 months"),
        (-0.04, "days", "0 days"),
        (-0.06, "days", "−0.1 days"),
    ],
)
def test_a_change_that_is_nothing_as_written_has_no_sign(value: float, unit: str, written: str) -> None:
    assert change({"currency": "USD"}, value, unit).replace("\N{NO-BREAK SPACE}", " ") == written


def test_the_effects_of_a_formula_have_one_number_of_decimals(company: Home, signed_in: As) -> None:
    page = signed_in("vera").get(f"/en/kpis/sales_velocity/why/?{Q4}").content.decode()
    effects = re.findall(r'<td class="figure strong">([^<]+)</td>', page)
    assert len(effects) > 3
    assert len({len(effect.partition(".")[2]) for effect in effects}) == 1, effects
