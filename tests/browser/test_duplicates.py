"""Duplicates are looked for, compared, kept apart in their place and merged by the browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from keyfunnel.lake.home import Home
from tests.intake.company import Company
from tests.intake.dedupe.acme import ACCOUNTS, DEALS, MAPPING

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_that_are_one_are_found_side_by_side_and_merged(page: Page, home: Home, tmp_path: Path) -> None:
    Company(home, tmp_path).bring(MAPPING, accounts=ACCOUNTS, deals=DEALS)
    page.goto("/en/data/")
    page.get_by_role("link", name="Duplicates").click()
    page.get_by_role("button", name="Look for duplicates").click()
    acme = page.get_by_role("article", name="Acme Inc.")
    expect(acme.get_by_role("cell", name="ACME Incorporated")).to_be_visible(timeout=90_000)
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    acme.get_by_role("button", name="Keep apart").click()
    expect(acme).to_contain_text("Kept apart")
    acme.get_by_role("button", name="Take back").click()
    expect(acme.get_by_role("button", name="Keep apart")).to_be_visible()

    page.get_by_label("Choose all on this page").check()
    page.get_by_role("button", name="Merge the chosen").click()
    expect(page.get_by_role("status")).to_contain_text("Edition 2 stands", timeout=120_000)
    edition = home.lake.current()
    assert edition is not None
    assert edition.tables["accounts"].rows == 2
