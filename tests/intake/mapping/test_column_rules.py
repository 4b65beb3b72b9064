"""What a column rule gives: headers, constants, rewritten values, and expressions that reach nothing but the row."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from keyfunnel.intake.mapping import ColumnRule, FileMapping, TableMapping, column_sql, where_sql
from keyfunnel.intake.reading import read
from keyfunnel.model.errors import BadInput
from keyfunnel.model.tables import table
from keyfunnel.model.workspace import Workspace

FILE = """\
Deal ID,Stage,Price,Qty,Close Date,ชื่อ
007,Closed Won,"1,200.50",2,15/3/2024,ก
008, closed lost ,n/a,1,16/3/2024,ข
009,Proposal,300,x,soon,ค
"""


def _values(tmp_path: Path, column: str, rule: ColumnRule, file: FileMapping | None = None) -> list[tuple[Any, Any]]:
    """The raw text and the typed value of each row."""
    path = tmp_path / "deals.csv"
    path.write_text(FILE, "utf-8")
    con = duckdb.connect()
    (sheet,) = read(con, [path], Workspace())
    sql = column_sql(sheet, file or FileMapping("deals.csv"), rule, table("deals").column(column), Workspace())
    return con.execute(f"SELECT {sql.raw}, {sql.typed} FROM {sheet.relation} ORDER BY _line").fetchall()


def test_a_header_gives_its_cells_trimmed_typed_and_without_empty_words(tmp_path: Path) -> None:
    assert _values(tmp_path, "stage", ColumnRule(header="Stage"))[1] == ("closed lost", "closed lost")
    assert _values(tmp_path, "amount", ColumnRule(header="Price")) == [
        ("1,200.50", Decimal("1200.5")),
        (None, None),
        ("300", Decimal(300)),
    ]


def test_an_unreadable_cell_has_text_and_no_value(tmp_path: Path) -> None:
    values = _values(tmp_path, "closed_at", ColumnRule(header="Close Date"))
    assert values == [
        ("15/3/2024", dt.datetime.fromisoformat("2024-03-15")),
        ("16/3/2024", dt.datetime.fromisoformat("2024-03-16")),
        ("soon", None),
    ]


def test_a_format_said_by_the_mapping_wins(tmp_path: Path) -> None:
    file = FileMapping("deals.csv", formats={"Close Date": "y-m-d"})
    assert [value for _, value in _values(tmp_path, "closed_at", ColumnRule(header="Close Date"), file)] == [None] * 3


def test_a_constant_is_the_same_for_every_row(tmp_path: Path) -> None:
    assert _values(tmp_path, "currency", ColumnRule(constant="EUR")) == [("EUR", "EUR")] * 3


def test_values_are_rewritten_whatever_their_case_and_blanks(tmp_path: Path) -> None:
    rule = ColumnRule(header="Stage", values={"closed won": "won", "Closed Lost": "lost"})
    assert [value for _, value in _values(tmp_path, "outcome", rule)] == ["won", "lost", "Proposal"]
    rest = ColumnRule(header="Stage", values={"Closed Won": "won"}, otherwise="open")
    assert [value for _, value in _values(tmp_path, "outcome", rest)] == ["won", "open", "open"]


@pytest.mark.parametrize(
    ("column", "expression", "first"),
    [
        ("amount", "Price * TRY_CAST(Qty AS INT)", Decimal(2401)),
        ("amount", "Price * 2", Decimal(2401)),
        ("amount", 'CASE WHEN "stage" = \'Closed Won\' THEN "PRICE" END', Decimal("1200.5")),
        ("name", '"Deal ID" || \'-\' || "ชื่อ"  -- both', "007-ก"),
        ("name", "upper(sheet.Stage)", "CLOSED WON"),
        ("closed_at", "try_strptime(\"Close Date\", '%d/%m/%Y') + INTERVAL 1 DAY", "2024-03-16"),
        ("amount", "list_sum(list_transform([Price], lambda p: p + 1))", Decimal("1201.5")),
    ],
)
def test_an_expression_is_computed_from_the_row(tmp_path: Path, column: str, expression: str, first: Any) -> None:
    value = _values(tmp_path, column, ColumnRule(expression=expression))[0][1]
    assert value == (dt.datetime.fromisoformat(first) if isinstance(value, dt.datetime) else first)


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("Prize", "there is no column 'Prize'; did you mean 'Price'"),
        ("Price +", "syntax error"),
        ("(SELECT 1)", "without subqueries"),
        ("(SELECT max(content) FROM read_text('/etc/passwd'))", "without subqueries"),
        ("read_text('/etc/passwd')", "table function"),
        ("1) FROM read_csv('/etc/passwd') --", "syntax error"),
        ("1 AS a, 2", "syntax error"),
        ("1; DROP TABLE sheet", "syntax error"),
        ("sum(Price)", "GROUP BY"),
        ("row_number() OVER ()", "without subqueries, windows"),
        ("unnest([1, 2])", r"unnest\(\) isn't allowed"),
        ("current_setting('temp_directory')", "isn't allowed"),
        ("getenv('HOME')", "does not exist"),
        ("*", "without subqueries|syntax error"),
        ("Price WHERE true", "syntax error"),
    ],
)
def test_an_expression_reaches_nothing_but_the_row(tmp_path: Path, expression: str, why: str) -> None:
    with pytest.raises(BadInput, match=rf"(?s)deals\.csv, column amount: the expression .*{why}"):
        _values(tmp_path, "amount", ColumnRule(expression=expression))


def test_a_header_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"deals\.csv: there is no column 'Stagge'; did you mean 'Stage'"):
        _values(tmp_path, "stage", ColumnRule(header="Stagge"))


def test_a_condition_takes_some_of_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text(FILE, "utf-8")
    con = duckdb.connect()
    (sheet,) = read(con, [path], Workspace())
    rows = TableMapping("deals", {"deal_id": ColumnRule(header="Deal ID")}, where="Price > 500")
    condition = where_sql(sheet, FileMapping("deals.csv", (rows,)), rows, Workspace())
    assert con.execute(f"SELECT c0 FROM {sheet.relation} WHERE {condition}").fetchall() == [("007",)]
