"""Deals without a lead beside leads: the page says of whom its shares are.

| subject | Lead | Opportunity | Won |
|---|---|---|---|
| L1 | 1 Jan | 5 Jan | 31 Jan |
| L2 | 2 Jan | 20 Jan | |
| L3, L4 | 3 Jan | | |
| D3 | | 1 Feb | 20 Feb |
"""

from collections.abc import Callable

import pytest
from django.test import Client

from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace
from keyfunnel.planning.intake import bring_in
from tests.command_line import CommandLine
from tests.web.test_goals_funnel import text_of

LEADS = """lead_id,created_at
L1,2024-01-01
L2,2024-01-02
L3,2024-01-03
L4,2024-01-03
"""
DEALS = """deal_id,lead_id,created_at,closed_at,outcome,amount
D1,L1,2024-01-05,2024-01-31,won,100
D2,L2,2024-01-20,,open,
D3,,2024-02-01,2024-02-20,won,50
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("two-paths")
    files = {"leads.csv": LEADS, "deals.csv": DEALS}
    for name, rows in files.items():
        (folder / name).write_text(rows)
    home = Home(folder / "home").create(Workspace(name="Acme"))
    bring_in(home, [folder / name for name in files])
    return home


@pytest.fixture
def two_paths(imported: Home, settings: object) -> Home:
    settings.HOME = imported.path  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    return imported


def test_a_stage_says_how_many_came_from_the_first_and_how_many_begin_there(
    two_paths: Home, signed_in: Callable[[str], Client]
) -> None:
    page = text_of(signed_in("vera"), "/en/?funnel=cohort&from=2024-01-01&to=2024-07-01")
    assert "Opportunity 3 2 from Lead, 50.0% of all there 1 begin here" in page
    assert "Won 2 1 from Lead, 25.0% of all there" in page
    assert "Deals without a lead begin at the first stage of deals" in page


def test_the_command_line_says_it_below_its_table(two_paths: Home) -> None:
    said = CommandLine(two_paths.path)("funnel", "--view", "cohort").out
    assert "Opportunity: 1 of 3 begin here (deals without a lead)" in said
