"""A file goes in by the browser: chosen, looked at, tried, imported."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from keyfunnel.lake.home import Home
from tests.web.company import exports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_files_are_imported_with_their_mapping_shown(page: Page, home: Home, tmp_path: Path) -> None:
    page.goto("/en/data/")
    page.get_by_label("Bring in files").set_input_files(exports(tmp_path / "exports"))
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", name="What the files are taken for")).to_be_visible()
    expect(page.get_by_label("closed_at is")).to_have_value("closed_at")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="Edition 1 stands")).to_be_visible(timeout=90_000)
    edition = home.lake.current()
    assert edition is not None
    assert edition.tables["deals"].rows == 68
