"""A real Chromium on a server of our own. Without a browser these tests are skipped; under CI that is a failure."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from keyfunnel.web.charts.bundle import ensure_bundle
from tests.browser.chromium import find_chromium
from tests.web.conftest import PASSWORD, company, company_home, declared, goals, home, people, signed_in

__all__ = [
    "company",
    "company_home",
    "declared",
    "goals",
    "home",
    "people",
    "signed_in",
]  # fixtures, the same as the pages' tests

# Playwright keeps an event loop in the thread that also makes the database's rows.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have a Chromium; set $CHROMIUM to its path")
        pytest.skip("no Chromium on this machine: browser tests are not run")
    ensure_bundle()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, goals: None, live_server: object) -> Iterator[Page]:
    """A tab in which Alice is signed in; a test fails where the page complains in the console."""
    with chromium.new_context(base_url=str(live_server), viewport={"width": 1440, "height": 900}) as context:
        tab = context.new_page()
        complaints: list[str] = []
        tab.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto("/en/sign-in/")
        tab.get_by_label("User name or e-mail").fill("alice")
        tab.get_by_label("Password").fill(PASSWORD)
        tab.get_by_role("button", name="Sign in").click()
        tab.wait_for_url("**/en/")
        tab.wait_for_load_state("networkidle")  # the leak comes later, and a test may change the home
        yield tab
        assert complaints == []
