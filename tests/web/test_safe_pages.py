"""What each answer tells a browser to refuse."""

import re

from django.test import Client

from keyfunnel.config.content_security import POLICY
from keyfunnel.lake.home import Home


def test_nothing_inline_and_nothing_foreign_may_run(home: Home, client: Client, db: None) -> None:
    header = client.get("/en/sign-in/")["Content-Security-Policy"]
    assert "script-src 'self';" in header
    assert "unsafe" not in header
    assert set(" ".join(POLICY.values()).split()) == {"'none'", "'self'", "data:"}


def test_a_page_has_no_inline_script_or_style_that_the_policy_would_block(home: Home, client: Client, db: None) -> None:
    page = client.get("/en/sign-in/").content.decode()
    assert not re.search(r"<script(?![^>]*(src=|type=\"application/json\"))", page)
    assert not re.search(r"\sstyle=|<style|\son\w+=\"", page)


def test_types_are_not_guessed_and_no_frame_shows_us(home: Home, client: Client, db: None) -> None:
    answer = client.get("/en/sign-in/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(home: Home, client: Client, db: None) -> None:
    cookies = client.get("/en/sign-in/").cookies
    assert cookies["csrftoken"]["httponly"]
    assert cookies["csrftoken"]["samesite"] == "Lax"


def test_the_language_leads_the_address_and_is_remembered(home: Home, client: Client, db: None) -> None:
    page = client.get("/hu/sign-in/")
    assert '<html lang="hu">' in page.content.decode()
    assert client.get("/")["Location"] == "/hu/"


def test_a_first_visit_follows_the_browsers_language(home: Home, client: Client) -> None:
    assert client.get("/", headers={"accept-language": "th,en;q=0.5"})["Location"] == "/th/"
