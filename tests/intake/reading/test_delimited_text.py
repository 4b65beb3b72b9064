"""Any delimited text becomes rows of text, none lost, each with the line it begins on."""

from pathlib import Path

import pytest

from tests.intake.reading.sheets import codes, read_bytes, read_text


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = "id,name,amount\n1,Acme,10\n2,Beta,20\n".replace(",", delimiter)
    sheet, rows = read_text(tmp_path, text)
    assert sheet.delimiter == delimiter
    assert sheet.headers == ("id", "name", "amount")
    assert rows == [("1", "Acme", "10", 2), ("2", "Beta", "20", 3)]


def test_decimal_commas_do_not_make_the_comma_a_delimiter(tmp_path: Path) -> None:
    sheet, rows = read_text(tmp_path, "id;price;cost\n1;2,50;1,10\n2;3,50;2,10\n3;1,25;0,75\n")
    assert sheet.delimiter == ";"
    assert rows[0] == ("1", "2,50", "1,10", 2)


def test_a_first_line_may_declare_the_delimiter(tmp_path: Path) -> None:
    sheet, rows = read_text(tmp_path, "sep=;\nid;note\n1;a,b\n2;c,d\n")
    assert (sheet.delimiter, sheet.headers) == (";", ("id", "note"))
    assert rows == [("1", "a,b", 3), ("2", "c,d", 4)]


def test_quoted_cells_keep_delimiters_quotes_and_line_ends(tmp_path: Path) -> None:
    text = 'id,note,amount\n1,"a, ""b""\nand c",10\n2,plain,20\n3,"x\n\ny",30\n4,z,40\n'
    _, rows = read_text(tmp_path, text)
    assert rows == [
        ("1", 'a, "b"\nand c', "10", 2),
        ("2", "plain", "20", 4),
        ("3", "x\n\ny", "30", 5),
        ("4", "z", "40", 8),
    ]


def test_line_feeds_inside_cells_of_a_file_with_windows_line_ends(tmp_path: Path) -> None:
    _, rows = read_text(tmp_path, 'id,note\r\n1,"a\nb"\r\n2,c\r\n')
    assert rows == [("1", "a\nb", 2), ("2", "c", 4)]


def test_old_macintosh_line_ends(tmp_path: Path) -> None:
    _, rows = read_text(tmp_path, "id,name\r1,Acme\r2,Beta\r")
    assert rows == [("1", "Acme", 2), ("2", "Beta", 3)]


def test_ragged_rows_are_kept_and_the_surplus_has_columns_of_its_own(tmp_path: Path) -> None:
    """Three columns; row 2 has two cells, row 3 has five."""
    sheet, rows = read_text(tmp_path, "id,name,amount\n1,Acme,10\n2,Beta\n3,Gamma,30,x,y\n4,Delta,40\n")
    assert sheet.headers == ("id", "name", "amount", "Column 4", "Column 5")
    assert rows == [
        ("1", "Acme", "10", None, None, 2),
        ("2", "Beta", None, None, None, 3),
        ("3", "Gamma", "30", "x", "y", 4),
        ("4", "Delta", "40", None, None, 5),
    ]
    (finding,) = sheet.findings
    assert (finding.code, finding.rows) == ("ragged_rows", 2)


def test_a_row_of_thousands_of_cells_keeps_them_all(tmp_path: Path) -> None:
    wide = ",".join(map(str, range(3000)))
    sheet, rows = read_text(tmp_path, f"id,name\n1,Acme\n{wide}\n2,Beta\n")
    assert sheet.rows == 3
    assert len(sheet.columns) == 22
    assert ",".join(cell for cell in rows[1][:-1] if isinstance(cell, str)) == wide


def test_empty_lines_are_no_rows_and_lines_are_still_counted(tmp_path: Path) -> None:
    sheet, rows = read_text(tmp_path, "id,name\n\n1,Acme\n\n\n2,Beta\n\n")
    assert sheet.rows == 2
    assert rows == [("1", "Acme", 3), ("2", "Beta", 6)]


def test_rows_of_delimiters_only_are_passed_over_and_counted(tmp_path: Path) -> None:
    sheet, _ = read_text(tmp_path, "id,name\n1,Acme\n,\n,\n")
    assert sheet.rows == 1
    assert codes(sheet) == ["blank_rows"]
    assert sheet.findings[0].message.params["n"] == 2


def test_a_quote_that_never_closes_swallows_nothing(tmp_path: Path) -> None:
    sheet, rows = read_text(tmp_path, 'id,name,amount\n1,"Acme,10\n2,Beta,20\n3,Gamma,30\n')
    assert rows == [("1", '"Acme', "10", 2), ("2", "Beta", "20", 3), ("3", "Gamma", "30", 4)]
    assert codes(sheet) == ["stray_quotes"]


def test_a_quote_that_would_close_in_a_later_row_swallows_nothing(tmp_path: Path) -> None:
    """The quote that opens in row 1 meets the one that opens in row 3."""
    _, rows = read_text(tmp_path, 'id,name,amount\n1,"Acme,10\n2,Beta,20\n3,"Gamma, Inc",30\n')
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[2][:3] == ("3", "Gamma, Inc", "30")


def test_inner_quotes_that_nobody_doubled(tmp_path: Path) -> None:
    _, rows = read_text(tmp_path, 'id,name,amount\n1,"He said "hi" to me",10\n2,"5\\" pipe",20\n3,6" pipe,30\n')
    assert rows == [
        ("1", 'He said "hi" to me', "10", 2),
        ("2", '5" pipe', "20", 3),
        ("3", '6" pipe', "30", 4),
    ]


def test_repeated_and_blank_headers_get_names_of_their_own(tmp_path: Path) -> None:
    sheet, _ = read_text(tmp_path, "id,Amount,,Amount,amount\n1,2,3,4,5\n2,3,4,5,6\n")
    assert sheet.headers == ("id", "Amount", "Column 3", "Amount (2)", "amount (3)")


def test_lines_above_the_header_are_titles(tmp_path: Path) -> None:
    text = "Pipeline report\nGenerated 2024-03-01,by Ann\n\nid,name,amount,stage\n1,Acme,10,Won\n2,Beta,20,Lost\n"
    sheet, rows = read_text(tmp_path, text)
    assert sheet.headers == ("id", "name", "amount", "stage")
    assert rows == [("1", "Acme", "10", "Won", 5), ("2", "Beta", "20", "Lost", 6)]
    assert codes(sheet) == ["title_rows"]


def test_a_file_without_a_header_keeps_its_first_row(tmp_path: Path) -> None:
    sheet, rows = read_text(tmp_path, "1,Acme,2024-01-01,10\n2,Beta,2024-01-02,20\n3,Gamma,2024-01-03,30\n")
    assert sheet.headers == ("Column 1", "Column 2", "Column 3", "Column 4")
    assert len(rows) == 3
    assert codes(sheet) == ["no_header"]


@pytest.mark.parametrize("name", ["No", "no", "Yes", "True"])
def test_a_column_may_be_called_no(tmp_path: Path, name: str) -> None:
    """ "No" is short for number, and a value only above answers like it."""
    sheet, rows = read_text(tmp_path, f"{name},owner,amount\n1,Ann,10\n2,Ann,20\n3,Bob,30\n")
    assert sheet.headers == (name, "owner", "amount")
    assert len(rows) == 3


def test_answers_above_answers_are_no_header(tmp_path: Path) -> None:
    sheet, rows = read_text(tmp_path, "Acme,no,West\nBeta,yes,East\nGamma,no,North\nDelta,yes,South\n")
    assert codes(sheet) == ["no_header"]
    assert len(rows) == 4


def test_a_header_of_words_above_words_is_a_header(tmp_path: Path) -> None:
    sheet, _ = read_text(tmp_path, "agent,manager,office\nAnn,Carl,West\nBob,Carl,East\nDora,Eve,West\n")
    assert sheet.headers == ("agent", "manager", "office")


def test_one_column_is_a_table_too(tmp_path: Path) -> None:
    sheet, rows = read_text(tmp_path, "email\na@x.com\nb@x.com\n")
    assert sheet.headers == ("email",)
    assert rows == [("a@x.com", 2), ("b@x.com", 3)]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"  \r\n"])
def test_an_empty_file_is_a_sheet_without_columns(tmp_path: Path, content: bytes) -> None:
    sheet, _ = read_bytes(tmp_path, content)
    assert (sheet.columns, sheet.rows, codes(sheet)) == ((), 0, ["empty_file"])


def test_a_header_alone_is_a_sheet_without_rows(tmp_path: Path) -> None:
    sheet, _ = read_text(tmp_path, "id,name,amount\n")
    assert (sheet.headers, sheet.rows, codes(sheet)) == (("id", "name", "amount"), 0, ["no_rows"])
