"""Visits to the web site, one by one or summed by day."""

import pytest

from keyfunnel.kpis.coverage import stands_for_itself
from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.rows import rows
from tests.kpis.asking import asked, by_period, fraction, one, split
from tests.kpis.small_facts import facts


def seen(key: str, day: str, kind: str, count: int | None = None, source: str | None = None) -> dict[str, object]:
    return {"visit_id": key, "at": day, "kind": kind, "count": count, "source": source}


@pytest.fixture(scope="module")
def site() -> Facts:
    """Visits from 1 February: 1 + 40 + 9 in February, 50 in March, of which 30 from the fair; a row of −5 says nothing.
    Leads from January on: 2, then 5 in February and 1 in March, which is known to the 20th."""
    days = ["2024-01-05", "2024-01-06", *["2024-02-03"] * 5, "2024-03-02"]
    return facts(
        "2024-03-20",
        visits=[
            seen("1", "2024-02-01T10:00:00", "visit", source="web"),
            seen("2", "2024-02-02", "visit", 40, "web"),
            seen("3", "2024-02-29", "visit", 9, "fair"),
            seen("4", "2024-03-01", "visit", 20, "web"),
            seen("5", "2024-03-01", "visit", 30, "fair"),
            seen("6", "2024-03-02", "visit", -5, "web"),
            seen("7", "2024-02-05", "landing", 7),
            seen("8", "2024-02-05", "download"),
            seen("9", "2024-03-05", "download", 2),
            seen("10", "2024-03-05", "info_request", 3),
            seen("11", "2024-03-05", "demo_request"),
        ],
        leads=[{"lead_id": str(n), "created_at": day, "source": "web"} for n, day in enumerate(days)],
    )


def test_a_row_counts_for_as_many_visits_as_it_stands_for(site: Facts) -> None:
    assert by_period(site, "visits", "month") == {"2024-02": 50, "2024-03": 50}
    assert split(site, "visits", "source") == {"web": 61, "fair": 39}
    assert one(site, "visits").n == 100


def test_where_every_row_stands_for_one_visit_rows_are_counted(site: Facts) -> None:
    each = facts("2024-03-20", visits=[seen(str(day), f"2024-02-0{day}", "visit") for day in range(1, 8)])
    assert stands_for_itself(each, "visits")
    assert by_period(each, "visits", "month") == {"2024-02": 7, "2024-03": 0}
    assert not stands_for_itself(site, "visits")


def test_each_kind_is_a_number_of_its_own_and_0_where_visits_are_known(site: Facts) -> None:
    kinds = ("landing_visits", "downloads", "information_requests", "demo_requests")
    assert [by_period(site, key, "month") for key in kinds] == [
        {"2024-02": 7, "2024-03": 0},
        {"2024-02": 1, "2024-03": 2},
        {"2024-02": 0, "2024-03": 3},
        {"2024-02": 0, "2024-03": 1},
    ]


def test_visits_to_leads_are_no_share_and_have_no_interval(site: Facts) -> None:
    found = one(site, "visit_to_lead_rate", "2024-02-01", "2024-03-01")
    assert (fraction(found), found.value, found.low, found.n) == ((5, 50), 0.1, None, 50)


def test_there_is_no_rate_before_both_tables_begin(site: Facts) -> None:
    january, february = raw(site, ["visit_to_lead_rate"], asked("2024-01-01", "2024-03-01", "month"))
    assert (january.value, february.value) == (None, 0.1)
    assert str(january.reason) == "The data on this reach from Feb 1, 2024 to Mar 20, 2024."


def test_the_rows_behind_visits_sum_to_them(site: Facts) -> None:
    found = rows(site, "visits", asked("2024-03-01", "2024-04-01")).to_pyarrow()
    assert sum(found["visits"].to_pylist()) == 50
    assert found["_file"].to_pylist() == ["visits.csv"] * 3


def test_a_visit_without_kind_is_of_none() -> None:
    made = facts("2024-03-20", visits=[{"visit_id": "1", "at": "2024-03-01", "count": 4}])
    assert str(one(made, "visits").reason) == "Needs data that has not been imported: visits.kind."
