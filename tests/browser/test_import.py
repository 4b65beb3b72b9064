"""A file goes in by the browser: chosen, looked at, corrected, imported; and its figures show."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from keyfunnel.lake.home import Home
from tests.web.company import exports

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAKEN_FOR = "What the files are taken for"


def uploaded(page: Page, files: list[Path]) -> None:
    page.goto("/en/data/")
    page.get_by_label("Bring in files").set_input_files(files)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", name=TAKEN_FOR)).to_be_visible(timeout=60_000)


def test_files_are_imported_with_their_mapping_shown(page: Page, home: Home, tmp_path: Path) -> None:
    uploaded(page, exports(tmp_path / "exports"))
    deals = page.get_by_role("group", name="deals.csv → deals")
    expect(deals.get_by_label("closed_at when it was won or lost")).to_have_value("c5")
    expect(deals.get_by_role("cell", name="d001")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="Edition 1 stands")).to_be_visible(timeout=90_000)
    edition = home.lake.current()
    assert edition is not None
    assert edition.tables["deals"].rows == 68


def test_a_wrong_guess_is_corrected_and_the_figures_follow(page: Page, home: Home, tmp_path: Path) -> None:
    """Three deals of 100, 200 and 300; the file says thousands, and calls a won deal Sold."""
    file = tmp_path / "deals.csv"
    file.write_text(
        "deal_id,created_at,closed_at,state,amount\n"
        "1,2024-01-02,2024-02-01,Sold,0.1\n2,2024-01-03,2024-02-02,Sold,0.2\n3,2024-01-04,2024-02-03,Dead,0.3\n"
    )
    uploaded(page, [file])
    deals = page.get_by_role("group", name="deals.csv → deals")
    deals.get_by_label("amount value").select_option("expression")
    deals.get_by_label("What amount is to be").fill("amount * 1000")
    deals.get_by_label("What amount is to be").press("Tab")
    expect(deals.get_by_role("cell", name="100", exact=True)).to_be_visible()  # read anew, nothing kept

    outcome = deals.locator(".mapping-row", has=page.locator("label", has_text=re.compile("^\\s*outcome")))
    if not outcome.is_visible():
        deals.get_by_text("other columns of this table").click()
    outcome.get_by_role("combobox").first.select_option("c3")
    if not outcome.get_by_label("One per line").is_visible():
        outcome.get_by_text("Rewrite values").click()
    outcome.get_by_label("One per line").fill("Sold = won\nDead = lost")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="Edition 1 stands")).to_be_visible(timeout=90_000)
    page.goto("/en/kpis/revenue/?from=2024-01-01&to=2024-04-01")
    expect(page.locator("p.big-figure")).to_have_text("$300")
    page.goto("/en/kpis/win_rate/?from=2024-01-01&to=2024-04-01")
    expect(page.locator("p.big-figure")).to_have_text("66.7%")


def test_a_mapping_that_cannot_be_used_says_so_beside_the_column(page: Page, home: Home, tmp_path: Path) -> None:
    uploaded(page, [exports(tmp_path / "exports")[2]])
    deals = page.get_by_role("group", name="deals.csv → deals")
    deals.get_by_label("amount value").select_option("expression")
    deals.get_by_label("What amount is to be").fill("amuont")
    deals.get_by_label("What amount is to be").press("Tab")
    expect(deals.get_by_role("alert")).to_contain_text("did you mean “amount”")


def test_cells_that_cannot_be_read_do_not_widen_a_narrow_page(page: Page, home: Home, tmp_path: Path) -> None:
    """What is said of them to a screen reader only lies in columns that are scrolled to."""
    uploaded(page, [exports(tmp_path / "exports")[2]])
    deals = page.get_by_role("group", name="deals.csv → deals")
    deals.get_by_label("closed_at when it was won or lost").select_option(label="outcome")
    expect(deals.get_by_text("can't be read").first).to_be_attached()
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_taking_a_file_for_a_table_asks_for_the_page_alone(page: Page, home: Home, tmp_path: Path) -> None:
    """How the first rows are read isn't asked for besides: the answer would come to a page that has another table."""
    file = tmp_path / "colours.csv"
    file.write_text("colour,hex\nred,#f00\nblue,#00f\n")
    uploaded(page, [file])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Take it for").select_option("products")
    expect(page.get_by_role("group", name="colours.csv → products")).to_be_visible()
    page.wait_for_timeout(300)  # a check is asked for 150 ms after a change
    assert not [url for url in asked if url.endswith("/check/")]
