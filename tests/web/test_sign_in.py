"""Only people with an account get in, by user name or e-mail; guessing is slowed down; nobody signs up."""

import pytest
from django.core.cache import cache
from django.test import Client

from keyfunnel.lake.home import Home
from keyfunnel.okr.people import add_person
from tests.web.conftest import PASSWORD

PAGES = ("/en/", "/en/kpis/", "/en/kpis/win_rate/", "/en/data/", "/en/data/quarantine/", "/en/objectives/1/")


@pytest.fixture(autouse=True)
def unthrottled(db: None) -> None:
    cache.clear()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_asks_a_stranger_to_sign_in(address: str, home: Home, client: Client) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"/en/sign-in/?next={address}"


def test_one_signs_in_by_user_name(home: Home, people: None, client: Client) -> None:
    answer = client.post("/en/sign-in/", {"login": "alice", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/en/")


def test_one_signs_in_by_e_mail(home: Home, client: Client) -> None:
    add_person("eve@example.org", role="member", password=PASSWORD)
    answer = client.post("/en/sign-in/", {"login": "eve@example.org", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/en/")


def test_a_wrong_password_says_so_without_telling_which_part_was_wrong(
    home: Home, people: None, client: Client
) -> None:
    known = client.post("/en/sign-in/", {"login": "alice", "password": "wrong"})
    unknown = client.post("/en/sign-in/", {"login": "nobody", "password": "wrong"})
    sentence = "The username and/or password you specified are not correct"
    assert sentence in known.content.decode()
    assert sentence in unknown.content.decode()


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(home: Home, people: None, client: Client) -> None:
    for _ in range(5):
        client.post("/en/sign-in/", {"login": "alice", "password": "wrong"})
    answer = client.post("/en/sign-in/", {"login": "alice", "password": PASSWORD})
    assert answer.status_code == 200
    assert "Too many failed login attempts" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_nobody_can_sign_up(home: Home, client: Client) -> None:
    answer = client.post("/en/sign-up/", {"username": "mallory", "password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_signing_out_takes_a_button_and_not_a_link(home: Home, people: None, client: Client) -> None:
    client.login(username="alice", password=PASSWORD)
    client.get("/en/sign-out/")
    assert "_auth_user_id" in client.session
    client.post("/en/sign-out/")
    assert "_auth_user_id" not in client.session


def test_a_form_without_its_token_is_refused(home: Home, people: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/en/sign-in/", {"login": "alice", "password": PASSWORD})
    assert answer.status_code == 403


def test_a_password_is_changed_on_a_page_that_looks_like_the_others(home: Home, people: None, client: Client) -> None:
    client.login(username="alice", password=PASSWORD)
    page = client.get("/hu/password/").content.decode()
    assert 'class="panel"' in page
    assert "<title>" in page
    assert 'lang="hu"' in page
    new = "another long enough password"
    answer = client.post("/hu/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True)
    assert 'class="note' in answer.content.decode()
    assert Client().login(username="alice", password=new)


def test_who_mistypes_the_new_password_is_told_at_the_field(home: Home, people: None, client: Client) -> None:
    client.login(username="alice", password=PASSWORD)
    answer = client.post("/en/password/", {"oldpassword": "wrong", "password1": "short", "password2": "other"})
    assert answer.content.decode().count('role="alert"') >= 2
    assert Client().login(username="alice", password=PASSWORD)


def test_what_is_asked_of_a_password_is_said_in_thai(home: Home, people: None, client: Client) -> None:
    """Django's own Thai catalogue leaves these sentences in English."""
    assert client.login(username="vera", password=PASSWORD)
    page = client.get("/th/password/").content.decode()
    assert "รหัสผ่านต้องมีอย่างน้อย 10 อักขระ" in page
    short = {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"}
    refused = client.post("/th/password/", short).content.decode()
    assert "รหัสผ่านนี้สั้นเกินไป" in refused
    assert "รหัสผ่านนี้เป็นตัวเลขทั้งหมด" in refused
