"""Visitors, and what became of them.

| visit | who | when | |
|---|---|---|---|
| A1, A2 | visitor A, who became L1 on 5 January | 1 and 3 January | two visits, one subject |
| A3 | visitor A again | 9 January | a lead's, no entry |
| B1–B3 | visitor B | 2 January | one subject |
| S | nobody: 10 visits of one day | 4 January | weighs 10 |
| C1 | visitor C, who had been L3 since 6 January | 8 January | no entry |

L2 came without any visit.
"""

import pytest

from keyfunnel.funnel.funnel import funnel
from keyfunnel.funnel.query import FunnelQuery
from keyfunnel.kpis.facts import Facts
from tests.funnel.small_company import only, reached, stages
from tests.kpis.small_facts import facts

VISITS = [
    {"visit_id": "A1", "visitor_id": "A", "at": "2024-01-01 09:00", "kind": "visit", "source": "search"},
    {"visit_id": "A2", "visitor_id": "A", "at": "2024-01-03 09:00", "kind": "landing", "lead_id": "L1"},
    {"visit_id": "A3", "visitor_id": "A", "at": "2024-01-09 09:00", "kind": "visit", "lead_id": "L1"},
    *(
        {"visit_id": f"B{i}", "visitor_id": "B", "at": f"2024-01-02 0{i}:00", "kind": "visit", "source": source}
        for i, source in ((1, "mail"), (2, "search"), (3, "search"))
    ),
    {"visit_id": "S", "at": "2024-01-04", "kind": "visit", "source": "mail", "count": 10},
    {"visit_id": "C1", "visitor_id": "C", "at": "2024-01-08 09:00", "kind": "visit", "lead_id": "L3"},
]
LEADS = [
    {"lead_id": "L1", "created_at": "2024-01-05 12:00", "source": "search"},
    {"lead_id": "L2", "created_at": "2024-01-05 12:00", "source": "fair"},
    {"lead_id": "L3", "created_at": "2024-01-06 12:00", "source": "mail"},
]


@pytest.fixture(scope="module")
def site() -> Facts:
    return facts("2024-07-01", visits=VISITS, leads=LEADS)


def test_leads_imply_the_visits_that_were_not_seen(site: Facts) -> None:
    """L1, B, the ten, and by implication L2 and L3."""
    found = stages(only(site))
    assert (found["Visit"].reached, found["Lead"].reached) == (14, 3)
    assert found["Lead"].step_rate == pytest.approx(3 / 14)
    assert found["Lead"].step_low is not None


def test_strictly_only_who_visited_before_is_followed(site: Facts) -> None:
    """L1, B and the ten; L3 visited only as a lead."""
    found = reached(only(site, FunnelQuery(skips="strict")))  # type: ignore[arg-type]  # words will do
    assert found == {"Visit": 12, "Lead": 1}


def test_a_visitor_belongs_to_where_it_first_came_from(site: Facts) -> None:
    """mail: B, the ten, and L3; search: L1; fair: L2."""
    groups = funnel(site, FunnelQuery(by=("source",)))
    assert {str(group.dimensions["source"]): reached(group) for group in groups} == {
        "mail": {"Visit": 12, "Lead": 1},
        "search": {"Visit": 1, "Lead": 1},
        "fair": {"Visit": 1, "Lead": 1},
    }


def test_visits_that_name_no_lead_are_compared_without_an_interval() -> None:
    """100 visits a day in sums, 3 leads: 3 ÷ 100, and nobody knows whose."""
    daily = [{"visit_id": "S", "at": "2024-01-04", "kind": "visit", "count": 100}]
    found = stages(only(facts("2024-07-01", visits=daily, leads=LEADS)))
    lead = found["Lead"]
    assert (found["Visit"].reached, lead.reached, lead.started) == (100, 3, 3)
    assert (lead.step_rate, lead.step_low, lead.cumulative_rate, lead.immature) == (0.03, None, 0.03, False)


def test_empty_columns_are_named() -> None:
    found = stages(only(facts("2024-07-01", leads=LEADS, deals=[{"deal_id": "D", "outcome": "open"}], deal_stages=[])))
    reasons = {name: str(one.reason) for name, one in found.items() if one.reason}
    assert reasons == {
        "Visit": "No data: needs the table “visits”",
        "Qualified": "No data: “leads.qualified_at” is empty",
        "Opportunity": "No data: “deals.created_at” is empty",
        "Demo": "No data: needs the table “deal_stages”",
        "Proposal": "No data: needs the table “deal_stages”",
        "Won": "No data: “deals.closed_at” is empty",
    }


def test_without_any_data_every_stage_says_why() -> None:
    (group,) = funnel(facts("2024-07-01", teams=[{"team_id": "T"}]))
    assert all(stage.reached is None and stage.reason for stage in group.stages)
