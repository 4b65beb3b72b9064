"""One fate for each row of a file, however many tables it feeds."""

from tests.intake.company import Company, codes, fates, mapped, table


def test_a_row_repaired_and_then_merged_counts_once(company: Company) -> None:
    mapping = mapped(deals=table("deals", deal_id="Id", amount="Value"))
    report = company.bring(mapping, deals="Id,Value\nD1,x\nD1,y\nD2,z\n,w\n")

    assert fates(report.files[0]) == (0, 2, 1, 1)


def test_a_condition_sends_rows_to_different_tables_and_the_rest_to_quarantine(company: Company) -> None:
    mapping = mapped(
        log=(
            table("leads", where="Type = 'lead'", lead_id="Id"),
            table("deals", where="Type = 'deal'", deal_id="Id"),
        )
    )
    report = company.bring(mapping, log="Id,Type\n1,lead\n2,deal\n2,deal\n3,ghost\n,lead\n")

    assert fates(report.files[0]) == (2, 0, 1, 2)
    assert codes(report.files[0]) == {"duplicate_row": 1, "missing_key": 1, "not_selected": 1}
    assert company.column("leads", "lead_id") == ["1"]
    assert company.column("deals", "deal_id") == ["2"]


def test_a_row_merged_in_one_list_still_stands_in_another(company: Company) -> None:
    """Three deals of two accounts, both tables listed: no deal is lost, so no row is merged."""
    mapping = mapped(deals=(table("deals", deal_id="Id"), table("accounts", account_id="Account")))
    report = company.bring(mapping, deals="Id,Account\nD1,A1\nD2,A1\nD3,A2\n")

    assert fates(report.files[0]) == (3, 0, 0, 0)
    assert report.files[0].tables == ("deals", "accounts")
    assert company.column("accounts", "account_id") == ["A1", "A2"]


def test_an_empty_file_has_nothing_to_account_for(company: Company) -> None:
    report = company.bring(mapped(deals=table("deals", deal_id="Id")), deals="Id,Value\n")

    assert fates(report.files[0]) == (0, 0, 0, 0)
