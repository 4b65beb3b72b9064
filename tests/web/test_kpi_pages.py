"""KPI library, a KPI's page and its rows, over the company of tests/web/company.py."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from keyfunnel.lake.home import Home
from tests.web.test_goals_funnel import text_of

As = Callable[[str], Client]
Q4 = "from=2017-10-01&to=2018-01-01"


def test_the_library_shows_each_value_with_its_n(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/?{Q4}")
    assert re.search(r"Win rate 75\.0% n 20", page)


def test_what_lacks_its_tables_says_which(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/?{Q4}")
    assert re.search(
        r"New leads Needs data that has not been imported: when it was received \(leads\.created_at\)", page
    )


def test_what_has_no_value_in_the_period_says_why(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/?{Q4}")
    assert "Pipeline value None of the 8 rows carries a value to sum. no data" in page


def test_a_team_narrows_the_library(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/?{Q4}&scope=team:t1")
    assert re.search(r"Win rate 80\.0% n 10", page)  # Ann's 8 of 10


def test_a_kpi_shows_value_interval_and_the_period_before(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/win_rate/?{Q4}")
    assert "75.0%" in page
    assert "53.1% – 88.8%" in page  # Wilson's 95 % interval of 15 of 20
    assert re.search(r"n 20 .* 50\.0%", page)


def test_a_split_gives_each_group_its_interval_and_n(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/win_rate/?{Q4}&by=owner")
    assert "Ann 80.0% 49.0% – 94.3% 10" in page  # Wilson's 95 % intervals of 8 and of 7 of 10
    assert "Ben 70.0% 39.7% – 89.2% 10" in page


def test_an_unavailable_kpi_still_explains_itself(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/kpis/new_leads/")
    assert "data that has not been imported" in page
    assert "What it is" in page


@pytest.mark.parametrize("address", ["kpis/win_rte/", "kpis/win_rate/?by=colour", "kpis/win_rate/?grain=aeon"])
def test_a_wrong_word_is_answered_with_what_is_known(address: str, company: Home, signed_in: As) -> None:
    assert signed_in("vera").get(f"/en/{address}").status_code in (400, 404)


def test_the_rows_behind_a_value_can_be_read(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/win_rate/rows/?{Q4}")
    assert re.search(r"Dec\s31,\s2017 · up to Dec\s1,\s2017 · edition 1", page)
    assert page.count("d05") == 10  # d050 to d059 closed in the fourth quarter
    assert "1–20 of 20" in page


def test_rows_with_amounts_name_the_currency(company: Home, signed_in: As) -> None:
    assert "edition 1 · amounts in USD" in text_of(signed_in("vera"), f"/en/kpis/win_rate/rows/?{Q4}")


def test_a_page_of_rows_says_of_how_many(company: Home, signed_in: As, monkeypatch: pytest.MonkeyPatch) -> None:
    """15 won and 5 lost in the fourth quarter, eight to a page."""
    monkeypatch.setattr("keyfunnel.web.paging.SIZE", 8)
    page = text_of(signed_in("vera"), f"/en/kpis/win_rate/rows/?{Q4}&page=3")
    assert "17–20 of 20" in page


def test_the_rows_can_be_taken_away_as_csv(company: Home, signed_in: As) -> None:
    answer = signed_in("vera").get(f"/en/kpis/win_rate/rows.csv?{Q4}")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # it streams
    assert answer["Content-Disposition"] == 'attachment; filename="win_rate-2017-10-01-2017-12-31.csv"'
    assert len(list(csv.DictReader(io.StringIO(content)))) == 20


def test_rows_can_be_held_to_a_filter(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/win_rate/rows/?{Q4}&where=owner:Ann")
    assert "1–10" in page


def test_a_kpi_of_a_stage_says_which_one_and_its_rows_are_of_that(company: Home, signed_in: As) -> None:
    page = signed_in("vera").get(f"/en/kpis/stage_entries/?{Q4}&stage=Opportunity").content.decode()
    told = text_of(signed_in("vera"), f"/en/kpis/stage_entries/?{Q4}&stage=Opportunity")
    assert re.search(r'stage=Opportunity"\s+aria-current="true"', page)
    assert "Oct 1 – Dec 31, 2017 · up to Dec 1, 2017 · Opportunity" in told
    assert f"rows/?{Q4.replace('&', '&amp;')}&amp;stage=Opportunity" in page


def test_a_pages_place_is_led_to_by_chevrons_that_are_not_read_out(company: Home, signed_in: As) -> None:
    """Each stands in one piece with what it leads from, so that none begins a line."""
    page = signed_in("vera").get(f"/en/kpis/win_rate/rows/?{Q4}").content.decode()
    (place,) = re.findall(r'<nav class="crumbs".+?</nav>', page, re.DOTALL)
    chevron = r'<span><a [^>]+>KPIs</a><svg class="icon icon-chevron"[^>]+aria-hidden="true">.*?</svg></span>'
    assert len(re.findall(chevron, place)) == place.count("<svg") == 1


def test_rows_leave_out_their_empty_columns_and_name_them(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/win_rate/rows/?{Q4}")
    head, _, left_out = page.partition("Empty in these rows, so left out: ")
    assert " days_to_close " in head
    assert left_out.split(", ")
    assert not any(f" {name} " in head for name in left_out.split(" 1–")[0].split(", "))


@pytest.mark.parametrize("address", ["kpis/", "kpis/revenue_growth/"])
def test_growth_of_a_period_that_is_running_is_said_to_be_against_a_whole_one(
    address: str, company: Home, signed_in: As
) -> None:
    """The data end on December 1st."""
    client, said = signed_in("vera"), "so far, against a whole period"
    assert said in text_of(client, f"/en/{address}?{Q4}")
    assert said not in text_of(client, f"/en/{address}?from=2017-07-01&to=2017-10-01")
    assert said not in text_of(client, f"/en/kpis/revenue/?{Q4}")


def test_only_rows_some_of_which_are_not_in_the_numerator_say_which_are(company: Home, signed_in: As) -> None:
    """All 15 deals won count as such; of the 20 closed 15 do."""
    client = signed_in("vera")
    assert "in_numerator" not in text_of(client, f"/en/kpis/deals_won/rows/?{Q4}")
    assert "in_numerator" in text_of(client, f"/en/kpis/win_rate/rows/?{Q4}")
    assert b"in_numerator" in b"".join(client.get(f"/en/kpis/deals_won/rows.csv?{Q4}").streaming_content)  # type: ignore[attr-defined]  # it streams


def test_a_kpi_that_cant_be_split_so_is_shown_and_says_by_what_it_can_be(company: Home, signed_in: As) -> None:
    """Engaged leads have no product yet."""
    page = text_of(signed_in("vera"), f"/en/kpis/close_ratio/?{Q4}&by=product")
    assert (
        "Close ratio can't be split by “Product”: its rows don't have it. It can be split by: Rep, Team, "
        in unescape(page)
    )
    assert re.search(r"Ann \d+\.\d%", page)


def test_a_median_of_what_is_over_has_its_mean_beside_it(company: Home, signed_in: As) -> None:
    """Every deal took 30 days."""
    assert "30 days mean 30 days · n 15" in text_of(signed_in("vera"), f"/en/kpis/time_to_close/?{Q4}").replace(
        "95% interval: 30 – 30 days · ", ""
    ).replace("\N{NO-BREAK SPACE}", " ")


def test_a_page_opens_on_a_stage_that_has_values(company: Home, signed_in: As) -> None:
    """Nobody moves on from the last stage; deals spend 30 days in the only one before it that has data."""
    page = text_of(signed_in("vera"), f"/en/kpis/stage_days/?{Q4}").replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"· Opportunity 30 days", page)
    assert signed_in("vera").get(f"/en/kpis/stage_days/rows/?{Q4}").status_code == 200
    rows = signed_in("vera").get(f"/en/kpis/stage_days/rows.csv?{Q4}")
    assert b"Opportunity" in b"".join(rows.streaming_content)  # type: ignore[attr-defined]  # it streams


def test_rows_of_what_cant_be_computed_are_refused_by_its_name(company: Home, signed_in: As) -> None:
    answer = signed_in("vera").get(f"/en/kpis/new_leads/rows/?{Q4}")
    assert answer.status_code == 400
    assert "New leads: Needs data that has not been imported: when it was received (leads.created_at)." in unescape(
        answer.content.decode()
    )


def test_a_period_asked_for_is_shown_from_its_start(company: Home, signed_in: As) -> None:
    """By week six months are usual; the deals of May 2017 are eight months before the year's end."""
    page = signed_in("vera").get("/en/kpis/deals_won/?from=2017-01-01&to=2018-01-01&grain=week").content.decode()
    assert '"date": "2017-05-01"' in page


def test_the_last_period_says_up_to_when_it_is_known(company: Home, signed_in: As) -> None:
    """The newest day of data is December 1."""
    page = text_of(signed_in("vera"), f"/en/kpis/deals_won/?{Q4}")
    assert "Dec 2017 isn't over: known up to Dec 1, 2017" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Dec 2017 up to Dec 1, 2017 0 " in page.replace("\N{NO-BREAK SPACE}", " ")


def test_nothing_is_said_of_a_period_that_is_over(company: Home, signed_in: As) -> None:
    assert "isn't over" not in text_of(signed_in("vera"), "/en/kpis/deals_won/?from=2015-10-01&to=2016-01-01")


def test_a_running_period_stands_beside_as_long_a_part_of_the_one_before(company: Home, signed_in: As) -> None:
    """Of December the first is known; of November's 15 deals won none was on its first."""
    page = text_of(signed_in("vera"), "/en/kpis/deals_won/?from=2017-12-01&to=2018-01-01")
    assert "Nov 1, 2017: 0" in page.replace("\N{NO-BREAK SPACE}", " ")
    whole = text_of(signed_in("vera"), "/en/kpis/deals_won/?from=2017-07-01&to=2017-10-01")
    assert re.search(r"Apr\s1\s–\sJun\s30,\s2017: 6 ", whole)
