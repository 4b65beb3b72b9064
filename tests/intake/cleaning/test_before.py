"""What stood before: updated by key, kept where it is gone, dropped on request."""

from pathlib import Path

import pytest

from keyfunnel.model.errors import BadInput
from tests.intake.company import Company, codes, fates, mapped, table

DEALS = mapped(deals=table("deals", deal_id="Id", amount="Value"))
SPEND = mapped(spend=table("spend", on="Day", amount="Cost"), other=table("spend", on="Day", amount="Cost"))


def deals(company: Company) -> dict[str, int]:
    return dict(company.rows("deals", "deal_id", "amount"))


def test_a_newer_export_updates_by_key_and_keeps_what_is_gone(company: Company) -> None:
    company.bring(DEALS, deals="Id,Value\nD1,10\nD2,20\n")
    report = company.bring(DEALS, deals="Id,Value\nD2,25\nD3,30\n")

    assert (report.edition, fates(report.files[0])) == (2, (2, 0, 0, 0))
    assert deals(company) == {"D1": 10, "D2": 25, "D3": 30}


def test_replace_drops_what_the_new_files_lack(company: Company) -> None:
    company.bring(DEALS, deals="Id,Value\nD1,10\nD2,20\n")
    company.bring(DEALS, replace=True, deals="Id,Value\nD2,25\nD3,30\n")

    assert deals(company) == {"D2": 25, "D3": 30}


def test_the_same_rows_in_another_order_make_no_new_edition(company: Company) -> None:
    company.bring(DEALS, deals="Id,Value\nD1,10\nD2,20\n,5\n")
    report = company.bring(DEALS, deals="Id,Value\nD1,10\nD2,20\n,5\n")
    assert (report.edition, report.changed, fates(report.files[0])) == (1, False, (2, 0, 0, 1))

    report = company.bring(mapped(again=DEALS.files[0].tables), again="Id,Value\nD2,20\nD1,10\n")
    assert (report.edition, report.changed) == (1, False)
    assert len(company.home.lake.editions()) == 1


def test_a_newer_export_without_keys_replaces_the_table(company: Company) -> None:
    company.bring(SPEND, spend="Day,Cost\n2024-01-01,10\n2024-01-01,10\n")
    report = company.bring(SPEND, other="Day,Cost\n2024-01-01,10\n2024-01-02,20\n")

    assert fates(report.files[0]) == (2, 0, 0, 0)
    assert company.column("spend", "amount") == [10, 20]


def test_two_files_of_a_table_without_keys_stand_side_by_side(company: Company) -> None:
    report = company.bring(SPEND, spend="Day,Cost\n2024-01-01,10\n", other="Day,Cost\n2024-01-01,10\n2024-01-02,20\n")

    assert [fates(file) for file in report.files] == [(1, 0, 0, 0), (2, 0, 0, 0)]
    assert company.column("spend", "amount") == [10, 10, 20]


def test_two_files_with_the_same_key_merge_into_the_later_one(company: Company) -> None:
    mapping = mapped(may=DEALS.files[0].tables, june=DEALS.files[0].tables)
    report = company.bring(mapping, may="Id,Value\nD1,10\nD2,20\n", june="Id,Value\nD2,25\n")

    assert [fates(file) for file in report.files] == [(1, 0, 1, 0), (1, 0, 0, 0)]
    assert codes(report.files[0]) == {"conflicting_duplicate": 1}
    assert deals(company) == {"D1": 10, "D2": 25}


def test_a_dry_run_tells_and_writes_nothing(company: Company) -> None:
    company.bring(DEALS, deals="Id,Value\nD1,10\n")
    report = company.bring(DEALS, dry_run=True, deals="Id,Value\nD1,11\nD2,x\n,1\n")

    assert (report.edition, fates(report.files[0])) == (None, (1, 1, 0, 1))
    assert deals(company) == {"D1": 10}


def test_quarantined_rows_of_other_files_stay_and_those_of_the_same_file_are_renewed(company: Company) -> None:
    mapping = mapped(may=DEALS.files[0].tables, june=DEALS.files[0].tables)
    company.bring(mapping, may="Id,Value\n,10\n", june="Id,Value\nD1,1\n,2\n,3\n")
    company.bring(mapping, june="Id,Value\nD1,1\n,4\n")

    refused = company.edition.quarantine().to_pylist()
    assert [(row["file"], row["row"]) for row in refused] == [
        ("june.csv", '{"Id":null,"Value":"4"}'),
        ("may.csv", '{"Id":null,"Value":"10"}'),
    ]


def test_a_file_that_is_none_of_ours_is_quarantined_whole(company: Company) -> None:
    report = company.bring(DEALS, deals="Id,Value\nD1,10\n", notes="About,Text\na,b\nc,d\n")

    notes = report.files[1]
    assert (notes.table, notes.tables, fates(notes)) == (None, (), (0, 0, 0, 2))
    assert codes(notes) == {"not_recognised": 2}
    assert [row["line"] for row in company.edition.quarantine().to_pylist()] == [2, 3]


def test_files_of_which_nothing_can_be_used_leave_no_edition(company: Company) -> None:
    report = company.bring(mapped(notes=()), notes="About,Text\na,b\n")

    assert (report.edition, report.changed) == (None, False)
    assert company.home.lake.current() is None


def test_a_mapping_may_speak_of_more_files_than_were_given_but_not_of_others_only(company: Company) -> None:
    mapping = mapped(deals=DEALS.files[0].tables, leads=table("leads", lead_id="Id"))
    assert company.bring(mapping, deals="Id,Value\nD1,10\n").edition == 1

    with pytest.raises(BadInput, match=r"deals\.csv"):
        company.bring(mapping, dealz="Id,Value\nD1,10\n")


def test_a_file_that_isnt_there_stops_the_import(company: Company) -> None:
    company.write(deals="Id,Value\nD1,10\n")
    with pytest.raises(BadInput, match=r"missing\.csv"):
        company.import_paths(DEALS, company.folder / "deals.csv", Path("missing.csv"))
    assert company.home.lake.current() is None


def test_what_the_report_said_can_be_read_from_the_edition(company: Company) -> None:
    report = company.bring(DEALS, deals="Id,Value\nD1,10\n,2\n")

    assert company.kept_report().as_json() == report.as_json()
