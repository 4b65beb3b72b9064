"""Goals × funnel, over the company of tests/web/company.py: Q4 has 15 wins of 20 closed, and 30,000 won."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import Client

from keyfunnel.funnel.result import FunnelGroup, FunnelStage
from keyfunnel.lake.home import Home
from keyfunnel.model.calendar import span
from keyfunnel.model.workspace import Phase, Stage
from keyfunnel.okr.models import KeyResult
from keyfunnel.web.shown.cards import Bar
from keyfunnel.web.shown.funnel_rows import opens_with_visits, stage_rows
from tests.web.company import GOALS

As = Callable[[str], Client]


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    shown = answer.content.decode().replace("\N{WORD JOINER}", "")  # which only holds lines together
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def test_the_key_results_stand_beside_their_stage(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/")
    opportunity, won = page.index("Ten new deals"), page.index("Win rate to 80 %")
    assert opportunity < won
    assert "$30,000 → $40,000" in page


def test_a_stage_without_data_says_why_and_never_zero(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/")
    assert re.search(r"Lead No data: needs the table “leads”", page)


def test_the_table_is_one_switch_away(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/?view=table")
    assert re.search(r"Win rate to 80 % .*Win rate Won 50\.0% 75\.0% 80\.0%", page)


@pytest.mark.parametrize("declared", [GOALS.replace("kpi: revenue,", "kpi: revenue, where: {owner: Ann},")])
def test_the_table_says_what_a_key_result_is_narrowed_to(goals: None, signed_in: As) -> None:
    """Ann won 8 of the quarter's 15 deals of 2,000."""
    page = text_of(signed_in("vera"), "/en/?view=table")
    assert re.search(r"Revenue Rep: Ann Won \S+ \$16,000 \$40,000", page)


def test_the_period_in_the_address_decides_which_subjects_are_followed(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/?from=2017-07-01&to=2017-10-01")
    assert "Jul 1 – Sep 30, 2017" in page
    assert "Key results count every event of their cycle" in page  # of October to December all the same


def test_the_funnel_beside_the_goals_is_what_the_period_reached(goals: None, signed_in: As) -> None:
    """In Q4 20 deals were closed within 90 days, and 15 of them won; 28 were opened, the 8 open ones among them."""
    page = text_of(signed_in("vera"), "/en/")
    assert "Won 15" in page
    assert "as many reached Won" in page
    assert "Stages reached Oct" in page


def test_those_who_entered_are_followed_where_the_address_says_so(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/?funnel=cohort")
    assert "go on to Won" in page
    assert "Those who entered the funnel Oct" in page


def test_without_a_leak_of_its_own_the_page_asks_for_that_of_the_year(goals: None, signed_in: As) -> None:
    client = signed_in("vera")
    assert 'hx-get="/en/leak/"' in client.get("/en/").content.decode()
    assert 'hx-get="/en/leak/' not in client.get("/en/?view=table").content.decode()
    assert "No leak found, Jan 1 – Dec 1, 2017:" in text_of(client, "/en/leak/")  # and no further than the data
    assert text_of(client, "/en/leak/?from=2010-01-01&to=2010-04-01").strip() == ""


@pytest.mark.parametrize(
    ("looked_back", "said"),
    [(True, "Looked for over more than the period, so that there are enough"), (False, "Of those who entered")],
)
def test_a_leak_of_a_longer_time_than_the_period_says_why(looked_back: bool, said: str) -> None:
    year = {"leak": {"message": None}, "followed": span(dt.date(2017, 1, 1), dt.date(2018, 1, 1)), "window": 90}
    assert said in render_to_string("web/parts/leak.html", {**year, "looked_back": looked_back})


def test_of_another_period_the_page_says_which_is_the_funnels_and_which_the_key_results(
    goals: None, signed_in: As
) -> None:
    client, key_results = signed_in("vera"), "Key results of 2017-Q4, Oct 1 – Dec 31, 2017"
    page = text_of(client, "/en/?from=2017-07-01&to=2017-10-01")
    both = f"Funnel of Jul 1 – Sep 30, 2017 · {key_results}"
    assert f"Whole company · {both}" in page
    assert page.count(both) == 2  # again above the funnel, on a phone
    table = text_of(client, "/en/?from=2017-07-01&to=2017-10-01&view=table")
    assert f"Whole company · {key_results}" in table
    assert "Funnel of" not in table
    assert "Funnel of" not in text_of(client, "/en/")


@pytest.mark.parametrize("declared", [GOALS.replace("target: 40000", "target: 20000")])
@pytest.mark.parametrize("view", ["funnel", "table"])
def test_progress_off_the_bar_is_said_to_count_in_the_objectives(view: str, goals: None, signed_in: As) -> None:
    """30,000 of 20,000; win rate went from 50 to 75 % of 80 %; 28 deals of 40: (150 + 83.3 + 70) ÷ 3 = 101.1."""
    page = text_of(signed_in("vera"), f"/en/?view={view}")
    assert "100% (150%)" in page
    assert "100% (101%)" in page
    assert "an objective's is the weighted mean of its key results' with these." in page


def test_without_progress_off_the_bar_nothing_is_said_of_brackets(goals: None, signed_in: As) -> None:
    assert "in brackets" not in text_of(signed_in("vera"), "/en/")


KEPT = "kpi: win_rate, stage: Won, kind: keep, target: {at_least: 60 %}, every: month"


@pytest.mark.parametrize(
    "declared", [GOALS.replace("kpi: win_rate, stage: Won, kind: increase, baseline: auto, target: 0.8", KEPT)]
)
def test_what_is_kept_month_by_month_is_told_as_that(goals: None, signed_in: As) -> None:
    """In November, the only month that is over and has deals closed, 15 of 20 were won."""
    client = signed_in("vera")
    table = text_of(client, "/en/?view=table")
    assert "75.0% in the newest month → at least 60.0%" in table  # as a phone has it
    assert "judged week by week or month by month is the mean of those that are over" in table
    number = KeyResult.objects.get(kind="keep").pk
    page = text_of(client, f"/en/key-results/{number}/")
    assert "Target: at least 60.0%" in page
    assert "Heading for – each of its periods is judged by itself" in page
    assert "75.0% in the newest month; progress is the mean of those that are over" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=yesterday", "from: “yesterday” is not a date"),
        ("from=2017-10-01&to=2017-09-01", "The period must end after it starts: Oct 1, 2017 to Aug 31, 2017"),
        ("scope=planet:mars", "scope: “planet:mars” is neither"),
        ("cycle=2099", "there is no cycle"),
    ],
)
def test_an_address_that_makes_no_sense_is_said_so(query: str, said: str, goals: None, signed_in: As) -> None:
    answer = signed_in("vera").get(f"/en/?{query}")
    assert answer.status_code in (400, 404)
    assert said in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_links_keep_period_and_scope(goals: None, signed_in: As) -> None:
    page = signed_in("vera").get("/en/?from=2017-10-01&to=2018-01-01&scope=team:t1").content.decode()
    assert "/en/kpis/?from=2017-10-01&amp;to=2018-01-01&amp;scope=team%3At1" in page


@pytest.mark.parametrize("language", ["en", "th", "zh-hans", "hu"])
def test_every_language_has_the_page(language: str, goals: None, signed_in: As) -> None:
    assert signed_in("vera").get(f"/{language}/").status_code == 200


def test_an_objective_shows_its_key_results(goals: None, signed_in: As) -> None:
    client = signed_in("vera")
    address = re.search(r"/en/objectives/\d+/", client.get("/en/").content.decode())
    assert address
    assert "Revenue of 40 thousand" in text_of(client, address[0])


def test_a_key_result_leads_to_its_rows(goals: None, signed_in: As) -> None:
    client = signed_in("vera")
    address = re.search(r'(/en/key-results/\d+/)">Win rate', client.get("/en/").content.decode())
    assert address
    page = client.get(address[1]).content.decode()
    assert "/en/kpis/win_rate/rows/?from=2017-10-01&amp;to=2018-01-01" in page
    assert "Baseline" in page


def test_an_objective_that_is_not_there_is_not_found(goals: None, signed_in: As) -> None:
    assert signed_in("vera").get("/en/objectives/999999/").status_code == 404


@pytest.mark.parametrize(
    ("raw", "shown", "written"), [(-0.321, 0.0, "0% (−32%)"), (1.4, 1.0, "100% (140%)"), (0.5, 0.5, "50%")]
)
def test_progress_off_the_bar_has_its_raw_value_beside_it(raw: float, shown: float, written: str) -> None:
    figure = render_to_string("web/parts/progress_figure.html", {"bar": Bar(raw, shown, None, None)})
    assert " ".join(re.sub(r"<[^>]+>", " ", figure).split()) == written


def test_a_count_opens_to_the_subjects_behind_it(goals: None, signed_in: As) -> None:
    page = signed_in("vera").get("/en/").content.decode()
    found = re.search(r'class="stage-count"[^>]*href="([^"]+)">15<', page)
    assert found is not None
    address = found[1].replace("&amp;", "&")
    assert "stage=Won" in address
    behind = text_of(signed_in("vera"), address)
    assert "1–15 of 15" in behind
    assert "reached Won" in behind
    written = signed_in("vera").get(address.replace("rows/", "rows.csv"))
    assert len(written.getvalue().decode().splitlines()) == 16
    assert 'filename="funnel-won-2017-10-01-2017-12-31.csv"' in written["Content-Disposition"]


def test_rows_of_a_stage_without_data_say_why(goals: None, signed_in: As) -> None:
    answer = signed_in("vera").get("/en/funnel/rows/?stage=Visit")
    assert answer.status_code == 400
    assert "No data: needs the table “visits”" in answer.content.decode()


def test_more_than_were_there_in_the_period_came_from_before_it(company: Home, signed_in: As) -> None:
    """From October 15th to the end of November 8 deals were opened (the 13th to the 20th) and 15 won, opened since
    October 3rd."""
    page = text_of(signed_in("vera"), "/en/?from=2017-10-15&to=2017-12-01")
    assert "187.5% as many reached Won more than were here in the period, as some reached Opportunity before it" in page
    assert "before it" not in text_of(signed_in("vera"), "/en/?from=2017-10-01&to=2018-01-01")


def test_a_scope_has_visits_of_its_leads_only() -> None:
    reached = FunnelStage("Visit", Phase.AWARENESS, reached=3)
    stages = (Stage("Visit", Phase.AWARENESS, visits=("visit",)), Stage("Lead", Phase.AWARENESS, lead="created_at"))
    rows, _ = stage_rows(stages, FunnelGroup({}, {}, (reached,)), ())
    assert opens_with_visits(stages, rows)
    assert not opens_with_visits(stages[1:], rows)
