"""An update of a table that is cut by months writes those in which rows differ, and keeps the files of all others."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from deltalake import DeltaTable

from keyfunnel.lake import delta, layout
from keyfunnel.lake.edition import Edition
from tests.intake.company import Company, mapped, table

DEALS = mapped(deals=table("deals", deal_id="Id", amount="Value", created_at="Created"))
EXPORT = """
    Id,Value,Created
    D1,1,2024-01-05
    D2,2,2024-02-20
    D3,3,2024-02-21
    D4,4,2024-03-01
    D5,5,
"""


@pytest.fixture(autouse=True)
def large_from_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delta, "PARTITIONED_FROM_ROWS", 0)


def brought(company: Company, export: str, *, replace: bool = False) -> Edition:
    company.bring(DEALS, replace=replace, deals=export)
    return company.edition


def files(edition: Edition) -> dict[str, Path]:
    return {path.parent.name.removeprefix("_month="): path for path in edition.files("deals")}


def same(before: Edition, after: Edition) -> Sequence[str]:
    """The months that both have in one file."""
    return sorted(month for month, path in files(after).items() if files(before).get(month) == path)


def amounts(edition: Edition) -> dict[str, int]:
    rows = edition.read("deals", ["deal_id", "amount"]).to_pylist()
    assert len({row["deal_id"] for row in rows}) == len(rows)
    return {row["deal_id"]: int(row["amount"]) for row in rows}


def test_months_without_a_difference_keep_their_files(company: Company) -> None:
    before = brought(company, EXPORT)
    after = brought(company, "Id,Value,Created\nD3,30,2024-02-21\nD6,6,2024-04-01\n")

    assert same(before, after) == ["2024-01", "2024-03", "__HIVE_DEFAULT_PARTITION__"]
    assert sorted(files(after)) == ["2024-01", "2024-02", "2024-03", "2024-04", "__HIVE_DEFAULT_PARTITION__"]
    assert amounts(after) == {"D1": 1, "D2": 2, "D3": 30, "D4": 4, "D5": 5, "D6": 6}
    assert amounts(before) == {"D1": 1, "D2": 2, "D3": 3, "D4": 4, "D5": 5}
    assert after.tables["deals"].rows == 6
    at_rest = DeltaTable(layout.table_folder(company.home.lake.path, "deals").as_uri()).to_pyarrow_table()
    assert sorted(at_rest["amount"].to_pylist()) == [1, 2, 4, 5, 6, 30]


def test_a_row_that_moves_to_another_month_leaves_the_one_that_it_was_in(company: Company) -> None:
    before = brought(company, EXPORT)
    after = brought(company, "Id,Value,Created\nD1,1,2024-03-09\nD5,5,2024-02-01\n")

    assert same(before, after) == []
    assert sorted(files(after)) == ["2024-02", "2024-03"]
    assert amounts(after) == {"D1": 1, "D2": 2, "D3": 3, "D4": 4, "D5": 5}


def test_an_export_that_replaces_all_keeps_the_files_of_what_it_says_alike(company: Company) -> None:
    before = brought(company, EXPORT)
    after = brought(company, "Id,Value,Created\nD4,4,2024-03-01\nD5,50,\n", replace=True)

    assert same(before, after) == ["2024-03"]
    assert amounts(after) == {"D4": 4, "D5": 50}


def test_a_column_that_had_nothing_has_every_file_written_anew(company: Company) -> None:
    before = brought(company, EXPORT)
    with_source = mapped(deals=table("deals", deal_id="Id", amount="Value", created_at="Created", source="Source"))
    company.bring(with_source, deals="Id,Value,Created,Source\nD4,4,2024-03-01,Web\n")

    assert same(before, company.edition) == []
    assert company.column("deals", "source").count("Web") == 1
    assert amounts(company.edition) == amounts(before)


def test_an_update_on_top_of_an_update(company: Company) -> None:
    editions = [brought(company, EXPORT)]
    editions += [brought(company, f"Id,Value,Created\nD{n},{10 * n},2024-0{n}-05\n") for n in (1, 2, 3)]

    assert [amounts(one)["D1"] for one in editions] == [1, 10, 10, 10]
    assert amounts(editions[3]) == {"D1": 10, "D2": 20, "D3": 30, "D4": 4, "D5": 5}
    assert same(editions[1], editions[3]) == ["2024-01", "__HIVE_DEFAULT_PARTITION__"]
