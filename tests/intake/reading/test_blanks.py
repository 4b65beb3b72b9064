"""Blanks at the ends of cells are found however far down they stand, and wherever the file was cut for reading."""

from pathlib import Path

import pytest

from keyfunnel.intake.reading import utf8
from keyfunnel.intake.typing.words import BLANKS
from tests.intake.reading.sheets import read_bytes, read_text

USUAL = "x,y\n" * 1500  # more rows than are looked at first
IN_A_LINE = [blank for blank in BLANKS if blank not in "\r\n"]


@pytest.mark.parametrize("blank", IN_A_LINE)
@pytest.mark.parametrize("cell", ["{blank}x", "x{blank}"])
def test_a_blank_at_either_end_of_one_cell_makes_its_column_untidy(tmp_path: Path, blank: str, cell: str) -> None:
    sheet, _ = read_text(tmp_path, f"A,B\n{USUAL}{cell.format(blank=blank)},y\n{USUAL}")

    assert [column.tidy for column in sheet.columns] == [False, True]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_end_within_quotes_makes_its_column_untidy(tmp_path: Path, end: str) -> None:
    sheet, _ = read_bytes(tmp_path, f'A,B\n{USUAL}"x{end}",y\n{USUAL}'.replace("y\n", f"y{end}").encode())

    assert [column.tidy for column in sheet.columns] == [False, True]


def test_a_file_without_such_blanks_is_tidy(tmp_path: Path) -> None:
    sheet, _ = read_text(tmp_path, f"A,B\n{USUAL}a b,c\td\n")

    assert [column.tidy for column in sheet.columns] == [True, True]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7])
def test_a_blank_of_several_bytes_is_found_where_the_file_is_cut(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(utf8, "_CHUNK", size)
    path = tmp_path / "deals.csv"
    path.write_text("A,B\nx,y\u3000\nx\u00a0,y\n", encoding="utf-8")

    found = utf8.to_utf8(path, tmp_path / "copy", "en", lambda _: None)

    assert (found.encoding, found.lines, set(found.blanks)) == ("utf-8", 3, {"\u3000", "\u00a0"})


def test_what_is_no_utf8_after_all_is_read_from_its_start(tmp_path: Path) -> None:
    """Steps forward that turn out wrong are taken back: 24 bytes in all."""
    path, steps = tmp_path / "deals.csv", list[int]()
    path.write_bytes("Name,Город\n".encode("cp1251") + b"Anna,\xcc\xee\xf1\xea\xe2\xe0\xf8\n")

    found = utf8.to_utf8(path, tmp_path / "copy", "ru", steps.append)

    assert (found.encoding, sum(steps)) == ("cp1251", 24)
