"""KPI sets seen and changed on their page. Over the company of tests/web/company.py: teams North and South."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from keyfunnel.lake.home import Home
from keyfunnel.model.definitions import KPISet
from keyfunnel.okr.models import AuditEntry
from keyfunnel.planning.entered.targets import read, set_targets
from tests.web.test_goals_funnel import text_of

As = Callable[[str], Client]
PAGE, SAVE, REMOVE = "/en/kpi-sets/", "/en/kpi-sets/save/", "/en/kpi-sets/remove/"


@pytest.fixture
def home(own_company: Home, db: None) -> Home:
    return own_company


def test_a_set_is_made_advised_changed_and_removed(home: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    assert "No sets yet" in text_of(bob, PAGE)
    bob.post(SAVE, {"name": " Sales  North ", "team": "North", "kpi": ["visits", "win_rate"]})
    assert home.workspace.kpi_sets == (KPISet("Sales North", ("visits", "win_rate"), "North"),)
    page = text_of(bob, PAGE)
    assert "2 KPIs are too few" in page
    assert "moved by what one team does" in page
    assert re.search(r"All Sales North", text_of(bob, "/en/kpis/"))
    form = bob.get(f"{PAGE}?set=Sales+North").content.decode()
    assert re.findall(r'value="(\w+)"\s+checked', form) == ["visits", "win_rate"]
    changed = {"instead_of": "Sales North", "name": "North", "team": "North"}
    bob.post(SAVE, {**changed, "kpi": ["deals_won", "revenue", "win_rate"]})
    assert home.workspace.kpi_sets == (KPISet("North", ("win_rate", "deals_won", "revenue"), "North"),)
    bob.post(REMOVE, {"name": "North"})
    assert not home.workspace.kpi_sets
    actions = AuditEntry.objects.filter(action__startswith="KPI set").order_by("id").values_list("action", "who")
    assert list(actions) == [("KPI set saved", "bob")] * 2 + [("KPI set removed", "bob")]


def test_a_set_makes_no_edition_and_what_is_entered_then_is_still_carried_over(home: Home, signed_in: As) -> None:
    before = home.lake.current()
    assert before is not None
    signed_in("bob").post(SAVE, {"name": "Few", "kpi": ["revenue"]})
    assert home.lake.current() == before
    amended = set_targets(home, [read(before, "revenue", "company", "2017-Q4", "1")], by=None)
    assert amended is not None
    prepared = "prepared/deals.parquet"
    assert (amended.folder / prepared).samefile(before.folder / prepared)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "", "kpi": ["revenue"]}, "has 1 to 80 characters"),
        ({"name": "Empty"}, "Choose at least one KPI"),
        ({"name": "Odd", "kpi": ["revnue"]}, "did you mean &#x27;revenue&#x27;"),
    ],
)
def test_what_is_no_set_is_shown_again_with_the_reason(
    home: Home, signed_in: As, typed: dict[str, object], told: str
) -> None:
    answer = signed_in("bob").post(SAVE, typed)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert home.workspace.kpi_sets == ()


def test_two_sets_cannot_have_one_name(home: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    bob.post(SAVE, {"name": "One", "kpi": ["revenue"]})
    answer = bob.post(SAVE, {"name": "One", "kpi": ["win_rate"]})
    assert answer.status_code == 422
    assert "There is a set &#x27;One&#x27; already: choose another name." in answer.content.decode()


def test_who_only_looks_changes_nothing(home: Home, signed_in: As) -> None:
    vera = signed_in("vera")
    assert vera.get(PAGE).status_code == 200
    assert 'name="kpi"' not in vera.get(f"{PAGE}?set=").content.decode()
    assert vera.post(SAVE, {"name": "One", "kpi": ["revenue"]}).status_code == 403
    assert vera.post(REMOVE, {"name": "One"}).status_code == 403
