"""Records in groups: headed by a row of their own, named in the first row only, or followed by their sums."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook as ExcelFile

from tests.intake.company import Company, codes, fates

HEADER = ["Salesperson", "Deal", "Customer", "Value", "Status", "Closed"]


def brought(company: Company, *rows: Sequence[object]) -> dict[str, int]:
    """Findings by code, of an Excel file with ``rows``."""
    file = ExcelFile()
    for row in rows:
        file.worksheets[0].append(row)
    path = company.folder / "deals.xlsx"
    file.save(path)
    (report,) = company.import_paths(None, path).files
    assert report.read == sum(fates(report))
    return codes(report)


def test_a_salesperson_named_in_the_first_row_of_a_group_has_all_its_deals(company: Company) -> None:
    found = brought(
        company,
        HEADER,
        ["Ann Lee", "D1", "Acme", 10, "Won", "2024-02-01"],
        [None, "D2", "Beta", 20, "Lost", "2024-02-02"],
        [None, "D3", "Gamma", 30, "Won", "2024-02-03"],
        ["Bob Ray", "D4", "Acme", 40, "Won", "2024-02-04"],
        [None, "D5", "Delta", 50, "Lost", "2024-02-05"],
        ["Total", None, None, 150, None, None],
    )
    assert found["filled_down"] == 3
    assert found["total_row"] == 1
    assert company.rows("deals", "name", "owner_id") == [
        ("D1", "Ann Lee"),
        ("D2", "Ann Lee"),
        ("D3", "Ann Lee"),
        ("D4", "Bob Ray"),
        ("D5", "Bob Ray"),
    ]


def test_a_first_column_that_says_something_now_and_then_is_left_as_it_is(company: Company) -> None:
    found = brought(
        company,
        ["Partner", *HEADER[1:]],
        ["North", "D1", "Acme", 10, "Won", "2024-02-01"],
        [None, "D2", "Beta", 20, "Lost", "2024-02-02"],
        [None, "D3", "Gamma", 30, "Won", "2024-02-03"],
        ["North", "D4", "Acme", 40, "Won", "2024-02-04"],
        [None, "D5", "Delta", 50, "Lost", "2024-02-05"],
    )
    assert "filled_down" not in found


def test_numbers_that_some_rows_have_from_another_system_are_not_given_to_others(company: Company) -> None:
    found = brought(
        company,
        ["Deal ID", *HEADER[1:]],
        ["OLD-17", "D1", "Acme", 10, "Won", "2024-02-01"],
        [None, "D2", "Beta", 20, "Lost", "2024-02-02"],
        [None, "D3", "Gamma", 30, "Won", "2024-02-03"],
        ["OLD-18", "D4", "Acme", 40, "Won", "2024-02-04"],
        [None, "D5", "Delta", 50, "Lost", "2024-02-05"],
    )
    assert "filled_down" not in found


def test_a_report_grouped_twice_has_more_sums_than_deals(company: Company) -> None:
    """As Salesforce lays out a report by owner and stage: an empty margin, names in first rows, sums and counts."""

    def group(owner: str | None, stage: str, *deals: tuple[str, int]) -> list[Sequence[object]]:
        rows: list[Sequence[object]] = [
            [None, owner if not place else None, stage if not place else None, name, "Acme", value, "2024-02-01"]
            for place, (name, value) in enumerate(deals)
        ]
        sums: list[Sequence[object]] = [
            [None, None, "Subtotal", "Sum", None, sum(value for _, value in deals)],
            [None, None, None, "Count", None, len(deals)],
        ]
        return rows + sums

    found = brought(
        company,
        [None, "Opportunity Owner", "Stage", "Opportunity Name", "Account Name", "Amount", "Close Date"],
        *group("Ann Lee", "Closed Lost", ("D1", 10), ("D2", 20)),
        *group(None, "Closed Won", ("D3", 30), ("D4", 35), ("D5", 5)),
        *group("Bob Ray", "Closed Won", ("D6", 40), ("D7", 60)),
        [None, "Total", None, "Sum", None, 200],
    )
    assert (found["total_row"], found["filled_down"]) == (7, 9)  # 5 rows without an owner, 4 without a stage
    assert company.rows("deals", "name", "owner_id", "outcome") == [
        ("D1", "Ann Lee", "lost"),
        ("D2", "Ann Lee", "lost"),
        ("D3", "Ann Lee", "won"),
        ("D4", "Ann Lee", "won"),
        ("D5", "Ann Lee", "won"),
        ("D6", "Bob Ray", "won"),
        ("D7", "Bob Ray", "won"),
    ]


def test_rows_that_head_groups_with_their_number_and_sum_are_no_deals(company: Company) -> None:
    """As Odoo exports a list grouped by salesperson."""
    found = brought(
        company,
        ["Opportunity", "Customer", "Expected Revenue", "Stage", "Closed Date", "Salesperson"],
        ["Ann Lee (2)", None, 30],
        ["D1", "Acme", 10, "Won", "2024-02-01", "Ann Lee"],
        ["D2", "Beta", 20, "Won", "2024-02-02", "Ann Lee"],
        ["Bob Ray (3)", None, 120],
        ["D3", "Acme", 30, "Won", "2024-02-03", "Bob Ray"],
        ["D4 (2)", "Acme", 40, "Won", "2024-02-04", "Bob Ray"],
        ["D5", "Acme", 50, "Won", "2024-02-05", "Bob Ray"],
    )
    assert found["total_row"] == 2
    assert company.column("deals", "name") == ["D1", "D2", "D3", "D4 (2)", "D5"]


def test_a_sum_without_a_word_for_it_at_the_end_is_no_deal(company: Company) -> None:
    found = brought(
        company,
        HEADER,
        ["Ann Lee", "D1", "Acme", 10.5, "Won", "2024-02-01"],
        ["Bob Ray", "D2", "Beta", 20, "Lost", "2024-02-02"],
        ["Ann Lee", "D3", "Gamma", 30, "Won", "2024-02-03"],
        [None, None, None, 60.5],
    )
    assert found["total_row"] == 1
    assert company.column("deals", "name") == ["D1", "D2", "D3"]


def test_json_that_refers_to_companies_in_a_list_is_joined_to_them(company: Company, tmp_path: Path) -> None:
    """As HubSpot's interface answers: associations are lists of objects, and repeat the same id."""
    deals, companies = tmp_path / "deals.jsonl", tmp_path / "companies.jsonl"
    deals.write_text(
        "".join(
            f'{{"id": "{n}", "properties": {{"dealname": "D{n}", "amount": "10", "dealstage": "closedwon", '
            f'"closedate": "2024-02-0{n}", "createdate": "2024-01-0{n}"}}, "associations": {{"companies": {{"results": '
            f'[{{"id": "70{n}", "type": "deal_to_company"}}, {{"id": "70{n}", "type": "labelled"}}]}}}}}}\n'
            for n in (1, 2, 3)
        )
    )
    companies.write_text(
        "".join(f'{{"id": "70{n}", "properties": {{"name": "C{n}", "domain": "c{n}.com"}}}}\n' for n in (1, 2, 3))
    )
    company.import_paths(None, deals, companies)
    assert company.rows("deals", "name", "account_id") == [("D1", "701"), ("D2", "702"), ("D3", "703")]
