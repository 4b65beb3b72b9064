"""An edition made from the one before holds what it would hold if everything were made anew."""

import json
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keyfunnel.funnel.chain import STORED, chains
from keyfunnel.kpis.bases import base, get, prepare
from keyfunnel.kpis.stored import SCHEMA, finish
from keyfunnel.lake import changes, delta, edition, layout, superseded
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Computing
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace
from tests.lake.edited_world import World, at_rest, edit, world

INCREMENTAL = Computing(prepare, lambda *_, **__: SCHEMA.empty_table(), chains, finish, refreshes=True)
ANEW = replace(INCREMENTAL, refreshes=False)


@pytest.fixture(scope="module", autouse=True)
def small_is_large() -> Any:
    """Editions of any size are made from the one before, however much of them changed, and their tables are cut by
    months."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delta, "PARTITIONED_FROM_ROWS", 0)
        patch.setattr(edition, "LARGE", 0)
        patch.setattr(changes, "AT_MOST", 100)
        patch.setattr(superseded, "AT_MOST", 100)
        yield


@given(st.randoms(use_true_random=False))
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_edits_bases_and_chains_are_those_made_anew(random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home").create(Workspace())
        tables = world(random)
        put(home, tables, set(tables), ANEW)
        for _ in range(2):
            made = put(home, tables, edit(tables, random), INCREMENTAL)
        anew = put(home, tables, set(), ANEW)
        assert rows(made) == rows(anew)
        assert known(made) == known(anew)


def test_what_an_update_does_not_touch_is_shared_with_the_edition_before(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create(Workspace())
    tables = world(Random(1))
    first = put(home, tables, set(tables), ANEW)
    tables["deal_stages"][1]["stage"] = "Contract"  # a deal's way, and no deal
    second = put(home, tables, {"deal_stages"}, INCREMENTAL)
    told = json.loads(layout.measured(second.folder).read_text(encoding="utf-8"))
    assert told["from"] == first.number
    assert told["ways"]["deals"] == "shared"
    assert told["ways"]["stage_entries"] == "merged"
    for name in ("deals", "stage_entries"):
        assert layout.base(second.folder, name).samefile(layout.base(first.folder, name))
    assert not layout.more(second.folder, "deals").exists()
    assert layout.more(second.folder, "stage_entries").exists()


def test_another_account_makes_anew_what_reads_accounts(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create(Workspace())
    tables = world(Random(2))
    tables["deals"][0]["account_id"] = "a1"
    put(home, tables, set(tables), ANEW)
    tables["accounts"][1]["country"] = "TH"
    made = put(home, tables, {"accounts"}, INCREMENTAL)
    ways = json.loads(layout.measured(made.folder).read_text(encoding="utf-8"))["ways"]
    assert (ways["deals"], ways["chains"], ways["visits"]) == ("anew", "anew", "shared")
    (country,) = {
        row["country"] for row in base(made.facts(), "deals").to_pyarrow().to_pylist() if row["account_id"] == "a1"
    }
    assert country == "TH"


def put(home: Home, tables: World, names: set[str], computing: Computing) -> Edition:
    with home.lake.draft(home.workspace, measuring=computing) as draft:
        for name in sorted(names):
            rows = at_rest(tables, name)
            draft.put(name, rows, months=months(draft.base, name, rows) if draft.base else None)
        return draft.commit()


def months(before: Edition, name: str, rows: pa.Table) -> set[str]:
    """Those in which any row differs."""
    dated = table(name).dated

    def month(row: str) -> str:
        day = json.loads(row)[dated] if dated else None
        return (day or "")[:7]

    sides = [Counter(json.dumps(row, default=str) for row in one.to_pylist()) for one in (before.read(name), rows)]
    return {month(row) for row in (sides[0] - sides[1]) + (sides[1] - sides[0])}


def rows(made: Edition) -> dict[str, list[str]]:
    """Every row of every table that was prepared, as a reader finds it."""
    facts = made.facts()
    found = {path.stem: base(facts, path.stem) for path in layout.bases(made.folder)} | {STORED: facts.prepared[STORED]}
    return {name: sorted(map(repr, table.to_pyarrow().to_pylist())) for name, table in found.items()}


def known(made: Edition) -> dict[str, object]:
    """What coverage is told by: rows, first days, and which dimensions have members."""
    return {
        name: (
            facts.rows,
            [facts.columns[date].first for date in get(name).dates],
            [bool(facts.columns[f"{one}_id"].filled) for one in get(name).dimensions],
        )
        for name, facts in made.facts().known_prepared.items()
    }
