"""Which files are read, and as what."""

import bz2
import datetime as dt
import gzip
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from keyfunnel.intake.reading import read
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace
from tests.intake.reading.sheets import codes, read_path, rows_of


def test_a_folder_means_all_files_in_it_and_below(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "deals.csv").write_text("id,name\n1,Acme\n")
    (tmp_path / "more" / "reps.tsv").write_text("id\tname\n1\tAnn\n")
    (tmp_path / "README.md").write_text("# About\n")
    (tmp_path / "notes.txt").write_text("Call Ann, then Bob.\nNothing else, really, to do, today.\nBye\n")
    (tmp_path / ".hidden.csv").write_text("id\n1\n")
    sheets = read(duckdb.connect(), [tmp_path], Workspace())
    assert {sheet.name: sheet.rows for sheet in sheets} == {
        "README.md": 0,
        "deals.csv": 1,
        "notes.txt": 0,
        "reps.tsv": 1,
    }
    assert [codes(sheet) for sheet in sheets if not sheet.columns] == [["not_a_table"], ["not_a_table"]]


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("2023", "2024"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "deals.csv").write_text("id,name\n1,Acme\n")
    sheets = read(duckdb.connect(), [tmp_path], Workspace())
    assert [sheet.name for sheet in sheets] == ["2023/deals.csv", "2024/deals.csv"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("id,name\n1,Acme\n")
    assert len(read(duckdb.connect(), [path, tmp_path, path], Workspace())) == 1


def test_a_missing_file_is_named_with_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("id\n1\n")
    with pytest.raises(BadInput, match=r"no file or folder .*deal\.csv'; did you mean 'deals\.csv'"):
        read(duckdb.connect(), [tmp_path / "deal.csv"], Workspace())


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 something",
        b"\x89PNG\r\n\x1a\n0000",
        bytes(range(256)) * 40,
        gzip.compress(b"id,name\n1,Acme\n" * 1000, mtime=0)[:-20],
        b"PAR1 and then nothing of the kind",
        b"PK\x03\x04 and then nothing of the kind",
    ],
)
def test_what_is_no_table_is_refused_when_given_and_passed_over_in_a_folder(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"deals\.csv"):
        read(duckdb.connect(), [path], Workspace())
    (sheet,) = read(duckdb.connect(), [tmp_path], Workspace())
    assert codes(sheet) == ["not_a_table"]


def test_parquet_keeps_its_values(tmp_path: Path) -> None:
    path = tmp_path / "deals.parquet"
    columns = {
        "id": [1, 2],
        "amount": [10.5, None],
        "won": [True, False],
        "closed": [dt.datetime(2024, 3, 1, 10, tzinfo=dt.UTC), None],
        "name": ["Acme", ""],
    }
    pq.write_table(pa.table(columns), path)
    sheet, rows = read_path(path)
    assert rows[0] == ("1", "10.5", "true", "2024-03-01T10:00:00.000000Z", "Acme", 1)
    assert rows[1] == ("2", None, "false", None, None, 2)
    assert sheet.encoding is None


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_packed_parquet_is_read_as_the_plain_file_is(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    plain = tmp_path / "deals.parquet"
    pq.write_table(pa.table({"id": [1, 2], "amount": [10.5, None]}), plain)
    packed = tmp_path / f"deals.parquet{suffix}"
    packed.write_bytes(pack(plain.read_bytes()))
    sheet, rows = read_path(packed)
    assert rows == [("1", "10.5", 1), ("2", None, 2)]
    assert [column.header for column in sheet.columns] == ["id", "amount"]


def test_packed_parquet_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    plain = tmp_path / "deals.parquet"
    pq.write_table(pa.table({"id": list(range(5000))}), plain)
    packed = tmp_path / "deals.parquet.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes())[:-2000])
    with pytest.raises(BadInput, match="is no whole Parquet file") as refused:
        read_path(packed)
    assert str(tmp_path) not in str(refused.value)  # where a server keeps its files is nobody's


def test_a_packed_file_that_was_cut_off_is_said_to_be_incomplete(tmp_path: Path) -> None:
    packed = tmp_path / "deals.csv.gz"
    packed.write_bytes(gzip.compress("".join(f"{n},{n * n}\n" for n in range(50_000)).encode())[:-2000])
    with pytest.raises(BadInput, match=r"^deals\.csv\.gz can't be read to its end: it is damaged or incomplete"):
        read_path(packed)


def test_each_worksheet_is_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "crm.xlsx"
    book = openpyxl.Workbook()
    deals = book.active
    assert deals is not None
    deals.title = "Deals"
    for row in (
        ["Pipeline"],
        [],
        ["ID", "Amount", "Closed", "Won"],
        [1, 10.5, dt.date(2024, 3, 1), True],
        [2, 20, None, False],
    ):
        deals.append(row)
    reps = book.create_sheet("Reps")
    reps.append(["Name", "Joined"])
    reps.append(["Ann", "2024-03-01 09:30:00"])
    book.create_sheet("Empty")
    book.save(path)
    con = duckdb.connect()
    first, second = read(con, [path], Workspace())
    assert (first.sheet, first.headers) == ("Deals", ("ID", "Amount", "Closed", "Won"))
    assert rows_of(con, first) == [("1", "10.5", "2024-03-01", "true", 4), ("2", "20", None, "false", 5)]
    assert rows_of(con, second) == [("Ann", "2024-03-01 09:30:00", 2)]


def test_a_format_that_only_the_locale_settled_is_told(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("id,closed\n1,1/2/2024\n2,3/4/2024\n")
    sheet, _ = read_path(tmp_path / "deals.csv", locale="en-GB")
    (finding,) = sheet.findings
    assert (finding.code, finding.column, finding.rows) == ("format_assumed", "closed", 2)
    assert "closed is read as d/m/y" in str(finding.message)


@pytest.mark.shared
def test_the_shared_files_have_the_rows_their_reference_counts(shared: Path) -> None:
    """REFERENCE.md of each: maven 85, 7, 35, 8,800 and 21; olist 8,000, 842, 103,886, 32,951 and 3,095; mrr 121."""
    paths = [shared / "maven_crm", shared / "olist", shared / "mrr_playbook"]
    sheets = read(duckdb.connect(), paths, Workspace())
    rows = {sheet.name: sheet.rows for sheet in sheets if sheet.columns}
    assert rows["accounts.csv"] == 85
    assert rows["products.csv"] == 7
    assert rows["sales_teams.csv"] == 35
    assert rows["sales_pipeline.csv"] == 8800
    assert rows["data_dictionary.csv"] == 21
    assert rows["olist_marketing_qualified_leads_dataset.csv"] == 8000
    assert rows["olist_closed_deals_dataset.csv"] == 842
    assert rows["olist_order_payments_dataset.csv"] == 103_886
    assert rows["olist_products_dataset.csv"] == 32_951
    assert rows["olist_sellers_dataset.csv"] == 3095
    assert rows["subscription_periods.csv"] == 121


def test_a_cell_merged_down_is_said_of_every_row_that_it_spans(tmp_path: Path) -> None:
    """In a file of Excel's, only the first of merged cells has the value. The last merged row is empty: it is no
    record.

    | Rep   | Deal |
    |-------|------|
    | Ann   | A    |
    |  "    | B    |
    | Bob   | C    |
    |       | D    |   not merged: nobody's
    """
    file = openpyxl.Workbook()
    sheet = file.worksheets[0]
    for row in (["Rep", "Deal"], ["Ann", "A"], [None, "B"], ["Bob", "C"], [None, "D"], ["Cyd", "E"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A6:A7")
    path = tmp_path / "deals.xlsx"
    file.save(path)
    _, rows = read_path(path)
    assert rows == [("Ann", "A", 2), ("Ann", "B", 3), ("Bob", "C", 4), (None, "D", 5), ("Cyd", "E", 6)]
