"""What the library refuses is told on a page in the page's language."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from keyfunnel.kpis import library
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import NotThere

As = Callable[[str], Client]


def told(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    found = re.search(r"<h1>.*?</h1>\s*<p>(.*?)</p>", page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def test_the_sentence_is_in_the_pages_language(company: Home, signed_in: As) -> None:
    client = signed_in("vera")
    assert told(client, "/en/?scope=planet:mars") == "scope: “planet:mars” is neither team:ID nor rep:ID"
    assert told(client, "/hu/?scope=planet:mars") == "scope: a „planet:mars” sem nem team:ID, sem nem rep:ID"


def test_an_unknown_kpi_is_told_with_the_one_meant(company: Home, signed_in: As) -> None:
    client = signed_in("vera")
    assert told(client, "/en/kpis/win_rte/") == "There is no KPI “win_rte”; did you mean “win_rate”?"
    with pytest.raises(NotThere) as refused:
        library.get("win_rte", company.workspace)
    in_thai = refused.value.render("th").replace("'win_rte'", "“win_rte”").replace("'win_rate'", "“win_rate”")
    assert told(client, "/th/kpis/win_rte/") == in_thai
    assert "„win_rte”" in told(client, "/hu/kpis/win_rte/")
    assert 'href="/hu/kpis/">' in client.get("/hu/kpis/win_rte/").content.decode().partition("<h1>")[2]
    assert 'href="/hu/kpis/">' not in client.get("/hu/objectives/99/").content.decode().partition("<h1>")[2]


def test_a_name_that_the_server_doesnt_answer_to_is_refused_before_anybody_is_looked_up(home: Home) -> None:
    answer = Client(raise_request_exception=False).get("/en/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "The request could not be understood." in answer.content.decode()


def test_a_wrong_address_has_a_way_to_the_page_without_what_is_wrong(company: Home, signed_in: As) -> None:
    answer = signed_in("vera").get("/hu/kpis/win_rate/?by=colour")
    assert answer.status_code == 400
    assert '<a class="button first" href="/hu/kpis/win_rate/">' in answer.content.decode()


def test_what_isnt_there_has_none(company: Home, signed_in: As) -> None:
    answer = signed_in("vera").get("/hu/kpis/win_rte/?by=team")
    assert answer.status_code == 404
    assert 'href="/hu/kpis/win_rte/"' not in answer.content.decode()


def test_an_address_that_a_form_is_sent_to_leads_on_when_it_is_opened(company: Home, signed_in: As) -> None:
    """As the menu of languages does below a refused form."""
    answer = signed_in("bob").get("/en/data/import/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert 'href="/en/data/"' in answer.content.decode()
