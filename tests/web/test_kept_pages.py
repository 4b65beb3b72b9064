"""Pages are kept for all who may see the same, and are made anew as soon as anything that they show has changed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory

from keyfunnel.lake.home import Home
from keyfunnel.model.definitions import KPISet
from keyfunnel.okr.models import Cycle, KeyResult, KeyResultSnapshot, Objective, Person, Role
from keyfunnel.planning.apply import apply_file
from keyfunnel.planning.kpi_sets import save_set
from keyfunnel.texts import Message
from keyfunnel.texts.packed import packed
from keyfunnel.web import kept
from keyfunnel.web.uploads.upload import Upload
from tests.web.company import GOALS
from tests.web.conftest import PASSWORD

As = Callable[[str], Client]
TOKEN = re.compile(r'X-CSRFToken": "(\w+)"')
PAGES = ("/en/", "/en/?funnel=cohort", "/en/kpis/", "/en/kpis/win_rate/", "/en/targets/", "/en/kpi-sets/", "/en/data/")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Addresses of the pages that were made rather than found."""
    kept.pages.clear()
    found: list[str] = []
    make = kept._for_any_reader

    def counted(view: Any, request: HttpRequest, *rest: Any) -> object:
        found.append(request.get_full_path())
        return make(view, request, *rest)

    monkeypatch.setattr(kept, "_for_any_reader", counted)
    yield found
    kept.pages.clear()


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_two_who_may_do_the_same_read_the_same_page_each_under_their_own_name(
    goals: None, signed_in: As, made: list[str]
) -> None:
    alice, bob = signed_in("alice"), signed_in("bob")
    for address in PAGES:
        hers, his = text(alice, address), text(bob, address)
        assert "Sign out (alice)" in hers
        assert "bob" not in hers
        assert "Sign out (bob)" in his
        assert "alice" not in his
        assert TOKEN.findall(hers) != TOKEN.findall(his)
        plain = re.compile(r'Sign out \(\w+\)|X-CSRFToken": "\w+|csrfmiddlewaretoken" value="\w+')
        assert plain.sub("", hers) == plain.sub("", his)
        for page in (hers, his):
            assert kept.TOKEN not in page
            assert kept.NAME not in page
    assert made == [*PAGES]


def test_who_may_only_look_never_gets_the_page_of_one_who_plans(goals: None, signed_in: As, made: list[str]) -> None:
    alice, vera = signed_in("alice"), signed_in("vera")
    for address, only_planners in (("/en/kpis/win_rate/", "notes/add/"), ("/en/kpi-sets/", "?set=")):
        for _ in range(2):
            assert only_planners in text(alice, address)
            assert only_planners not in text(vera, address)


def test_who_loses_the_role_loses_its_pages_at_once(goals: None, signed_in: As, made: list[str]) -> None:
    bob = signed_in("bob")
    assert "notes/add/" in text(bob, "/en/kpis/win_rate/")
    Person.objects.get(user__username="bob").become(Role.VIEWER, None)
    assert "notes/add/" not in text(bob, "/en/kpis/win_rate/")


def test_who_is_signed_out_is_asked_to_sign_in_though_the_page_is_kept(
    goals: None, signed_in: As, made: list[str]
) -> None:
    vera = signed_in("vera")
    text(vera, "/en/kpis/")
    vera.logout()
    assert vera.get("/en/kpis/").status_code == 302
    User.objects.filter(username="bob").update(is_active=False)
    alice = signed_in("alice")
    text(alice, "/en/kpis/")
    User.objects.filter(username="alice").update(is_active=False)
    assert alice.get("/en/kpis/").status_code == 302


def test_the_token_of_a_kept_page_is_its_readers_own(goals: None, people: None, made: list[str]) -> None:
    """Bob's form is taken with the token of his page and refused with that of Alice's, though one page was made."""
    clients = {name: Client(enforce_csrf_checks=True) for name in ("alice", "bob")}
    tokens = {}
    for name, client in clients.items():
        assert client.login(username=name, password=PASSWORD)
        tokens[name] = TOKEN.findall(text(client, "/en/kpis/"))[0]
    assert made == ["/en/kpis/"]
    signed_out = [
        clients["bob"].post("/en/sign-out/", {"csrfmiddlewaretoken": tokens[name]}) for name in ("alice", "bob")
    ]
    assert [answer.status_code for answer in signed_out] == [403, 302]


def test_a_name_is_escaped_where_it_is_put_in(goals: None, signed_in: As, made: list[str]) -> None:
    bob = signed_in("bob")
    text(bob, "/en/kpis/")
    User.objects.filter(username="bob").update(username='<b>"bob')
    page = text(bob, "/en/kpis/")
    assert made == ["/en/kpis/"]
    assert "Sign out (&lt;b&gt;&quot;bob" in page
    assert '<b>"bob' not in page


def test_each_language_period_and_scope_is_a_page_of_its_own(goals: None, signed_in: As, made: list[str]) -> None:
    vera = signed_in("vera")
    addresses = ["/en/", "/hu/", "/en/?from=2017-07-01&to=2017-10-01", "/en/?scope=rep:r1", "/en/?view=table"]
    pages = [text(vera, address) for address in addresses * 2]
    assert made == addresses
    assert pages[:5] == [TOKEN.sub("", page) and page for page in pages[:5]]
    assert len({TOKEN.sub("", page) for page in pages[:5]}) == 5


def test_a_part_of_a_page_is_not_the_page(goals: None, signed_in: As, made: list[str]) -> None:
    vera = signed_in("vera")
    address = "/en/kpis/win_rate/why/"
    whole = text(vera, address)
    part = vera.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    assert "<html" in text(vera, address)


def test_a_changed_goal_shows_at_once(
    goals: None, company: Home, signed_in: As, tmp_path: Path, made: list[str]
) -> None:
    vera = signed_in("vera")
    number = KeyResult.objects.get(key="win").pk
    for address in ("/en/", f"/en/key-results/{number}/"):
        assert "Win rate to 80 %" in text(vera, address)
    file = tmp_path / "changed.yaml"
    file.write_text(GOALS.replace("Win rate to 80 %", "Win rate to 90 %").replace("target: 0.8}", "target: 0.9}"))
    edition = company.lake.current()
    assert edition is not None
    apply_file(edition, file)
    for address in ("/en/", f"/en/key-results/{number}/"):
        assert "Win rate to 90 %" in text(vera, address)
        assert "Win rate to 80 %" not in text(vera, address)


def test_what_is_changed_without_a_model_shows_at_once_too(goals: None, signed_in: As, made: list[str]) -> None:
    vera = signed_in("vera")
    number = Objective.objects.get().pk
    for title in ("Win more", "Win more often", "Win yet more often"):
        Objective.objects.filter(pk=number).update(title=title)
        KeyResultSnapshot.objects.update(n=5)
        for address in ("/en/", f"/en/objectives/{number}/"):
            assert f"{title}<" in re.sub(r"\s+<", "<", text(vera, address))
    Cycle.objects.all().delete()
    assert "Win yet more often" not in text(vera, "/en/")


def test_a_changed_set_of_kpis_shows_at_once(own_company: Home, signed_in: As, made: list[str]) -> None:
    vera = signed_in("vera")
    assert "Closers" not in text(vera, "/en/kpi-sets/")
    save_set(own_company, KPISet("Closers", ("win_rate", "revenue", "new_deals")), None)
    assert "Closers" in text(vera, "/en/kpi-sets/")
    assert made == ["/en/kpi-sets/"] * 2


def test_a_new_edition_shows_at_once(tmp_path: Path, own_company: Home, signed_in: As, made: list[str]) -> None:
    vera = signed_in("vera")
    assert "Edition 1<" in text(vera, "/en/kpis/")
    more = tmp_path / "deals.csv"
    more.write_text("deal_id,owner_id,outcome,amount,created_at,closed_at\nd900,r1,won,5,2017-11-01,2017-12-30\n")
    from keyfunnel.planning.intake import bring_in

    bring_in(own_company, [more])
    assert "Edition 2<" in text(vera, "/en/kpis/")


def test_an_upload_and_what_became_of_it_show_at_once(own_company: Home, signed_in: As, made: list[str]) -> None:
    alice = signed_in("alice")
    assert "photo.png" not in text(alice, "/en/data/")
    waiting = Upload(own_company.uploads / "abc")
    (waiting.folder / "files").mkdir(parents=True)
    (waiting.folder / "files" / "photo.png").touch()
    assert "not read yet" in text(alice, "/en/data/")
    waiting.tell("outcome", {"task": "look", "error": packed(Message("no_table", "photo.png is no table"))})
    for _ in range(2):
        assert "photo.png is no table" in text(alice, "/en/data/")
    waiting.throw_away()
    assert "photo.png" not in text(alice, "/en/data/")
    assert made == ["/en/data/"] * 3  # without an upload it is the page that it was


def test_a_message_is_shown_once_to_the_one_it_is_for(company: Home, signed_in: As, made: list[str]) -> None:
    alice, vera = signed_in("alice"), signed_in("vera")
    alice.post("/en/sign-out/")
    assert alice.login(username="alice", password=PASSWORD)
    request = RequestFactory().get("/en/kpis/")
    answer = HttpResponse()
    storage = CookieStorage(request)
    storage.add(25, "For Alice only")
    storage.update(answer)
    alice.cookies["messages"] = answer.cookies["messages"].value
    assert "For Alice only" in text(alice, "/en/kpis/")
    assert "For Alice only" not in text(vera, "/en/kpis/")
    assert "For Alice only" not in text(alice, "/en/kpis/")


def test_what_fails_is_not_kept_and_still_said_to_its_reader(company: Home, signed_in: As, made: list[str]) -> None:
    alice = signed_in("alice")
    for _ in range(2):
        answer = alice.get("/en/kpis/?from=yesterday")
        assert answer.status_code == 400
        assert "Sign out (alice)" in answer.content.decode()
    assert len(made) == 2


def test_a_page_that_asks_more_of_its_reader_can_not_be_kept(company: Home, people: None) -> None:
    def hers(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{request.user.pk}")

    request = RequestFactory().get("/en/hers/")
    request.user = User.objects.get(username="alice")
    with pytest.raises(AttributeError):
        kept.kept(hers)(request)
    assert request.user.get_username() == "alice"


def test_only_a_plain_page_is_kept(company: Home, people: None, made: list[str]) -> None:
    def leads_on(request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(f"/{request.user.get_username()}/")

    def sets_a_cookie(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse("x")
        answer.set_cookie("a", "b")
        return answer

    request = RequestFactory().get("/en/hers/")
    request.user = User.objects.get(username="alice")
    for view in (leads_on, sets_a_cookie):
        for _ in range(2):
            kept.kept(view)(request)
    assert len(made) == 4
