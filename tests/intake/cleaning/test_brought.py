"""Rows that stay in their sheet until something in them changes come out as rows that were copied first."""

import datetime as dt
from collections.abc import Mapping as MappingType
from dataclasses import replace
from decimal import Decimal

import pytest

from keyfunnel.intake.mapping import ColumnRule, Mapping
from keyfunnel.intake.typing import census
from tests.intake.company import Company, codes, fates, mapped, said, table

DEALS = table(
    "deals", deal_id="Id", source="Source", amount="Value", created_at="Created", closed_at="Closed", outcome="Outcome"
)
COLUMNS = ("deal_id", "source", "amount", "created_at", "closed_at", "expected_close_on", "outcome", "extra", "_line")

CLEAN = """
    Id,Source,Value,Created,Closed,Outcome,City
    D1,web,10,2024-01-01,2024-02-01,won,Győr
    D2,call,20.5,2024-01-02,,open,
    """
PLANNED = CLEAN + "    D3,web,5,2024-01-03,2024-09-30,open,Pécs\n"
REPEATED = CLEAN + "    D1,web,10,2024-01-01,2024-02-01,won,Győr\n    D2,call,20.5,2024-01-02,,open,Eger\n"
SPELT = CLEAN + "    D3,Web,5,2024-01-03,,open,\n    D4,web,6,2024-01-04,,open,\n"
KEYLESS = CLEAN + "    ,web,5,2024-01-03,,open,\n"
UNREADABLE = (
    CLEAN + "    D3,web,five,2024-01-03,,open,\n" + "".join(f"    E{n},web,{n},2024-01-03,,open,\n" for n in range(40))
)


def test_rows_in_which_nothing_changes(company: Company) -> None:
    report = company.bring(mapped(deals=DEALS), deals=CLEAN)

    assert fates(report.files[0]) == (2, 0, 0, 0)
    assert company.rows("deals", *COLUMNS) == [
        (
            "D1",
            "web",
            Decimal(10),
            _day(2024, 1, 1),
            _day(2024, 2, 1),
            None,
            "won",
            '{"City":"Győr"}',
            2,
        ),
        ("D2", "call", Decimal("20.5"), _day(2024, 1, 2), None, None, "open", None, 3),
    ]


@pytest.fixture(params=[100_000, 0])
def counted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells are counted in sheets of more rows than so many: in none here, and in all."""
    monkeypatch.setattr(census, "FROM_ROWS", request.param)


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CLEAN, {}),
        (PLANNED, {"planned_close": 1}),
        (REPEATED, {"duplicate_row": 1, "conflicting_duplicate": 1}),
        (SPELT, {"category_spelling": 1}),
        (KEYLESS, {"missing_key": 1}),
        (UNREADABLE, {"unreadable_value": 1}),
        (PLANNED + REPEATED.removeprefix(CLEAN) + SPELT.removeprefix(CLEAN), None),
    ],
)
def test_whatever_changes_it_is_as_if_they_had_been_copied(
    company: Company, text: str, found: MappingType[str, int] | None
) -> None:
    """An expression of a mapping is read once for each row, so that its rows are copied."""
    report = company.bring(mapped(deals=DEALS), deals=text)
    rows = company.rows("deals", *COLUMNS)
    copied = company.bring(_with_expression(), replace=True, deals=text)

    assert company.rows("deals", *COLUMNS) == rows
    assert fates(report.files[0]) == fates(copied.files[0])
    assert codes(report.files[0]) == codes(copied.files[0])
    if found is not None:
        assert codes(report.files[0]) == found


@pytest.mark.usefixtures("counted")
def test_words_of_two_files_are_counted_together(company: Company) -> None:
    """Web stands twice, web four times: once in the one file, thrice in the other. The empty cell is no word."""
    first = "Id,Source\nD1,Web\nD2,Web\nD3,web\nD4,\n"
    second = "Id,Source\nD5,web\nD6,web\nD7,web\n"
    both = table("deals", deal_id="Id", source="Source")
    report = company.bring(mapped(deals=both, more=both), deals=first, more=second)

    assert [codes(file) for file in report.files] == [{"category_spelling": 2}, {}]
    assert company.column("deals", "source") == [None, *["web"] * 6]


@pytest.mark.usefixtures("counted")
def test_words_that_the_mapping_gives_another_meaning_are_counted_as_what_they_mean(company: Company) -> None:
    """Phone means call, of which there are two then, and one Call."""
    told = table("deals", deal_id="Id", source=said("Source", phone="call"))
    report = company.bring(mapped(deals=told), deals="Id,Source\nD1,Phone\nD2,phone\nD3,Call\n")

    assert codes(report.files[0]) == {"category_spelling": 1}
    assert company.column("deals", "source") == ["call", "call", "call"]


def test_two_files_of_one_table(company: Company) -> None:
    first, second = "Id,Value\nD1,1\nD2,2\n", "Id,Value\nD2,3\nD3,4\n"
    both = table("deals", deal_id="Id", amount="Value")
    company.bring(mapped(deals=both, more=both), deals=first, more=second)

    assert company.rows("deals", "deal_id", "amount", "_file") == [
        ("D1", Decimal(1), "deals.csv"),
        ("D2", Decimal(3), "more.csv"),
        ("D3", Decimal(4), "more.csv"),
    ]


def test_each_file_is_told_what_is_so_of_its_own_rows(company: Company) -> None:
    """Planned are D3 of the first file, D5 and D7 of the other; what D6 is, nobody knows."""
    more = """
        Id,Source,Value,Created,Closed,Outcome,City
        D5,web,1,2024-01-05,2024-09-30,open,
        D6,call,2,2024-01-06,,stalled,
        D7,web,3,2024-01-07,2024-10-31,open,
        """
    report = company.bring(mapped(deals=DEALS, more=DEALS), deals=PLANNED, more=more)

    assert [codes(file) for file in report.files] == [
        {"planned_close": 1},
        {"planned_close": 2, "unknown_value": 1},
    ]
    assert [fates(file) for file in report.files] == [(3, 0, 0, 0), (3, 0, 0, 0)]


def test_of_rows_that_are_refused_nothing_else_is_told(company: Company) -> None:
    """Without a key are an open deal with a close date and one of an unknown outcome; only D3 is planned."""
    refused = "    ,web,5,2024-01-03,2024-08-31,open,\n    ,web,6,2024-01-04,,stalled,\n"
    report = company.bring(mapped(deals=DEALS), deals=PLANNED + refused)

    assert codes(report.files[0]) == {"missing_key": 2, "planned_close": 1}
    assert fates(report.files[0]) == (3, 0, 0, 2)


def test_an_open_deals_close_date_joins_no_plan_that_the_file_tells(company: Company) -> None:
    planned = table("deals", deal_id="Id", outcome="Outcome", closed_at="Closed", expected_close_on="Plan")
    company.bring(
        mapped(deals=planned),
        deals="Id,Outcome,Closed,Plan\nD1,open,2024-05-01,2024-06-01\nD2,open,2024-05-02,\nD3,won,2024-05-03,\n",
    )

    assert company.rows("deals", "deal_id", "closed_at", "expected_close_on") == [
        ("D1", None, dt.date(2024, 6, 1)),
        ("D2", None, dt.date(2024, 5, 2)),
        ("D3", _day(2024, 5, 3), None),
    ]


def _day(*parts: int) -> dt.datetime:
    return dt.datetime(parts[0], parts[1], parts[2])  # noqa: DTZ001 - local time of the workspace


def _with_expression() -> Mapping:
    columns = {**DEALS.columns, "source": ColumnRule(expression='trim("Source")')}
    (file,) = mapped(deals=replace(DEALS, columns=columns)).files
    return Mapping((replace(file, leave_out=("Source",)),))  # which the expression takes
