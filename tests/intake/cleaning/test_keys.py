"""Every row needs a key: its own, or one made from what it says."""

from tests.intake.company import Company, codes, fates, mapped, table

DEALS = mapped(deals=table("deals", deal_id="Id", amount="Value"))
REPS = mapped(reps=table("reps", name="Name", region="Region"))


def test_a_row_without_its_key_is_quarantined_as_it_was_read(company: Company) -> None:
    report = company.bring(DEALS, deals="Id,Value\nD1,10\n,20\nn/a,30\n")

    assert fates(report.files[0]) == (1, 0, 0, 2)
    assert codes(report.files[0]) == {"missing_key": 2}
    refused = company.edition.quarantine("deals").to_pylist()
    assert [(row["file"], row["line"], row["code"]) for row in refused] == [
        ("deals.csv", 3, "missing_key"),
        ("deals.csv", 4, "missing_key"),
    ]
    assert refused[1]["row"] == '{"Id":"n/a","Value":"30"}'
    assert "deal_id is empty" in refused[0]["reason"]


def test_the_same_row_twice_is_merged(company: Company) -> None:
    report = company.bring(DEALS, deals="Id,Value\nD1,10\nD2,20\nD1,10\nD1,10.00\n")

    assert fates(report.files[0]) == (2, 0, 2, 0)
    assert codes(report.files[0]) == {"duplicate_row": 2}
    assert company.column("deals", "deal_id") == ["D1", "D2"]


def test_of_contradicting_rows_the_last_stands_where_nothing_dates_them(company: Company) -> None:
    report = company.bring(DEALS, deals="Id,Value\nD1,10\nD1,30\nD1,20\n")

    assert fates(report.files[0]) == (1, 0, 2, 0)
    assert codes(report.files[0]) == {"conflicting_duplicate": 2}
    assert company.column("deals", "amount") == [20]


def test_the_latest_event_says_which_row_is_newer(company: Company) -> None:
    mapping = mapped(deals=table("deals", deal_id="Id", amount="Value", created_at="Created", closed_at="Closed"))
    company.bring(mapping, deals="Id,Value,Created,Closed\nD1,30,2024-01-05,2024-02-01\nD1,20,2024-01-05,\n")

    assert company.column("deals", "amount") == [30]


def test_what_the_file_says_of_its_last_update_comes_before_events(company: Company) -> None:
    mapping = mapped(deals=table("deals", deal_id="Id", amount="Value", created_at="Created"))
    company.bring(
        mapping,
        deals="Id,Value,Created,Updated\nD1,30,2024-01-05,2024-06-02 10:00:00\nD1,20,2024-01-06,2024-06-02 09:00:00\n",
    )

    assert company.column("deals", "amount") == [30]


def test_rows_without_keys_are_never_merged(company: Company) -> None:
    report = company.bring(REPS, reps="Name,Region\nAnn,West\nAnn,West\nAnn,East\n")

    assert fates(report.files[0]) == (3, 0, 0, 0)
    assert len(set(company.column("reps", "rep_id"))) == 3


def test_a_made_key_doesnt_depend_on_the_order_of_rows(company: Company) -> None:
    company.bring(REPS, reps="Name,Region\nAnn,West\nBob,West\nAnn,East\n")
    before = company.rows("reps", "rep_id", "name", "region")
    company.bring(REPS, reps="Name,Region\nBob,West\nAnn,East\nAnn,West\nCy,East\n")

    assert set(before) < set(company.rows("reps", "rep_id", "name", "region"))


def test_a_person_keeps_the_made_key_when_the_region_changes(company: Company) -> None:
    company.bring(REPS, reps="Name,Region\nAnn,West\nBob,West\n")
    before = company.rows("reps", "rep_id", "name")
    company.bring(REPS, reps="Name,Region\nAnn,East\nBob,West\n")

    assert company.rows("reps", "rep_id", "name") == before
    assert company.rows("reps", "name", "region") == [("Ann", "East"), ("Bob", "West")]


def test_a_row_that_says_nothing_is_quarantined(company: Company) -> None:
    report = company.bring(REPS, reps="Name,Region\nAnn,West\n,\n - ,n/a\n")

    assert fates(report.files[0]) == (1, 0, 0, 2)
    assert codes(report.files[0]) == {"blank_row": 2}


def test_a_key_of_several_columns_needs_them_all(company: Company) -> None:
    mapping = mapped(stages=table("deal_stages", deal_id="Deal", stage="Stage", entered_at="At"))
    report = company.bring(
        mapping, stages="Deal,Stage,At\nD1,Demo,2024-01-05\nD1,Demo,2024-01-05\nD1,,2024-01-06\nD1,Quote,soon\n"
    )

    assert fates(report.files[0]) == (1, 0, 1, 2)
