"""Targets entered in a table, shown beside the value; notes on the chart. Over the company of tests/web/company.py."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.query import Query
from keyfunnel.lake.home import Home
from keyfunnel.model.calendar import Grain
from keyfunnel.okr.models import AuditEntry
from keyfunnel.planning.entered.notes import notes
from keyfunnel.planning.entered.targets import targets
from tests.web.test_goals_funnel import text_of

As = Callable[[str], Client]
Q4 = "from=2017-10-01&to=2018-01-01"
PAGE = "/en/targets/?kpi=revenue&year=2017&grain=quarter"


def test_a_quota_typed_in_is_what_attainment_is_measured_by(own_company: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    form = {"edition": "1", "amount|company|2017-Q4": "40,000", "amount|rep:r1|2017-Q4": "20000"}
    assert bob.post(PAGE, form).status_code == 302
    edition = own_company.lake.current()
    assert edition is not None
    assert [(one.scope, one.period, one.amount) for one in targets(edition)] == [
        ("company", "2017-Q4", 40000),
        ("Ann", "2017-Q4", 20000),
    ]
    (stored,) = [one for one in edition.values("quota_attainment", Grain.QUARTER) if one.value is not None]
    assert stored.value == pytest.approx(0.75)  # 15 deals of 2,000 are 30,000
    (ann,) = raw(edition.facts(), ["quota_attainment"], Query(Grain.QUARTER, where={"owner": ("Ann",)}))[-1:]
    assert ann.value == pytest.approx(0.8)  # 8 deals are 16,000
    page = text_of(bob, f"/en/kpis/revenue/?{Q4}")
    assert re.search(r"Target \$40,000 · 75\.0% of it reached", page)
    assert re.search(r"Revenue \$30,000 n 15 Target \$40,000", text_of(bob, f"/en/kpis/?{Q4}"))
    entry = AuditEntry.objects.get(action="targets set")
    assert (entry.who, entry.after["revenue company 2017-Q4"]) == ("bob", 40000)


def test_a_form_filled_from_an_older_edition_changes_only_what_was_typed(own_company: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    bob.post(PAGE, {"edition": "1", "amount|company|2017-Q3": "10000", "amount|company|2017-Q4": ""})
    bob.post(PAGE, {"edition": "1", "amount|company|2017-Q3": "", "amount|company|2017-Q4": "40000"})
    assert {one.period: one.amount for one in targets(own_company.lake.current())} == {
        "2017-Q3": 10000,
        "2017-Q4": 40000,
    }


def test_what_is_no_amount_is_shown_again_with_the_reason(own_company: Home, signed_in: As) -> None:
    answer = signed_in("bob").post(PAGE, {"edition": "1", "amount|company|2017-Q4": "lots"})
    assert answer.status_code == 422
    assert "lots" in answer.content.decode()
    assert targets(own_company.lake.current()) == []


def test_who_only_looks_sets_no_targets_and_notes_nothing(company: Home, signed_in: As) -> None:
    vera = signed_in("vera")
    page = vera.get(PAGE)
    assert page.status_code == 200
    assert 'name="amount' not in page.content.decode()
    assert vera.post(PAGE, {"edition": "1", "amount|company|2017-Q4": "1"}).status_code == 403
    assert vera.post("/en/notes/add/", {"on": "2017-09-01", "text": "Fair", "back": "revenue"}).status_code == 403
    assert "Set targets" not in text_of(vera, f"/en/kpis/revenue/?{Q4}")


def test_a_form_without_its_token_is_refused(company: Home, people: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.login(username="bob", password="a long enough password")
    assert strict.post(PAGE, {"edition": "1"}).status_code == 403


def test_a_note_is_drawn_listed_and_removed(own_company: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    added = bob.post(f"/en/notes/add/?{Q4}", {"on": "2017-09-01", "text": "Trade <fair>", "back": "revenue"})
    assert added["Location"] == f"/en/kpis/revenue/?{Q4}"
    answer = bob.get(f"/en/kpis/revenue/?{Q4}").content.decode()
    assert "Sep\N{NO-BREAK SPACE}1,\N{NO-BREAK SPACE}2017</span> Trade &lt;fair&gt;" in answer
    assert "Sep\\u00a01,\\u00a02017: Trade \\u003Cfair\\u003E" in answer  # on the chart
    (note,) = notes(own_company.lake.current())
    bob.post("/en/notes/remove/", {"note": note.note_id, "back": "revenue"})
    assert notes(own_company.lake.current()) == []
    assert [entry.action for entry in AuditEntry.objects.filter(subject=note.note_id)] == ["note removed", "note added"]


def test_a_note_that_cant_be_kept_is_shown_again_with_the_reason(own_company: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    answer = bob.post(f"/en/notes/add/?{Q4}", {"on": "0017-09-01", "text": "Trade fair", "back": "revenue"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "0017-09-01 lies outside the years 1900 to 2200" in page
    assert 'value="Trade fair"' in page
    assert notes(own_company.lake.current()) == []


def test_a_note_is_changed_beside_the_chart(own_company: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    bob.post("/en/notes/add/", {"on": "2017-09-01", "text": "Trade fiar", "back": "revenue"})
    (note,) = notes(own_company.lake.current())
    typed = {"note": note.note_id, "back": "revenue", "on": "2017-09-02"}
    refused = bob.post(f"/en/notes/change/?{Q4}", {**typed, "text": "  "})
    assert refused.status_code == 422
    assert "A note says what happened" in refused.content.decode()
    changed = bob.post(f"/en/notes/change/?{Q4}", {**typed, "text": "Trade fair"})
    assert changed["Location"] == f"/en/kpis/revenue/?{Q4}"
    assert [(str(one.on), one.text) for one in notes(own_company.lake.current())] == [("2017-09-02", "Trade fair")]
    assert "Note changed." in text_of(bob, changed["Location"])
    assert AuditEntry.objects.filter(action="note changed").count() == 1


def test_a_note_of_a_day_that_the_chart_doesnt_reach_is_said_to_be_noted(own_company: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    bob.post(f"/en/notes/add/?{Q4}", {"on": "2030-09-01", "text": "Fair", "back": "revenue"})
    assert "Noted. It stands on every chart that reaches Sep 1, 2030." in text_of(bob, f"/en/kpis/revenue/?{Q4}")


def test_amounts_are_shown_with_thousands_apart_and_read_back_as_the_same(own_company: Home, signed_in: As) -> None:
    bob = signed_in("bob")
    bob.post(PAGE, {"edition": "1", "amount|company|2017-Q4": "1234567.5"})
    for language, shown in (("en", "1,234,567.5"), ("hu", "1\xa0234\xa0567,5")):
        page = PAGE.replace("/en/", f"/{language}/")
        assert f'value="{shown}"' in bob.get(page).content.decode()
        bob.post(page, {"edition": "2", "amount|company|2017-Q4": shown})
        edition = own_company.lake.current()
        assert edition is not None
        assert edition.number == 2  # nothing was changed


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "Revenue 2017 USD"), ("zh-hans", "2017年收入 USD"), ("hu", "Árbevétel, 2017 USD")],
)
def test_the_years_targets_are_headed_in_the_languages_order(
    language: str, heading: str, company: Home, signed_in: As
) -> None:
    assert heading in text_of(signed_in("vera"), PAGE.replace("/en/", f"/{language}/"))


def test_shares_have_as_many_decimals_as_each_other(own_company: Home, signed_in: As) -> None:
    """12 % stands beside 3.4 %, and read back it is the same."""
    bob, page = signed_in("bob"), PAGE.replace("kpi=revenue", "kpi=win_rate")
    bob.post(page, {"edition": "1", "amount|company|2017-Q3": "12 %", "amount|company|2017-Q4": "3.4 %"})
    shown = bob.get(page).content.decode()
    assert 'value="12.0%"' in shown
    assert 'value="3.4%"' in shown
    bob.post(page, {"edition": "2", "amount|company|2017-Q3": "12.0 %", "amount|company|2017-Q4": "3.4 %"})
    edition = own_company.lake.current()
    assert edition is not None
    assert edition.number == 2  # nothing was changed
