"""Editions to set goals on: maven's year as its files have it, and a company of a dozen deals."""

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from keyfunnel.kpis.bases import base
from keyfunnel.kpis.stored import SCHEMA
from keyfunnel.lake.at_rest import schema
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Computing
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace
from tests.prepared import copy, prepared

# Goals ask for values themselves: what is kept for the KPI pages needn't be computed here.
DEALS_ONLY = Computing(
    lambda facts, keep: keep("deals", base(facts, "deals")),
    lambda *_, **__: SCHEMA.empty_table(),
    lambda _: None,
    lambda *_: [],
)

Rows = Sequence[Mapping[str, Any]]


def edition_of(folder: Path, **tables: Rows) -> Edition:
    """A home in ``folder`` with one more edition, of these tables."""
    home = Home.find(folder)
    if not home.exists:
        home.create(Workspace(name="Example"))
    with home.lake.draft(home.workspace, measuring=DEALS_ONLY) as draft:
        for name, rows in tables.items():
            wanted = schema(table(name))
            full = [{column: row.get(column) for column in wanted.names} for row in rows]
            draft.put(name, pa.Table.from_pylist(full, wanted))
        return draft.commit()


@pytest.fixture(scope="session")
def maven(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Maven's deals, people and teams, each manager's people being a team."""
    folder = shared / "maven_crm"
    with (folder / "sales_teams.csv").open(encoding="utf-8-sig", newline="") as lines:
        people = list(csv.DictReader(lines))
    with (folder / "sales_pipeline.csv").open(encoding="utf-8-sig", newline="") as lines:
        pipeline = list(csv.DictReader(lines))
    return edition_of(
        tmp_path_factory.mktemp("maven"),
        teams=[{"team_id": f"T-{name}", "name": name} for name in sorted({row["manager"] for row in people})],
        reps=[
            {
                "rep_id": row["sales_agent"],
                "name": row["sales_agent"],
                "team_id": f"T-{row['manager']}",
                "region": row["regional_office"],
            }
            for row in people
        ],
        deals=[_deal(row) for row in pipeline],
    )


def _deal(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "deal_id": row["opportunity_id"],
        "owner_id": row["sales_agent"],
        "product_id": row["product"].replace("GTXPro", "GTX Pro"),
        "created_at": _day(row["engage_date"]),
        "closed_at": _day(row["close_date"]),
        "outcome": row["deal_stage"].lower() if row["close_date"] else "open",
        "amount": Decimal(row["close_value"]) if row["close_value"] else None,
    }


def _day(text: str) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def deal(number: int, closed: str, *, won: bool = True, owner: str = "ann", amount: int = 10) -> dict[str, Any]:
    day = dt.datetime.fromisoformat(closed)
    return {
        "deal_id": f"d{number}",
        "owner_id": owner,
        "product_id": "Alpha",
        "created_at": day - dt.timedelta(days=20),
        "closed_at": day,
        "outcome": "won" if won else "lost",
        "amount": Decimal(amount),
    }


PEOPLE: dict[str, Rows] = {
    "teams": [
        {"team_id": "north", "name": "North"},
        {"team_id": "far", "name": "Far north", "parent_id": "north"},
        {"team_id": "s1", "name": "South"},
        {"team_id": "s2", "name": "South"},
    ],
    "reps": [
        {"rep_id": "ann", "name": "Ann", "team_id": "north"},
        {"rep_id": "bob", "name": "Bob", "team_id": "far"},
        {"rep_id": "cat", "name": "Cat", "team_id": "s1"},
        {"rep_id": "new", "name": "Newcomer", "team_id": "s2"},
    ],
}
DEALS: Rows = [
    deal(1, "2017-07-05"),
    deal(2, "2017-07-06", won=False),
    deal(3, "2017-08-05", owner="bob"),
    deal(4, "2017-09-05", won=False, owner="cat"),
    deal(5, "2017-10-05", amount=30),
    deal(6, "2017-10-06", owner="bob", amount=20),
    deal(7, "2017-10-07", owner="cat", amount=5),
    deal(8, "2017-10-31", won=False),
]


def the_small_company(folder: Path) -> Home:
    edition_of(folder / "home", deals=DEALS, **PEOPLE)
    return Home(folder / "home")


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Edition:
    """Third quarter: 2 of 4 won, 20 of revenue. October: 3 of 4 won, 55 of revenue, by Ann 30, Bob 20, Cat 5."""
    edition = copy(prepared(tmp_path_factory, "small", the_small_company), tmp_path / "small").lake.current()
    assert edition is not None
    return edition
