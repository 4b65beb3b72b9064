"""Values of an edition made from the one before are those that would be measured if everything were made anew.

``KEYFUNNEL_EDITS`` sets how many companies are edited (a release is tried with 50).
"""

import datetime as dt
import os
import tempfile
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from keyfunnel.funnel.chain import chains
from keyfunnel.kpis.bases import prepare
from keyfunnel.kpis.measure import measure
from keyfunnel.kpis.stored import finish
from keyfunnel.lake import cells, changes, counts, edition, layout, superseded, values
from keyfunnel.lake.amend import amend
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Computing
from keyfunnel.model.workspace import Workspace
from tests.lake.edited_world import DAYS, FIRST, World, at_rest, edit, world

INCREMENTAL = Computing(prepare, measure, chains, finish, refreshes=True)
ANEW = replace(INCREMENTAL, refreshes=False)
COMPANIES = int(os.environ.get("KEYFUNNEL_EDITS", "1"))
KEYS = ("kpi", "stage", "grain", "start", "dimension", "id", "name")
TOLD = [*KEYS, "n", "reason"]
NUMBERS = ("value", "numerator", "denominator", "low", "high")


@pytest.fixture(scope="module", autouse=True)
def small_is_large() -> Any:
    """Editions of any size are made from the one before, however much of them changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edition, "LARGE", 0)
        patch.setattr(counts, "AT_LEAST", 0)
        for room in (changes, superseded):
            patch.setattr(room, "AT_MOST", 100)
        patch.setattr("keyfunnel.lake.differences.AT_MOST", 100)
        yield


@pytest.mark.parametrize("seed", range(40, 40 + COMPANIES))
def test_after_any_edits_values_are_those_measured_anew(seed: int) -> None:
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home").create(Workspace())
        tables = world(random, wider=True)
        put(home, tables, set(tables), ANEW)
        for _ in range(2):
            made = put(home, tables, edit(tables, random), INCREMENTAL)
        compare(made, put(home, tables, set(), ANEW))


def compare(made: Edition, anew: Edition) -> None:
    """Every cell: what it tells exactly, and its numbers, whose last digit the order of a sum may decide."""
    found, wanted = kept(made), kept(anew)
    assert found.select(TOLD).equals(wanted.select(TOLD))
    for one in NUMBERS:
        np.testing.assert_allclose(found[one], wanted[one], rtol=1e-9, atol=1e-9, equal_nan=True, err_msg=one)
    compare_counts(made, anew)


def compare_counts(made: Edition, anew: Edition) -> None:
    """What both were counted from: the same rows, with the same numbers."""
    found, wanted = ({path.stem: path for path in layout.counts(one.folder).glob("*.parquet")} for one in (made, anew))
    both = set(found) & set(wanted)
    assert both
    for name in both:
        ours, theirs = (pq.read_table(one[name]) for one in (found, wanted))
        keys = [
            one for one in ours.column_names if one.endswith("_id") or one in ("_at", "_value", "_event", "_different")
        ]
        ours, theirs = (one.sort_by([(key, "ascending") for key in keys]) for one in (ours, theirs))
        assert ours.schema == theirs.schema
        assert ours.select(keys).equals(theirs.select(keys))
        for total in set(ours.column_names) - set(keys):
            sums, wanted_sums = (one[total].fill_null(0).cast(pa.float64()) for one in (ours, theirs))
            np.testing.assert_allclose(sums, wanted_sums, rtol=1e-9, atol=1e-6, err_msg=total)


def kept(made: Edition) -> pa.Table:
    rows = pa.concat_tables(plain(cells.worded(table)) for table in values.everything(made.folder))
    assert rows.group_by(list(KEYS)).aggregate([]).num_rows == rows.num_rows
    return rows.sort_by([(key, "ascending") for key in KEYS])


def plain(table: pa.Table) -> pa.Table:
    kinds = [field.type.value_type if pa.types.is_dictionary(field.type) else field.type for field in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))


def put(home: Home, tables: World, names: set[str], computing: Computing) -> Edition:
    with home.lake.draft(home.workspace, measuring=computing) as draft:
        for name in sorted(names):
            draft.put(name, at_rest(tables, name))
        return draft.commit()


def won_late(tables: World, amount: int) -> None:
    """The first deal, won after everything else."""
    last = FIRST + dt.timedelta(days=DAYS + 10)
    tables["deals"][0] |= {"outcome": "won", "created_at": last, "closed_at": last, "amount": Decimal(amount)}


def revenue(made: Edition) -> dict[str, float]:
    return {one.period.label: one.value or 0.0 for one in made.values("revenue", "month")}


@dataclass(frozen=True)
class Updated:
    """A company measured, and updated twice."""

    home: Home
    tables: World
    editions: tuple[Edition, Edition, Edition]


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Updated:
    home = Home(tmp_path_factory.mktemp("updated") / "home").create(Workspace())
    tables = world(Random(5))
    made: list[Edition] = []
    for amount in (100, 700, 900):
        won_late(tables, amount)
        made.append(put(home, tables, {"deals"} if made else set(tables), INCREMENTAL if made else ANEW))
    return Updated(home, tables, (made[0], made[1], made[2]))


def test_what_ended_before_a_change_is_shared_and_what_came_since_is_beside_it(updated: Updated) -> None:
    first, second, third = updated.editions
    for made in (second, third):
        assert (layout.values(made.folder) / "total-month.parquet").samefile(
            layout.values(first.folder) / "total-month.parquet"
        )
    before, between, after = (revenue(made) for made in (first, second, third))
    assert list(before) == list(between) == list(after) == sorted(after)
    months = [month for month in before if before[month] != after[month]]
    assert months == ["2024-06"]
    assert (between["2024-06"], after["2024-06"]) == (before["2024-06"] + 600, before["2024-06"] + 800)


def test_a_source_that_goes_quiet_and_on_changes_what_was_known_of_the_time_between(tmp_path: Path) -> None:
    """Its rows are late ones only, but the weeks without any before them had no value, and have 0."""
    home = Home(tmp_path / "home").create(Workspace())
    tables = world(Random(7), wider=True)
    early = {n: {"lead_id": f"early {n}", "created_at": FIRST + dt.timedelta(days=n)} for n in range(30)}
    late = {"lead_id": "late", "created_at": FIRST + dt.timedelta(days=DAYS * 4)}
    tables["leads"] = early
    quiet = put(home, tables, set(tables), ANEW)
    tables["leads"] = early | {30: late}
    on = put(home, tables, {"leads"}, INCREMENTAL)
    tables["leads"] = early
    compare(put(home, tables, {"leads"}, INCREMENTAL), quiet)
    tables["leads"] = early | {30: late}
    compare(on, put(home, tables, {"leads"}, ANEW))


def test_a_value_entered_on_top_of_an_update_leaves_all_others_as_they_were(updated: Updated) -> None:
    *_, last = updated.editions
    assert layout.stands(last.folder).exists()
    row = {"kpi": "revenue", "scope": "company", "period": "2024-06", "amount": Decimal(1000)}
    amended = amend(updated.home, lambda _: {"targets": [row]})
    assert amended is not None
    assert revenue(amended) == revenue(last)
    (quota,) = [one for one in amended.values("quota_attainment", "month") if one.period.label == "2024-06"]
    assert quota.value == revenue(last)["2024-06"] / 1000
    compare(amended, put(updated.home, updated.tables | {"targets": {0: row}}, set(), ANEW))
