"""Zip archives are read as folders are; single packed files as what is in them."""

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from openpyxl import Workbook

from keyfunnel.intake.reading import archive, read
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace
from tests.intake.reading.sheets import codes, read_path, rows_of

DEALS = "id,name\n1,Acme\n2,Beta\n"


def zipped(folder: Path, files: dict[str, str | bytes], name: str = "export.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for member, content in files.items():
            packed.writestr(member, content)
    return path


def test_an_archive_is_read_as_the_folder_that_it_is(tmp_path: Path) -> None:
    path = zipped(
        tmp_path,
        {
            "crm/deals.csv": DEALS,
            "crm/reps.tsv": "id\tname\n1\tAnn\n",
            "crm/README.md": "# About\n",
            "__MACOSX/crm/._deals.csv": b"\x00\x05",
            ".DS_Store": b"\x00\x01",
        },
    )
    con = duckdb.connect()
    sheets = read(con, [path], Workspace())
    assert [(sheet.name, sheet.rows, codes(sheet)) for sheet in sheets] == [
        ("deals.csv", 2, []),
        ("reps.tsv", 1, []),
        ("README.md", 0, ["not_a_table"]),
    ]
    assert sheets[0].path == path / "crm" / "deals.csv"
    assert rows_of(con, sheets[0]) == [("1", "Acme", 2), ("2", "Beta", 3)]


def test_an_archive_in_a_folder_is_opened_too_and_a_workbook_is_none(tmp_path: Path, workbook: Path) -> None:
    zipped(tmp_path, {"2023/deals.csv": DEALS, "2024/deals.csv": DEALS, "book.xlsx": workbook.read_bytes()})
    workbook.rename(tmp_path / "review.xlsx")
    names = [sheet.name for sheet in read(duckdb.connect(), [tmp_path], Workspace())]
    assert names == ["2023/deals.csv", "2024/deals.csv", "book.xlsx", "review.xlsx"]


def test_nothing_is_written_where_a_name_in_the_archive_points_to(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = zipped(tmp_path / "in", {"../../evil.csv": DEALS, "/etc/deals.csv": DEALS, "..\\up.csv": DEALS})
    before = sorted(tmp_path.rglob("*"))
    sheets = read(duckdb.connect(), [path], Workspace())
    assert [sheet.name for sheet in sheets] == ["evil.csv", "deals.csv", "up.csv"]
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/etc/deals.csv").exists()


def test_what_unpacks_to_an_absurd_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two million noughts take two kilobytes packed: a thousandth."""
    monkeypatch.setattr(archive, "_HARMLESS", 1_000_000)
    path = zipped(tmp_path, {"deals.csv": DEALS, "bomb.csv": "0" * 2_000_000})
    with pytest.raises(BadInput, match=r"export\.zip: bomb\.csv would unpack from [12],\d{3} to 2,000,000 bytes"):
        read(duckdb.connect(), [path], Workspace())


def test_an_archive_that_is_damaged_or_empty_is_told(tmp_path: Path) -> None:
    whole = zipped(tmp_path, {"deals.csv": DEALS * 500}).read_bytes()
    (tmp_path / "broken.zip").write_bytes(whole[:60] + b"\x00" * 20 + whole[80:])
    with pytest.raises(BadInput, match=r"broken\.zip can't be unpacked"):
        read(duckdb.connect(), [tmp_path / "broken.zip"], Workspace())
    with pytest.raises(BadInput, match=r"empty\.zip has no files in it"):
        read(duckdb.connect(), [zipped(tmp_path, {}, "empty.zip")], Workspace())


def test_an_archive_of_a_version_that_nobody_knows_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"deals.csv": DEALS}, "newer.zip")
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 174  # the version that unpacking takes
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"newer\.zip is packed in a way that can't be read here"):
        read_path(path)


def test_a_packed_file_that_ends_early_is_told_wherever_it_ends(tmp_path: Path) -> None:
    """After more than is looked at to tell what kind of file it is, too."""
    content = "".join(f"{number},{number * number}\n" for number in range(500)).encode()
    packed = gzip.compress(content)
    for left in range(20, len(packed), 97):
        (tmp_path / "cut.csv.gz").write_bytes(packed[:left])
        with pytest.raises(BadInput, match=r"cut\.csv\.gz can't be read to its end"):
            read_path(tmp_path / "cut.csv.gz")


def test_a_packed_workbook_that_ends_early_is_told(tmp_path: Path, workbook: Path) -> None:
    packed = gzip.compress(workbook.read_bytes())
    (tmp_path / "cut.xlsx.gz").write_bytes(packed[:-200])
    with pytest.raises(BadInput, match=r"cut\.xlsx\.gz can't be read as a workbook"):
        read_path(tmp_path / "cut.xlsx.gz")


def test_names_of_chinese_windows_are_read(tmp_path: Path) -> None:
    """Not marked as UTF-8, the bytes are GB 18030."""
    path = zipped(tmp_path, {"XXXX.csv": DEALS})
    path.write_bytes(path.read_bytes().replace(b"XXXX", "商机".encode("gb18030")))
    (sheet,) = read(duckdb.connect(), [path], Workspace())
    assert sheet.name == "商机.csv"


@pytest.mark.parametrize("suffix", [".bz2", ".xz", ".zst"])
def test_a_packed_file_is_read_as_what_is_in_it(tmp_path: Path, suffix: str) -> None:
    packed: dict[str, Callable[[bytes], bytes]] = {
        ".bz2": bz2.compress,
        ".xz": lzma.compress,
        ".zst": lambda content: pa.compress(content, codec="zstd", asbytes=True),
    }
    path = tmp_path / f"deals.csv{suffix}"
    path.write_bytes(packed[suffix](DEALS.encode()))
    sheet, rows = read_path(path)
    assert (sheet.headers, rows) == (("id", "name"), [("1", "Acme", 2), ("2", "Beta", 3)])
    (tmp_path / f"cut.csv{suffix}").write_bytes(path.read_bytes()[:-9])
    with pytest.raises(BadInput, match=r"cut\.csv"):
        read_path(tmp_path / f"cut.csv{suffix}")


def test_an_archive_of_another_kind_is_told_what_to_do_with(tmp_path: Path) -> None:
    (tmp_path / "export.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + b"\x00" * 50)
    with pytest.raises(BadInput, match="give a zip, or unpack it first"):
        read_path(tmp_path / "export.rar")


@pytest.fixture
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.append(["id", "name"])
    book.active.append([1, "Acme"])
    path = tmp_path_factory.mktemp("books") / "book.xlsx"
    book.save(path)
    return path
