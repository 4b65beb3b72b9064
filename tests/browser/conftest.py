"""A real Chromium on a server of our own. Without a browser these tests are skipped; under CI that is a failure."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from keyfunnel.web.charts.bundle import ensure_bundle
from tests.browser.chromium import find_chromium
from tests.web.conftest import *  # noqa: F403 - the same company and cast

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
