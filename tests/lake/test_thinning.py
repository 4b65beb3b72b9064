"""Old editions go by the workspace's rule; pinned ones stay, and so does every row an edition names."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from keyfunnel.lake import layout
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.thinning import is_pinned, pin, superfluous, unpin
from keyfunnel.model.errors import NotThere
from keyfunnel.model.workspace import Workspace
from tests.lake.conftest import bring, deals

NOW = dt.datetime(2024, 6, 30, 12, tzinfo=dt.UTC)


def made(number: int, day: str) -> Edition:
    at = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
    kinds: dict[str, Any] = {"observed_until": at.replace(tzinfo=None), "workspace": Workspace(), "tables": {}}
    return Edition(number, at, folder=Path("nowhere"), **kinds)


def test_the_newest_stay_then_one_a_day_then_one_a_month() -> None:
    days = [
        "2024-01-05",
        "2024-01-20",
        "2024-02-03",
        "2024-06-10T08:00",
        "2024-06-10T09:00",
        "2024-06-29",
        "2024-06-30",
    ]
    editions = [made(number, day) for number, day in enumerate(days, start=1)]
    rule = Workspace(editions_kept=2, editions_daily_days=30)
    assert [edition.number for edition in superfluous(editions, rule, NOW)] == [1, 4]


def test_an_import_thins_and_the_others_can_still_be_read(home: Home) -> None:
    home.save(replace(home.workspace, editions_kept=2, editions_daily_days=0))
    for number in range(1, 5):
        bring(home, deals((f"d{number}", "2024-01-05", "web")))
    assert [edition.number for edition in home.lake.editions()] == [2, 3, 4]  # 2 is the last of its month
    assert [edition.read("deals")["deal_id"].to_pylist() for edition in home.lake.editions()] == [
        ["d2"],
        ["d3"],
        ["d4"],
    ]
    files = list(layout.table_folder(home.lake.path, "deals").rglob("*.parquet"))
    assert len(files) == 3


def test_a_pinned_edition_stays(home: Home) -> None:
    home.save(replace(home.workspace, editions_kept=1, editions_daily_days=0))
    bring(home, deals(("d1", "2024-01-05", "web")))
    pin(home.lake.path, 1)
    for number in range(2, 5):
        bring(home, deals((f"d{number}", "2024-01-05", "web")))
    assert [edition.number for edition in home.lake.editions()] == [1, 3, 4]
    with pytest.raises(NotThere, match="no edition 2; those that stand: 1, 3–4"):
        home.lake.edition(2)
    assert is_pinned(home.lake.edition(1))
    unpin(home.lake.path, 1)
    bring(home, deals(("d5", "2024-01-05", "web")))
    assert [edition.number for edition in home.lake.editions()] == [4, 5]
