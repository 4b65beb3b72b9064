"""What is kept with an edition must be what one would get by asking."""

import time
from typing import Any

import pyarrow as pa
import pytest

from keyfunnel.kpis.catalogue import KPIS
from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.measure import measure
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.rows import rows
from keyfunnel.kpis.stored import SCHEMA, finish
from keyfunnel.model.calendar import Grain
from tests.kpis.asking import asked
from tests.kpis.small_facts import facts, prepared
from tests.kpis.test_customers import runs


def stored(cells: pa.Table, made: Facts, key: str, grain: str, dimension: str, stage: str = "") -> list[Measurement]:
    found = cells.filter(
        [
            kpi == key and one == grain and split == dimension and of == stage
            for kpi, one, split, of in zip(
                *(cells[name].to_pylist() for name in ("kpi", "grain", "dimension", "stage")), strict=True
            )
        ]
    )
    return finish(found, made)


def comparable(measurements: list[Measurement]) -> dict[object, object]:
    return {
        (one.period, *one.ids.items()): (
            one.value,
            one.numerator,
            one.denominator,
            one.n,
            one.low,
            one.high,
            str(one.reason),
            one.guardrails,
        )
        for one in measurements
        if one.reason is None or one.reason.code != "not_covered"
    }


REST: dict[str, Any] = {
    "contacts": [{"contact_id": "1", "account_id": "y", "decision_maker": True, "created_at": "2024-02-10"}],
    "visits": [
        {"visit_id": str(n), "at": f"2024-0{n}-03", "kind": "visit", "source": "web", "count": n} for n in (1, 2, 3)
    ],
    "orders": [
        {"order_id": "1", "account_id": "x", "ordered_at": "2024-01-09", "revenue": 9, "cost": 3, "deal_id": "1"},
        {"order_id": "2", "account_id": "y", "ordered_at": "2024-03-09", "revenue": 5, "cost": 4},
    ],
    "spend": [
        {"spend_id": str(n), "on": f"2024-0{n}-05", "category": "marketing", "source": "web", "amount": n}
        for n in (1, 2, 3)
    ],
    "surveys": [
        {"response_id": "1", "kind": "nps", "at": "2024-02-05", "score": 9, "account_id": "x"},
        {"response_id": "2", "kind": "csat", "at": "2024-03-05", "score": 3, "account_id": "y"},
    ],
    "tickets": [
        {"ticket_id": "1", "kind": "complaint", "opened_at": "2024-01-05T10:00:00", "account_id": "x"}
        | {"resolved_at": "2024-01-05T16:30:00"},
    ],
    "time_logs": [{"log_id": "1", "rep_id": "a", "on": "2024-02-05", "selling_hours": 2, "total_hours": 8}],
    "forecasts": [
        {"forecast_id": str(n), "rep_id": "b", "made_on": "2023-12-30", "amount": 20 + n}
        | {"period_start": f"2024-0{n}-01", "period_end": f"2024-0{n + 1}-01"}
        for n in (1, 2, 3)
    ],
}


@pytest.fixture(scope="module")
def company() -> Facts:
    """A little of everything, in two weeks, three months and two owners."""
    won = {"outcome": "won", "created_at": "2024-01-03", "closed_at": "2024-02-01", "amount": 10}
    lost = {"outcome": "lost", "created_at": "2024-01-20", "closed_at": "2024-03-04", "amount": 10}
    return prepared(
        facts(
            "2024-03-20",
            reps=[{"rep_id": "a", "name": "Ann", "team_id": "T"}, {"rep_id": "b", "name": "Ben", "team_id": "T"}],
            accounts=[{"account_id": "x", "name": "Xylo", "country": "FI"}, {"account_id": "y", "country": "SE"}],
            leads=[
                {"lead_id": "1", "created_at": "2024-01-02T10:00:00", "owner_id": "a", "source": "web"},
                {"lead_id": "2", "created_at": "2024-02-02T10:00:00", "owner_id": "b", "source": "fair"},
            ],
            deals=[
                {"deal_id": "1", "lead_id": "1", "owner_id": "a", "account_id": "x", **won},
                {"deal_id": "2", "owner_id": "b", "account_id": "y", **won, "amount": 30},
                {"deal_id": "3", "owner_id": "b", "account_id": "y", **lost},
                {"deal_id": "4", "owner_id": "a", "created_at": "2024-02-10", "outcome": "open", "amount": 7},
            ],
            deal_stages=[
                {"deal_id": "1", "stage": "demo", "entered_at": "2024-01-10"},
                {"deal_id": "3", "stage": "demo", "entered_at": "2024-02-10"},
            ],
            activities=[
                {"activity_id": "1", "kind": "call", "at": "2024-01-02T10:30:00", "lead_id": "1", "rep_id": "a"},
                {
                    "activity_id": "2",
                    "kind": "meeting",
                    "held": True,
                    "at": "2024-01-09",
                    "deal_id": "1",
                    "rep_id": "a",
                },
            ],
            **REST,
            subscriptions=[runs("x", "2024-01-01", "2024-03-01", 10), runs("y", "2024-02-01", None, 20)],
            targets=[
                {"kpi": "revenue", "scope": "company", "period": "2024-Q1", "amount": 80},
                {"kpi": "revenue", "scope": "Ann", "period": "2024-02", "amount": 20},
            ],
        )
    )


# Nothing of the company above says when leads qualified or were nurtured, what was bought of which product.
WITHOUT_DATA = {
    *("qualified_leads", "lead_qualification_rate", "nurture_conversion", "sales_qualified_leads", "mql_to_sql_rate"),
    *("icp_lead_share", "new_customer_revenue", "expansion_revenue", "referral_revenue", "touches_by_marketing"),
    *("product_revenue", "product_units", "product_win_rate"),
}


@pytest.fixture(scope="module")
def cells(company: Facts) -> pa.Table:
    return measure(company)


def test_the_shape_of_the_cells(cells: pa.Table) -> None:
    assert cells.schema == SCHEMA
    assert set(cells["grain"].to_pylist()) == {"week", "month", "quarter", "year"}
    keys = cells.select(["kpi", "stage", "grain", "start", "dimension", "id"]).to_pylist()
    assert len({tuple(key.values()) for key in keys}) == len(keys)


def test_every_stored_value_is_what_asking_gives(company: Facts, cells: pa.Table) -> None:
    kept = {(row["kpi"], row["stage"], row["dimension"]) for row in cells.to_pylist()}
    assert {kpi for kpi, _, _ in kept} >= set(KPIS) - WITHOUT_DATA
    for dimension in ("", "owner", "country", "source"):
        for stage in ("", "Demo"):
            keys = sorted(kpi for kpi, of, split in kept if (of, split) == (stage, dimension))
            for grain in (Grain.WEEK, Grain.MONTH, Grain.QUARTER):
                query = asked(grain=grain, by=(dimension,) if dimension else (), stage=stage or None)
                asking = raw(company, keys, query)
                for kpi in keys:
                    given = comparable([one for one in asking if one.kpi == kpi])
                    found = comparable(stored(cells, company, kpi, grain, dimension, stage))
                    assert given.items() <= found.items(), (kpi, stage, dimension, grain)


def test_the_rows_behind_every_value_can_be_shown(company: Facts, cells: pa.Table) -> None:
    for key in sorted(set(cells["kpi"].to_pylist())):
        stage = "Demo" if KPIS[key].takes_stage else None
        found = rows(company, key, asked("2024-01-01", "2024-04-01", stage=stage)).limit(5).to_pyarrow()
        assert {"_file", "_line", "in_numerator"} <= set(found.column_names), key


def test_nothing_brought_is_nothing_measured() -> None:
    assert measure(facts("2024-03-20")).num_rows == 0


def test_prepared_tables_give_what_unprepared_ones_give(company: Facts) -> None:
    plain = Facts(1, company.workspace, company.observed_until, company.tables, company.known)
    for key in ("win_rate", "pipeline_value", "stage_entries", "customer_churn_rate", "close_ratio"):
        query = asked(grain="month", stage="Demo")
        assert comparable(raw(plain, [key], query)) == comparable(raw(company, [key], query))


@pytest.mark.shared
def test_maven_is_measured_in_seconds(maven: Facts) -> None:
    """Processor time, so that whatever else the machine does doesn't count: some 2.5 s, most of it on one core."""
    made = prepared(maven)
    before = time.process_time()
    found = measure(made)
    assert time.process_time() - before < 6
    quarter = {one.period.label: one.numerator for one in stored(found, made, "win_rate", "quarter", "")}
    assert quarter == {"2017-Q1": 531, "2017-Q2": 1254, "2017-Q3": 1257, "2017-Q4": 1196}
