"""A page asked for a team or rep is about it: of the company of tests/web/company.py, North is Ann, South is Ben.

Of Q4's 15 wins of 20 closed Ann won 8 of 10 (16,000), Ben 7 of 10 (14,000).
"""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from keyfunnel.lake.home import Home
from keyfunnel.web import measured
from tests.web.test_goals_funnel import text_of

As = Callable[[str], Client]
Q4 = "from=2017-10-01&to=2018-01-01"
NORTH, SOUTH, ANN = "scope=team:t1", "scope=team:t2", "scope=rep:r1"
GOALS = """
cycle: {name: 2017-Q4, start: 2017-10-01, end: 2018-01-01}
objectives:
  - key: all
    title: Win more together
    scope: company
    key_results:
      - {key: money, title: Revenue of 40 thousand, kpi: revenue, kind: increase, target: 40000}
      - {key: rate, title: Win rate to 80 %, kpi: win_rate, stage: Won, kind: increase, target: 0.8}
      - {key: ours, title: Ben's own deals, kpi: revenue, where: {owner: [Ben]}, kind: increase, target: 20000}
  - key: north
    title: The north first
    scope: {team: North}
    parent: all
    key_results:
      - {key: money, title: North's 20 thousand, kpi: revenue, kind: increase, target: 20000}
      - {key: whole, title: Everyone's deals, kpi: deals_won, kind: increase, target: 20, scope: company}
  - key: south
    title: The south as well
    scope: {team: South}
    key_results:
      - {key: money, title: South's 15 thousand, kpi: revenue, kind: increase, target: 15000}
  - key: ann
    title: My best quarter
    scope: {rep: Ann}
    parent: north
    key_results:
      - {key: won, title: Nine deals of my own, kpi: deals_won, kind: increase, target: 9}
"""


@pytest.fixture
def declared() -> str:
    return GOALS


def test_a_team_sees_its_own_goals_then_the_companys_then_those_in_it(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/?{NORTH}")
    headings = ["This team's goals", "The company's goals", "Goals of the teams and reps in it"]
    titles = ["The north first", "Win more together", "My best quarter"]
    places = [page.index(text) for pair in zip(headings, titles, strict=True) for text in pair]
    assert places == sorted(places)
    assert "The south as well" not in page


def test_a_key_result_of_the_company_says_so_and_the_teams_figure_stands_beside(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/?{NORTH}")
    assert re.search(
        r"Revenue of 40 thousand .{,20}Whole company .{,20}\$30,000 → \$40,000 .{,60}North \$16,000 n 8", page
    )
    assert re.search(r"Win rate to 80 % .{,20}Whole company .{,30}75\.0% → 80\.0% .{,60}North 80\.0% n 10", page)


def test_the_teams_own_key_result_is_not_said_to_be_the_companys(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/?{NORTH}")
    own = re.search(r"North&#x27;s 20 thousand (.*?) n 8", page)
    assert own
    assert "$16,000 → $20,000" in own[1]
    assert "Whole company" not in own[1]


def test_a_key_result_that_a_teams_objective_gives_to_the_company_says_so(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/?{NORTH}")
    assert re.search(r"Everyone&#x27;s deals .{,20}Whole company .{,20}15 → 20 .{,60}North 8 n 8", page)


def test_a_key_result_held_to_someone_else_has_no_figure_of_the_team(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/?{NORTH}")
    held = re.search(r"Ben&#x27;s own deals(.*?)Win more together", page)
    assert held
    assert "Whole company" in held[1]
    assert "North" not in held[1]


def test_a_rep_sees_the_teams_above_before_the_company(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/?{ANN}")
    texts = ["This rep's goals", "My best quarter", "Goals of North, the team above", "The north first"]
    places = [page.index(text) for text in (*texts, "The company's goals", "Win more together")]
    assert places == sorted(places)
    assert re.search(r"North&#x27;s 20 thousand .{,20}Team: North .*?Ann \$16,000", page)


def test_a_team_without_goals_in_the_cycle_is_told_so(goals: None, signed_in: As) -> None:
    assert "No goal of this cycle" not in text_of(signed_in("vera"), f"/en/?{SOUTH}")
    assert "No goal of this cycle is Ben's own." in text_of(signed_in("vera"), "/en/?scope=rep:r2")


def test_the_table_narrows_likewise(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/?view=table&{NORTH}")
    assert re.search(r"The company's goals .*Revenue of 40 thousand Whole company .*\$30,000 \$16,000 \$40,000", page)
    assert "South" not in page.partition("Key result")[2]


def test_the_whole_company_has_no_sections_and_names_whose_the_others_are(goals: None, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/")
    assert "The company's goals" not in page
    assert re.search(r"South&#x27;s 15 thousand .{,20}Team: South", page)
    assert not re.search(r"Revenue of 40 thousand .{,20}Company", page)


def test_stored_cells_are_read_where_they_tell(goals: None, signed_in: As, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked of the facts for the goals' own figures."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError(f"asked of the facts: {args}")

    monkeypatch.setattr(measured, "computed", refuse)
    assert "North $16,000" in text_of(signed_in("vera"), f"/en/?{NORTH}")


@pytest.mark.parametrize("key", ["visits", "spend"])
def test_what_no_team_has_is_the_companys_and_says_so(key: str, company: Home, signed_in: As) -> None:
    answer = signed_in("vera").get(f"/en/kpis/{key}/?{Q4}&{NORTH}")
    assert answer.status_code == 200
    assert "belongs to no team: these are the whole company's figures" in answer.content.decode()


def test_a_kpis_page_and_its_rows_follow_the_scope(company: Home, signed_in: As) -> None:
    client = signed_in("vera")
    page = text_of(client, f"/en/kpis/revenue/?{Q4}&{NORTH}")
    assert re.search(r"North · Oct 1 – Dec 31, 2017 · up to Dec 1, 2017 \$16,000", page)
    assert "whole company's" not in page
    assert "1–10" in text_of(client, f"/en/kpis/win_rate/rows/?{Q4}&{NORTH}")


def test_the_library_follows_the_scope(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), f"/en/kpis/?{Q4}&{NORTH}")
    assert re.search(r"Win rate 80\.0% n 10", page)
    assert re.search(r"Deals won 8 ", page)
