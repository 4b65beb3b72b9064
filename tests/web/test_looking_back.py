"""A KPI measured over twelve months says so, and its split, list and change are over the same months.

| | 2016 | Q1 2017 | Q2 | Q3 | Q4 |
|---|---|---|---|---|---|
| spend | 400 (October) | 100 | 100 | 100 | 100 |
| customers won | 1 (October) | 1 | 1 | 0 | 2 |

Over the year 2017: 400 ÷ 4 = 100 each; over its last quarter alone 100 ÷ 2 = 50. Over the year up to September 700 ÷ 3.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

import pyarrow as pa
import pytest
from django.test import Client

from keyfunnel.kpis.catalogue import KPIS
from keyfunnel.kpis.window import window
from keyfunnel.lake.at_rest import schema
from keyfunnel.lake.home import Home
from keyfunnel.model.calendar import Calendar, Grain
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace
from tests.web.test_goals_funnel import text_of

As = Callable[[str], Client]
Q4 = "from=2017-10-01&to=2018-01-01"
SPEND = ("2016-10-05", "2017-02-05", "2017-05-05", "2017-08-05", "2017-11-05")
WON = (
    ("2016-10-10", "web"),
    ("2017-02-10", "web"),
    ("2017-05-10", "fair"),
    ("2017-10-10", "web"),
    ("2017-12-30", "web"),
)


@pytest.fixture(scope="module")
def costs_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home.find(tmp_path_factory.mktemp("costs") / "home").create(Workspace(name="Acme"))
    spend = [
        {"spend_id": day, "on": dt.date.fromisoformat(day), "category": "marketing", "amount": Decimal(amount)}
        for day, amount in zip(SPEND, (400, 100, 100, 100, 100), strict=True)
    ]
    deals = [
        {
            "deal_id": day,
            "account_id": day,
            "source": source,
            "outcome": "won",
            "amount": Decimal(10),
            "created_at": dt.datetime.fromisoformat(day),
            "closed_at": dt.datetime.fromisoformat(day),
        }
        for day, source in WON
    ]
    with home.lake.draft(home.workspace) as draft:
        for name, rows in (("spend", spend), ("deals", deals)):
            wanted = schema(table(name))
            full = [{column: row.get(column) for column in wanted.names} for row in rows]
            draft.put(name, pa.Table.from_pylist(full, wanted))
        draft.commit()
    return home


@pytest.fixture
def costs(costs_home: Home, settings: object) -> Home:
    settings.HOME = costs_home.path  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    return costs_home


def test_value_list_rows_and_change_are_over_the_same_months(costs: Home, signed_in: As) -> None:
    vera = signed_in("vera")
    page = text_of(vera, f"/en/kpis/customer_acquisition_cost/?{Q4}")
    over = r"measured over Jan 1 – Dec 30, 2017, as the period alone is too short"
    assert re.search(over + r" \$100\.00 n \d+ · Oct 1, 2016 – Sep 30, 2017: \$233\.33", page)
    assert re.search(r"Customer acquisition cost lower is better \$100", text_of(vera, f"/en/kpis/?{Q4}"))
    html = vera.get(f"/en/kpis/customer_acquisition_cost/?{Q4}").content.decode()
    assert "rows/?from=2017-01-01&amp;to=2017-12-31" in html
    why = text_of(vera, f"/en/kpis/customer_acquisition_cost/why/?{Q4}")
    assert re.search(r"Oct 1, 2016 – Sep 30, 2017: \$233\.33 · Jan 1 – Dec 30, 2017: \$100\.00", why)


def test_what_stands_beside_a_value_is_what_its_own_page_says(costs: Home, signed_in: As) -> None:
    """The last quarter's spend is $100, read beside the cost of a customer, which is over the year."""
    page = text_of(signed_in("vera"), f"/en/kpis/acquisition_spend/?{Q4}")
    assert "Read it beside Customer acquisition cost ($100)" in page


def test_a_range_of_its_own_is_measured_over_itself(costs: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/kpis/customer_acquisition_cost/?from=2017-10-02&to=2018-01-01")
    assert "measured over" not in page
    assert re.search(r"\$50", page)


@pytest.mark.parametrize(
    ("kpi", "grain", "found"),
    [
        ("customer_acquisition_cost", Grain.QUARTER, (dt.date(2017, 1, 1), dt.date(2018, 1, 1))),
        ("clv_to_cac", Grain.MONTH, (dt.date(2016, 11, 1), dt.date(2017, 11, 1))),
        ("customer_acquisition_cost", Grain.YEAR, None),
        ("win_rate", Grain.QUARTER, None),
    ],
)
def test_how_far_back_a_value_looks(kpi: str, grain: Grain, found: tuple[dt.date, dt.date] | None) -> None:
    calendar = Calendar()
    looked = window(KPIS[kpi].shape, calendar.period(dt.date(2017, 10, 5), grain), grain, calendar)
    assert (looked and (looked.start, looked.end)) == found


def test_rows_of_a_formula_say_whose_they_are_and_lead_to_the_others(costs: Home, signed_in: As) -> None:
    html = signed_in("vera").get("/en/kpis/customer_acquisition_cost/rows/?from=2017-10-01&to=2018-01-01")
    page = html.content.decode()
    assert "It is made from other KPIs: these are the rows of “" in page
    assert "kpis/new_customers/rows/?from=2017-01-01&amp;to=2018-01-01" in page
    assert "made from other KPIs" not in signed_in("vera").get("/en/kpis/deals_won/rows/").content.decode()
