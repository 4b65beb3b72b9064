"""Imports from end to end, read as they really are."""

from pathlib import Path

import openpyxl
import pytest

from keyfunnel.intake.mapping.rules import FileMapping, Mapping
from keyfunnel.intake.run import import_files, suggest_mapping
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import BadInput, Busy
from keyfunnel.model.workspace import Workspace
from tests.intake.company import NO_NUMBERS, Company, codes, fates, mapped, table

DEALS = table("deals", deal_id="Deal ID", amount="Amount")
EXPORT = """\
Deal ID,Deal Name,Owner,Stage,Amount,Create Date,Close Date
D1,Acme 10 seats,Ann Lee,Closed Won,10,2024-01-05,2024-02-01
D2,Bluth 20 seats,Bob Day,Proposal,20,2024-01-08,
"""
COMPANIES = """\
Account ID,Account Name,Industry,Employees
A1,Acme,retail,120
A2,Bluth,building,35
"""
ACCOUNTS = table("accounts", account_id="Account ID", name="Account Name")


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_the_sheets_of_a_workbook_are_added_up_into_its_entry(company: Company) -> None:
    path = workbook(
        company.folder / "crm.xlsx",
        Deals=[["Deal ID", "Amount"], ["D1", 10], ["D2", 20], ["D2", 20], [None, 5]],
        Accounts=[["Account ID", "Account Name"], ["A1", "Acme"], ["A2", "Bluth"]],
        Notes=[["Remember", "Who"], ["cake", "Ann"]],
    )
    mapping = mapped(deals=DEALS, accounts=ACCOUNTS)
    mapping = type(mapping)(
        tuple(
            type(file)("crm.xlsx", file.tables, sheet)
            for file, sheet in zip(mapping.files, ("Deals", "Accounts"), strict=True)
        )
    )
    report = company.import_paths(mapping, path)

    assert len(report.files) == 1
    file = report.files[0]
    assert (file.table, file.tables, file.read, fates(file)) == ("deals", ("deals", "accounts"), 7, (4, 0, 1, 2))
    assert {row["sheet"] for row in company.edition.quarantine().to_pylist()} == {"Deals", "Notes"}
    assert {(one.sheet, one.code) for one in file.findings} >= {("Deals", "duplicate_row"), ("Notes", "not_recognised")}


def test_a_folder_is_taken_in_one_import(company: Company) -> None:
    company.write(deals=EXPORT, accounts=COMPANIES)
    report = company.import_paths(None, company.folder)

    found = {Path(file.path).name: file.table for file in report.files if Path(file.path).suffix == ".csv"}
    assert found == {"accounts.csv": "accounts", "deals.csv": "deals"}
    assert set(company.edition.tables) == {"accounts", "deals"}


def test_a_file_that_cant_be_read_stops_the_import_and_leaves_what_stood(company: Company) -> None:
    company.bring(mapped(deals=DEALS), deals="Deal ID,Amount\nD1,10\n")
    broken = company.folder / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    company.write(deals="Deal ID,Amount\nD1,11\n")

    with pytest.raises(BadInput, match=r"broken\.xlsx"):
        company.import_paths(None, company.folder / "deals.csv", broken)
    assert company.edition.number == 1
    assert company.column("deals", "amount") == [10]


def test_a_file_named_twice_is_read_once(company: Company) -> None:
    company.write(deals=EXPORT)
    path = company.folder / "deals.csv"

    assert [fates(file) for file in company.import_paths(None, path, path).files] == [(2, 0, 0, 0)]


def test_nothing_to_import_is_told(company: Company) -> None:
    with pytest.raises(BadInput, match="nothing to import"):
        company.import_paths(None)


def test_an_expression_that_fails_on_a_row_is_told_and_changes_nothing(company: Company) -> None:
    from keyfunnel.intake.mapping import ColumnRule

    mapping = mapped(
        deals=table("deals", deal_id="Deal ID", amount=ColumnRule(expression="error('no ' || \"Deal ID\")"))
    )
    with pytest.raises(BadInput, match="no D1"):
        company.bring(mapping, deals="Deal ID,Amount\nD1,10\n")
    assert company.home.lake.current() is None


def test_an_expression_gives_a_column(company: Company) -> None:
    from keyfunnel.intake.mapping import ColumnRule

    mapping = mapped(deals=table("deals", deal_id="Deal ID", amount=ColumnRule(expression="Amount * 2")))
    report = company.bring(mapping, deals="Deal ID,Amount\nD1,10\nD2,\n")

    assert fates(report.files[0]) == (2, 0, 0, 0)
    assert company.rows("deals", "deal_id", "amount") == [("D1", 20), ("D2", None)]


def test_of_two_imports_at_once_one_is_told(company: Company) -> None:
    company.write(deals="Deal ID,Amount\nD1,10\n")
    with company.home.lake.draft(company.home.workspace, measuring=NO_NUMBERS), pytest.raises(Busy):
        company.import_paths(None, company.folder / "deals.csv")


def test_progress_tells_how_many_rows_went_by(company: Company) -> None:
    company.write(deals=EXPORT)
    told: list[tuple[str, int, int]] = []
    import_files(
        company.home,
        [company.folder / "deals.csv"],
        progress=lambda phase, done, total: told.append((phase, done, total)),
        measuring=NO_NUMBERS,
    )

    assert ("clean", 2, 2) in told
    assert ("save", 2, 2) in told
    assert told[-1][0] == "measure"


def test_the_suggested_mapping_is_written_as_it_would_be_used(company: Company) -> None:
    company.write(deals=EXPORT)
    text = suggest_mapping(company.home, [company.folder / "deals.csv"])

    assert "table: deals" in text
    assert "amount: Amount" in text
    assert company.home.lake.current() is None


def test_a_mapping_can_be_suggested_before_there_is_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text(EXPORT)

    assert "table: deals" in suggest_mapping(Home(tmp_path / "nowhere"), [tmp_path / "deals.csv"])
    assert not (tmp_path / "nowhere").exists()


def test_times_with_a_zone_become_local_ones(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create(Workspace(timezone="Asia/Bangkok"))
    company = Company(home, tmp_path)
    mapping = mapped(deals=table("deals", deal_id="Deal ID", created_at="Created"))
    company.bring(mapping, deals="Deal ID,Created\nD1,2024-01-05T20:00:00Z\nD2,2024-01-05T20:00:00Z\n")

    assert {str(value) for value in company.column("deals", "created_at")} == {"2024-01-06 03:00:00"}


def test_a_format_that_the_mapping_says_was_not_assumed(company: Company) -> None:
    """02/01 is the 1st of February by the locale and the 2nd of January by the mapping: only one of them was used."""
    export = "Id,Opened\nD1,02/01/2024\nD2,03/01/2024\n"
    columns = table("deals", deal_id="Id", created_at="Opened")

    left_open = company.bring(mapped(deals=columns), deals=export)
    assert "format_assumed" in codes(left_open.files[0])
    assert [f"{day:%F}" for day in company.column("deals", "created_at")] == ["2024-02-01", "2024-03-01"]

    said = company.bring(Mapping((FileMapping("deals.csv", (columns,), formats={"Opened": "d/m/y"}),)), deals=export)
    assert codes(said.files[0]) == {}
    assert [f"{day:%F}" for day in company.column("deals", "created_at")] == ["2024-01-02", "2024-01-03"]
