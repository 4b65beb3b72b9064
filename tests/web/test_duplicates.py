"""Duplicates proposed, decided and taken back on their page. Over tests/intake/dedupe/acme.py."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from keyfunnel.intake.dedupe.matching import Evidence
from keyfunnel.intake.dedupe.merges import Merge, RecordPair, Status, load, save
from keyfunnel.okr.models import AuditEntry
from keyfunnel.web.duplicates.work import Work
from keyfunnel.web.shown.duplicates import shown
from keyfunnel.web.templatetags.duplicates import agreement, duplicate_of, field_name, likely
from tests.intake.company import Company
from tests.intake.dedupe.acme import imported, proposed
from tests.prepared import copy, prepared
from tests.web.test_goals_funnel import text_of

As = Callable[[str], Client]
PAGE, LOOK, DECIDE = "/en/data/duplicates/", "/en/data/duplicates/look/", "/en/data/duplicates/decide/"


@pytest.fixture
def acme(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, settings: object) -> Company:
    home = copy(prepared(tmp_path_factory, "acme", imported), tmp_path / "acme")
    settings.HOME = home.path  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    return Company(home, tmp_path)


@pytest.fixture
def merge(tmp_path_factory: pytest.TempPathFactory, acme: Company) -> str:
    """The one proposal, as it was found once."""
    found = load(prepared(tmp_path_factory, "acme-proposed", proposed))
    save(acme.home, found)
    return found[0].id


def ended(client: Client) -> str:
    """What the page says once what runs in the background has ended."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        page = text_of(client, PAGE)
        if "You may leave this page" not in page:
            return page
        time.sleep(0.5)
    raise AssertionError("it didn't end within two minutes")


def test_they_are_looked_for_merged_and_taken_back_by_processes_of_their_own(acme: Company, signed_in: As) -> None:
    bob = signed_in("bob")
    assert "Nothing proposed yet" in text_of(bob, PAGE)
    bob.post(LOOK)
    page = ended(bob)
    assert "1 possible duplicate found." in page
    assert "Company the same once cleaned Weight +10.6 Acme Inc. ACME Incorporated" in page
    assert "Website the same once cleaned Weight +10.7 acme .com www .acme .com" in page
    assert "1 to decide" in text_of(bob, "/en/data/")
    (merge,) = load(acme.home)

    bob.post(DECIDE, {"all": "accept", "id": [merge.id]})
    assert "1 merge was made. Edition 2 stands." in ended(bob)
    assert acme.rows("deals", "deal_id", "account_id") == [("d1", "1"), ("d2", "1"), ("d3", "1"), ("d4", "3")]
    assert "Acme Inc." in text_of(bob, f"{PAGE}?status=accepted")

    bob.post(DECIDE, {"one": f"undo:{merge.id}"})
    assert "1 merge was taken back. Edition 3 stands." in ended(bob)
    assert ("d2", "2") in acme.rows("deals", "deal_id", "account_id")


def test_one_is_kept_apart_and_taken_back_in_its_place_without_a_new_edition(
    acme: Company, merge: str, signed_in: As
) -> None:
    bob = signed_in("bob")
    part = bob.post(DECIDE, {"one": f"reject:{merge}"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<article")
    assert "Kept apart" in part
    assert load(acme.home)[0].status is Status.REJECTED
    part = bob.post(DECIDE, {"one": f"undo:{merge}"}, headers={"HX-Request": "true"}).content.decode()
    assert "Merge" in part
    assert load(acme.home)[0].status is Status.PROPOSED
    assert acme.edition.number == 1
    said = list(AuditEntry.objects.filter(action="duplicates decided").order_by("id").values_list("who", "subject"))
    assert said == [("bob", merge)] * 2


def test_what_is_decided_already_is_refused_in_the_readers_language(acme: Company, merge: str, signed_in: As) -> None:
    bob = signed_in("bob")
    bob.post(DECIDE, {"one": f"reject:{merge}"})
    decide = DECIDE.replace("/en/", "/hu/")
    answer = bob.post(decide, {"one": f"reject:{merge}"}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == PAGE.replace("/en/", "/hu/")
    assert "előbb vonja vissza" in text_of(bob, PAGE.replace("/en/", "/hu/"))
    assert bob.post(DECIDE, {"all": "accept"}, follow=True).content.decode().count("Choose at least one proposal.") == 1


def test_deciding_takes_a_role_for_it(acme: Company, merge: str, signed_in: As) -> None:
    vera = signed_in("vera")
    page = text_of(vera, PAGE)
    assert "ACME Incorporated" in page
    assert "Keep apart" not in page
    assert vera.post(DECIDE, {"one": f"accept:{merge}"}).status_code == 403
    assert vera.post(LOOK).status_code == 403
    assert load(acme.home)[0].status is Status.PROPOSED


def test_a_form_of_another_site_decides_nothing(acme: Company, merge: str, people: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.login(username="bob", password="a long enough password")
    assert client.post(DECIDE, {"one": f"reject:{merge}"}).status_code == 403
    assert load(acme.home)[0].status is Status.PROPOSED


def test_without_the_extra_it_says_what_to_install(
    acme: Company, signed_in: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyfunnel.web.pages.duplicates.can_look", lambda: False)
    page = text_of(signed_in("bob"), PAGE)
    assert "pip install &#x27;keyfunnel[dedupe]&#x27;" in page or "pip install 'keyfunnel[dedupe]'" in page
    assert "Look for duplicates" not in page


def test_a_process_that_was_stopped_is_told_once(acme: Company, signed_in: As) -> None:
    work = Work.of(acme.home)
    work.folder.mkdir()
    work.tell("progress", {"task": "accept"})
    bob = signed_in("bob")
    assert "It stopped before it was done." in text_of(bob, PAGE)
    assert "It stopped before it was done." not in text_of(bob, PAGE)


def test_a_bad_status_or_verb_says_what_there_is(acme: Company, signed_in: As) -> None:
    bob = signed_in("bob")
    assert bob.get(f"{PAGE}?status=maybe").status_code == 400
    assert bob.post(DECIDE, {"one": "burn:abc"}).status_code == 400


def test_what_agrees_only_once_cleaned_or_where_told_says_so() -> None:
    """Of three companies, two write their name in another way; two have a telephone, and both the same."""
    names, phones = ("Acme Inc.", "ACME", "Acme Inc."), ("+36 1 234", "+36 1 234", None)

    def pair(one: int, other: int) -> RecordPair:
        by_phone = "same" if phones[one] and phones[other] else "missing"
        name = Evidence("name", names[one], names[other], "same", 9.0)
        return RecordPair(
            str(one), str(other), 0.99, (name, Evidence("phone", phones[one], phones[other], by_phone, 8.0))
        )

    merge = Merge("accounts", ("0", "1", "2"), "0", 0.99, (pair(0, 1), pair(1, 2), pair(0, 2)))
    name, phone = shown(merge).fields
    assert (name.agreement, name.told_by_all) == ("cleaned", True)
    assert (phone.agreement, phone.told_by_all) == ("same", False)
    with override("en"):
        assert "the same once cleaned" in agreement(name.agreement, told_by_all=name.told_by_all)
        assert "the same, where told" in agreement(phone.agreement, told_by_all=phone.told_by_all)


def test_a_record_is_one_of_its_kind_and_a_person_has_a_persons_name() -> None:
    with override("zh-hans"):
        assert (field_name("name", "contacts"), field_name("name", "accounts")) == ("姓名", "名称")
    with override("hu"):
        assert (duplicate_of("accounts"), field_name("company", "contacts")) == ("Cég", "Cég")
    with override("en"):
        assert [duplicate_of(table) for table in ("accounts", "contacts", "leads")] == ["Company", "Person", "Lead"]


@pytest.mark.parametrize(
    ("language", "most", "half"),
    [("en", "> 99.9%", "50.0%"), ("hu", "> 99,9%", "50,0%"), ("zh-hans", "99.9%以上", "50.0%")],
)
def test_nothing_is_called_certain(language: str, most: str, half: str) -> None:
    with override(language):
        assert (likely(0.99999), likely(0.5)) == (most, half)
