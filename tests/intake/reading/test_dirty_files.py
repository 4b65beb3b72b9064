"""Whatever bytes a file holds, reading never crashes, and no row is lost."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from keyfunnel.intake.reading import Sheet
from keyfunnel.model.errors import BadInput
from tests.intake.reading.sheets import Row, read_bytes

CELLS = st.text(st.sampled_from("ab1,;\t|\"'\n é-ő0.$"), max_size=6)
PIECES = st.sampled_from(
    [
        b",",
        b";",
        b"\t",
        b'"',
        b'""',
        b"\n",
        b"\r\n",
        b"\r",
        b"a",
        b"1",
        b"2024-01-02",
        b"\xe9",
        b"\xc3\xa9",
        b"\x00",
        b" ",
        b"x y",
    ]
)


def _read(content: bytes) -> tuple[Sheet, list[Row]]:
    with TemporaryDirectory() as folder:
        return read_bytes(Path(folder), content)


def _above(sheet: Sheet) -> int:
    """Records that aren't rows: the header, the titles above it, and rows without any value."""
    counted = {finding.code: finding.message.params.get("n", 0) for finding in sheet.findings}
    return int(counted.get("title_rows", 0) + counted.get("blank_rows", 0) + ("no_header" not in counted))


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=12),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_every_row_that_was_written_is_read(rows: list[list[str]], delimiter: str, end: str, quoting: int) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(  # type: ignore[arg-type]  # a constant of csv
        [["First name", "Second name", "Third name"], *rows]
    )
    sheet, found = _read(text.getvalue().encode())
    assert len(found) == sheet.rows
    assert sheet.rows + sheet.aside_rows + _above(sheet) == len(rows) + 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab1, ;|\té-.$'"), max_size=20), max_size=20))
def test_every_line_is_a_record_where_nothing_is_quoted(lines: list[str]) -> None:
    sheet, found = _read("\n".join(lines).encode())
    records = sum(bool(line.strip(" \t")) for line in lines)
    assert len(found) == sheet.rows
    # In a single column, a line of nothing but delimiters is an empty line; one of tabs may be that or a blank row.
    tabs = any("\t" in line and not line.strip(" \t") for line in lines)
    if records and not tabs and (len(sheet.columns) > 1 or all(line.strip(" \t,;|") for line in lines if line)):
        assert sheet.rows + sheet.aside_rows + _above(sheet) == records


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=80).map(b"".join))
def test_garbage_never_crashes(content: bytes) -> None:
    try:
        sheet, found = _read(content)
    except BadInput:
        return
    assert len(found) == sheet.rows


def test_both_ways_of_reading_agree(tmp_path: Path) -> None:
    """A stray quote in the last row makes the whole file be read carefully: the rows before come out the same."""
    body = "".join(f'{n},"name, {n}",{n}.50\n' for n in range(1000))
    _, fast = read_bytes(tmp_path, f"id,name,amount\n{body}".encode())
    _, careful = read_bytes(tmp_path, f'id,name,amount\n{body}1000,"x,1\n'.encode())
    assert careful[:1000] == fast
    assert duckdb.__version__
