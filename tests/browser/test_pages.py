"""The pages in a real browser: nothing is blocked by their own policy, nothing runs over the edge."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVERY = ("", "?view=table", "kpis/", "kpis/win_rate/?from=2017-10-01&to=2018-01-01", "kpis/win_rate/rows/", "data/")
LANGUAGES = ("en", "th", "zh-hans", "hu")


def test_the_funnel_and_the_goals_stand_on_one_page(page: Page) -> None:
    won = page.locator(".stage", has=page.get_by_role("heading", name="Won"))
    expect(won.get_by_role("link", name="Win rate to 80 %")).to_be_visible()
    page.get_by_role("link", name="Table").click()
    expect(page.get_by_role("row", name=re.compile("Win rate to 80 %"))).to_be_visible()
    assert "view=table" in page.url


def test_a_kpis_trend_is_drawn_without_eval(page: Page) -> None:
    page.goto("/en/kpis/win_rate/?from=2017-10-01&to=2018-01-01")
    expect(page.locator("[data-chart] svg").first).to_be_visible()
    assert page.locator("[data-chart] svg path").count() > 3


def test_a_key_results_chart_names_target_and_baseline(page: Page) -> None:
    page.get_by_role("link", name="Win rate to 80 %").click()
    chart = page.locator("[data-chart]")
    expect(chart.get_by_text("Target: 80.0%")).to_be_visible()
    expect(chart.get_by_text("Baseline: 50.0%")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_360_px_no_page_runs_over_the_edge(language: str, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    for address in EVERY:
        page.goto(f"/{language}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_the_language_changes_on_the_same_page(page: Page) -> None:
    page.goto("/en/kpis/win_rate/?from=2017-10-01&to=2018-01-01")
    page.locator("summary", has_text="Language").click()
    page.get_by_role("link", name="Magyar").click()
    page.wait_for_url("**/hu/kpis/win_rate/?from=2017-10-01&to=2018-01-01")
    # The reasons for its change bring a large figure of their own, whenever they arrive.
    expect(page.locator("p.big-figure")).to_have_text("75,0%")


def test_dark_is_a_button_away_and_charts_follow(page: Page) -> None:
    page.goto("/en/kpis/win_rate/")
    line = page.locator("[data-chart] svg path[stroke-width='2']").first
    light = line.get_attribute("stroke")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(line).not_to_have_attribute("stroke", light or "")


def test_the_keyboard_reaches_the_content_and_the_menus(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.locator("summary", has_text="Language").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="ไทย")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="ไทย")).to_be_hidden()


def test_the_period_is_chosen_from_a_menu(page: Page) -> None:
    page.goto("/en/kpis/")
    page.locator("summary.button").click()
    page.get_by_role("link", name=re.compile("Last quarter")).click()
    page.wait_for_url("**from=2017-07-01&to=2017-10-01")
    expect(page.get_by_role("link", name=re.compile("Win rate"))).to_contain_text("50.0%")


def test_the_scope_is_chosen_from_a_list(page: Page) -> None:
    page.goto("/en/kpis/?from=2017-10-01&to=2018-01-01")
    page.get_by_label("Scope").select_option(label="Ann")
    page.wait_for_url("**scope=rep%3Ar1**")
    expect(page.get_by_role("link", name=re.compile("Win rate"))).to_contain_text("80.0%")
