"""A home of its own for each test, and a stand-in for the KPI catalogue: it counts deals by month and source."""

import datetime as dt
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.stored import SCHEMA
from keyfunnel.lake import measurements
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Computing, Keep
from keyfunnel.model.calendar import Calendar, Grain
from keyfunnel.model.workspace import Workspace


def prepare(facts: Facts, keep: Keep) -> None:
    deals = facts.tables["deals"]
    keep("deals", deals.select("deal_id", "source", month=deals.created_at.date().truncate("M")))


def measure(facts: Facts) -> pa.Table:
    deals = facts.prepared["deals"].filter(ibis._.month.notnull())
    counted = deals.group_by("month", "source").agg(n=deals.count()).to_pyarrow().to_pylist()
    totals = deals.group_by("month").agg(n=deals.count()).to_pyarrow().to_pylist()
    return pa.Table.from_pylist([_cell("", row) for row in totals] + [_cell("source", row) for row in counted], SCHEMA)


def _cell(dimension: str, row: dict[str, object]) -> dict[str, object]:
    source = row.get("source")
    return {
        "kpi": "new_deals",
        "stage": "",
        "grain": "month",
        "start": row["month"],
        "dimension": dimension,
        "id": source,
        "name": source,
        "value": row["n"],
        "n": row["n"],
    }


def chains(facts: Facts) -> ir.Table:
    return facts.prepared["deals"].select(subject_id="deal_id")


def finish(cells: pa.Table, facts: Facts) -> list[Measurement]:
    return [
        Measurement(
            row["kpi"],
            Calendar().period(row["start"], Grain(row["grain"])),
            row["value"],
            "count",
            n=row["n"],
            dimensions={row["dimension"]: row["name"]} if row["dimension"] else {},
            edition=facts.edition,
        )
        for row in cells.to_pylist()
    ]


COUNTING = Computing(prepare, measure, chains, finish)


@pytest.fixture(autouse=True)
def counting(monkeypatch: pytest.MonkeyPatch) -> Computing:
    monkeypatch.setattr(measurements, "catalogue", lambda: COUNTING)
    return COUNTING


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.find(tmp_path / "a home").create(Workspace(name="Example", timezone="Europe/Budapest"))


def deals(*rows: tuple[str, str | None, str | None]) -> pa.Table:
    """Deals from ``(deal_id, ISO date of creation, source)``."""
    return pa.table(
        {
            "deal_id": [row[0] for row in rows],
            "created_at": pa.array(
                [dt.datetime.fromisoformat(row[1]) if row[1] else None for row in rows], pa.timestamp("us")
            ),
            "source": pa.array([row[2] for row in rows], pa.string()),
        }
    )


THREE = deals(("d1", "2024-01-05", "web"), ("d2", "2024-01-20", "fair"), ("d3", "2024-02-01T09:30:00", "web"))


def bring(home: Home, rows: pa.Table = THREE) -> Edition:
    with home.lake.draft(home.workspace) as draft:
        draft.put("deals", rows)
        return draft.commit()
