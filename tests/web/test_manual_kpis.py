"""Values of a manual KPI entered on its page. Over the company of tests/web/company.py, which reaches to 2017-12-01."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from keyfunnel.okr.models import AuditEntry
from keyfunnel.planning.entered.values import values
from keyfunnel.planning.own_kpis import parse
from tests.prepared import copy, prepared
from tests.web.company import found
from tests.web.test_goals_funnel import text_of

As = Callable[[str], Client]
PAGE = "/en/kpis/partners_met/?from=2017-10-01&to=2018-01-01"
RECORD = "/en/kpis/partners_met/record/?from=2017-10-01&to=2018-01-01"


def the_company_with_partners(folder: Path) -> Home:
    kpis = parse("kpis: [{key: partners_met, title: Partners met, form: manual}]", "kpis.yaml")
    made = Home(folder / "home").create(Workspace(name="Acme", kpis=kpis))
    found(made, folder / "exports")
    return made


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, settings: object, db: None) -> Home:
    made = copy(prepared(tmp_path_factory, "company-with-partners", the_company_with_partners), tmp_path / "own")
    settings.HOME = made.path  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    return made


def test_values_are_entered_corrected_and_withdrawn_on_the_page(home: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    assert "No value was entered yet" in text_of(bob, PAGE)
    answer = bob.post(RECORD, {"on": "2017-11-15", "value": "5", "scope": "rep:r1", "comment": "Fair"})
    assert answer["Location"] == f"{PAGE}#entered"
    bob.post(RECORD, {"on": "2017-11-15", "value": "1,200", "scope": "rep:r1", "comment": ""})
    page = text_of(bob, PAGE)
    assert re.search(r"Nov 15, 2017 Ann 1,200 bob, .* Nov 15, 2017 Ann 5 bob, .* Fair", page)
    bob.post(RECORD, {"on": "2017-11-15", "withdraw": "1", "scope": "rep:r1"})
    assert "Value withdrawn." in text_of(bob, PAGE)
    assert [one.value for one in values(home.lake.current(), "partners_met")] == [None, 1200, 5]
    assert [entry.who for entry in AuditEntry.objects.filter(action="KPI values entered")] == ["bob"] * 3


def test_what_is_no_value_is_shown_again_with_the_reason(home: Home, signed_in: As) -> None:
    answer = signed_in("bob").post(RECORD, {"on": "2017-11-15", "value": "many", "scope": ""})
    assert answer.status_code == 422
    assert "&#x27;many&#x27; is not a number" in answer.content.decode()
    assert 'value="many"' in answer.content.decode()


def test_decimals_are_typed_as_the_pages_language_has_them(home: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    bob.post(RECORD.replace("/en/", "/hu/"), {"on": "2017-11-15", "value": "7,5", "scope": ""})
    assert [one.value for one in values(home.lake.current(), "partners_met")] == [7.5]
    assert bob.post(RECORD, {"on": "2017-11-15", "value": "7,5", "scope": ""}).status_code == 422


def test_who_only_looks_enters_nothing(home: Home, signed_in: As) -> None:
    vera = signed_in("vera")
    assert vera.post(RECORD, {"on": "2017-11-15", "value": "5"}).status_code == 403
    assert 'name="value"' not in vera.get(PAGE).content.decode()


def test_a_measured_kpi_takes_no_values(home: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    assert bob.post("/en/kpis/revenue/record/", {"on": "2017-11-15", "value": "5"}).status_code == 400
    assert "Values entered" not in text_of(bob, "/en/kpis/revenue/")
