"""Who is behind a stage's count, in the companies of tests/funnel/small_company.py and test_visits.py."""

import datetime as dt
from itertools import product
from typing import Any

import pytest

from keyfunnel.funnel.query import FunnelQuery, Skips, View
from keyfunnel.funnel.rows import rows
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.errors import BadInput
from tests.funnel.small_company import only, reached
from tests.funnel.test_visits import LEADS, VISITS
from tests.kpis.small_facts import facts


def behind(company: Facts, stage: str, query: FunnelQuery | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rows(company, query or FunnelQuery(), stage).to_pyarrow().to_pylist()
    return found


def test_each_subject_stands_there_once_with_its_way(company: Facts) -> None:
    """The latest first: D5 on 20 February, L1 on 31 January; L4 was won too late, D6 is on nobody's path."""
    d5, l1 = behind(company, "Won")
    assert (d5["lead_id"], d5["deal_id"], l1["lead_id"], l1["deal_id"]) == (None, "D5", "L1", "D1")
    assert (d5["reached Lead"], d5["reached Opportunity"]) == (None, dt.date(2024, 2, 1))
    assert [l1[f"reached {stage}"] for stage in ("Lead", "Qualified", "Opportunity", "Demo", "Proposal", "Won")] == [
        dt.date(2024, 1, day) for day in (1, 3, 5, 10, 12, 31)
    ]
    assert (l1["amount"], l1["open"], l1["lost_on"]) == (100, False, None)


def test_who_it_is_and_the_stage_asked_about_come_first(company: Facts) -> None:
    first = [name for name in behind(company, "Demo")[0] if not name.endswith(("_id", "deal", "account"))][:5]
    assert first == ["reached Demo", "amount", "open", "lost_on", "reached Lead"]


def test_a_deal_without_a_lead_is_at_none_of_the_stages_of_leads(company: Facts) -> None:
    assert {row["lead_id"] for row in behind(company, "Qualified")} == {"L1", "L2", "L3", "L4"}
    assert [row["deal_id"] for row in behind(company, "Opportunity")] == ["D5", "D2", "D4", "D1"]


@pytest.mark.parametrize(("view", "skips", "days"), list(product(View, Skips, (30, 90, 149))))
def test_there_are_as_many_as_the_funnel_counts(company: Facts, view: View, skips: Skips, days: int) -> None:
    for start, end in ((None, None), (dt.date(2024, 1, 5), dt.date(2024, 2, 5))):
        query = FunnelQuery(window_days=days, view=view, skips=skips, start=start, end=end)
        counted = reached(only(company, query))
        assert {stage: len(behind(company, stage, query)) for stage in counted} == counted


def test_the_rows_are_those_of_the_scope(company: Facts) -> None:
    query = FunnelQuery(where={"owner": ("Bo Chen",)})
    assert [(row["lead_id"] or row["deal_id"]) for row in behind(company, "Opportunity", query)] == ["D5", "L2"]


def test_what_visits_stand_for_adds_up_to_the_count() -> None:
    found = behind(facts("2024-07-01", visits=VISITS, leads=LEADS), "Visit")
    assert sum(row["visits"] for row in found) == 14
    assert {row["visitor"] for row in found if row["visits"] == 1} == {"B", None}


def test_a_stage_that_is_not_there_or_has_no_data_is_refused(company: Facts) -> None:
    with pytest.raises(BadInput, match="'Wno' is none of Visit, Lead"):
        rows(company, FunnelQuery(), "Wno")
    with pytest.raises(BadInput, match="needs the table “visits”"):
        rows(company, FunnelQuery(), "Visit")
