"""A team chosen in the list: the page is about it, and what is the company's is told apart, on a phone too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_scope import declared

__all__ = ["declared"]  # the goals of North, South and the company instead of the usual ones

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_team_chosen_from_the_list_narrows_the_goals(page: Page) -> None:
    page.get_by_label("Scope").select_option(label="North")
    page.wait_for_url("**scope=team%3At1**")
    expect(page.get_by_role("heading", name="This team's goals")).to_be_visible()
    expect(page.get_by_text("The south as well")).to_have_count(0)
    shared = page.locator(".key-result", has=page.get_by_role("link", name="Revenue of 40 thousand"))
    expect(shared.locator(".tag")).to_have_text("Whole company")
    expect(shared.locator(".kr-within")).to_contain_text("North $16,000")


def test_the_table_has_a_column_for_the_team(page: Page) -> None:
    page.goto("/en/?view=table&scope=team:t1")
    expect(page.get_by_role("columnheader", name="North")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("Revenue of 40 thousand"))
    expect(row).to_contain_text("$16,000")


@pytest.mark.parametrize("language", ["en", "hu"])
def test_at_360_px_a_narrowed_page_stays_within_the_edge(language: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    for address in ("", "?view=table", "kpis/", "kpis/visits/"):
        page.goto(f"/{language}/{address}{'&' if '?' in address else '?'}scope=team:t1")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
