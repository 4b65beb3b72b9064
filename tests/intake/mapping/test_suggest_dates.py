"""Which of a deal's dates a new header means, told by its words in any order, and deals told by their outcomes."""

from pathlib import Path

import pytest

from tests.intake.mapping.suggested import main, suggested

DEALS = (
    "Deal ID,Account,Deal Name,Status,Amount,{header}\n"
    "D1,Acme,Big,Won,5,2024-01-02\nD2,Beta,Small,Lost,7,2024-02-13\nD3,Acme,New,Open,9,2024-03-04\n"
)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Target close", "expected_close_on"),
        ("Exp. date of closing", "expected_close_on"),
        ("Várható döntés", "expected_close_on"),
        ("กำหนดปิดการขาย", "expected_close_on"),
        ("预计决标日", "expected_close_on"),
        ("Previsão de conclusão", "expected_close_on"),
        ("Date de signature visée", "expected_close_on"),
        ("Decision made on", "closed_at"),
        ("Lezárás időpontja", "closed_at"),
        ("วันที่ทราบผล", "closed_at"),
        ("Enquiry received", "created_at"),
        ("Rögzítés időpontja", "created_at"),
        ("วันที่เสนองาน", "created_at"),
        ("接洽日期", "created_at"),
        ("Angebotsdatum (Kunde)", "created_at"),
    ],
)
def test_a_date_is_known_by_the_words_of_its_header(tmp_path: Path, header: str, column: str) -> None:
    table, columns = main(suggested(tmp_path, export=DEALS.format(header=header))["export"])
    assert table == "deals"
    assert columns.get(column) == header


@pytest.mark.parametrize(
    "header",
    [
        "Last closed activity",
        "Quote valid until",
        "Date entered stage",
        "Delivery expected",
        "Utolsó lezárt teendő",
        "วันที่นัดเสนองาน",
        "最近跟进日期",
    ],
)
def test_a_date_of_something_else_is_none_of_them(tmp_path: Path, header: str) -> None:
    _, columns = main(suggested(tmp_path, export=DEALS.format(header=header))["export"])
    assert header not in {columns.get(name) for name in ("created_at", "expected_close_on", "closed_at")}


def test_rows_some_of_which_are_won_and_some_lost_are_deals_whatever_the_header_says(tmp_path: Path) -> None:
    text = "Deal Name,Account,Owner,How far\nBig,Acme,Ann,Won\nSmall,Beta,Bo,Lost - price\nNew,Acme,Ann,Talking\n"
    table, columns = main(suggested(tmp_path, export=text)["export"])
    assert table == "deals"
    assert columns["outcome"] == "How far"


def test_a_list_of_users_is_of_people_who_sell(tmp_path: Path) -> None:
    text = (
        "Record Id,First Name,Last Name,Email,Role,Profile,Reporting To,Time Zone\n"
        "1,Ann,Bo,ann@acme.com,Sales Rep,Standard,2,America/New_York\n"
        "2,Cy,Do,cy@acme.com,Manager,Standard,,America/New_York\n"
    )
    table, columns = main(suggested(tmp_path, Users_001=text)["Users_001"])
    assert table == "reps"
    assert columns["manager_id"] == "Reporting To"
