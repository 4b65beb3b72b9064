"""A large table is cut by the month of its date; readers don't notice."""

import pytest

from keyfunnel.lake import delta
from keyfunnel.lake.home import Home
from tests.lake.conftest import bring, deals

DATED_AND_NOT = deals(("d1", "2024-01-05", None), ("d2", "2024-02-20", None), ("d3", None, None))


@pytest.fixture
def large_from_two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delta, "PARTITIONED_FROM_ROWS", 2)


@pytest.mark.usefixtures("large_from_two_rows")
def test_a_file_for_each_month_and_one_for_the_undated(home: Home) -> None:
    edition = bring(home, DATED_AND_NOT)
    months = [path.parent.name for path in edition.files("deals")]
    assert months == ["_month=2024-01", "_month=2024-02", "_month=__HIVE_DEFAULT_PARTITION__"]
    assert sorted(edition.read("deals").column("deal_id").to_pylist()) == ["d1", "d2", "d3"]
    assert edition.facts().tables["deals"].columns == tuple(edition.read("deals").column_names)
    assert edition.tables["deals"].columns["created_at"].filled == 2


def test_a_table_that_grows_large_is_cut_and_stays_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    small = bring(home, DATED_AND_NOT)
    monkeypatch.setattr(delta, "PARTITIONED_FROM_ROWS", 2)
    large = bring(home, DATED_AND_NOT)
    monkeypatch.setattr(delta, "PARTITIONED_FROM_ROWS", 1000)
    smaller = bring(home, deals(("d1", "2024-01-05", None)))
    assert [len(edition.files("deals")) for edition in (small, large, smaller)] == [1, 3, 1]
    assert smaller.files("deals")[0].parent.name == "_month=2024-01"
    assert [edition.read("deals").num_rows for edition in (small, large, smaller)] == [3, 3, 1]
    assert small.facts().tables["deals"].count().execute() == 3
