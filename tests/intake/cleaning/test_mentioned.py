"""Teams and managers that a list of people only mentions."""

from tests.intake.company import Company, always, fates, mapped, table

PEOPLE = mapped(
    people=(
        table("reps", name="Agent", team_id="Manager", manager_id="Manager"),
        table("teams", distinct=True, name="Manager", lead_id="Manager"),
        table("reps", distinct=True, name="Manager", sells=always("false")),
    )
)


def test_a_manager_column_makes_a_team_each_led_by_a_person_who_doesnt_sell(company: Company) -> None:
    report = company.bring(PEOPLE, people="Agent,Manager\nAnn,Mel\nBob,Mel\nCy,Sue\nDan,\n")

    assert fates(report.files[0]) == (4, 0, 0, 0)
    assert report.files[0].table == "reps"
    assert report.files[0].tables == ("reps", "teams")
    ids = dict(company.rows("reps", "name", "rep_id"))
    teams = dict(company.rows("teams", "name", "team_id"))
    assert company.rows("reps", "name", "sells") == [
        ("Ann", None), ("Bob", None), ("Cy", None), ("Dan", None), ("Mel", False), ("Sue", False),
    ]  # fmt: skip
    assert company.rows("teams", "name", "lead_id") == [("Mel", ids["Mel"]), ("Sue", ids["Sue"])]
    assert company.rows("reps", "name", "team_id", "manager_id")[:2] == [
        ("Ann", teams["Mel"], ids["Mel"]),
        ("Bob", teams["Mel"], ids["Mel"]),
    ]


def test_a_manager_who_is_listed_is_the_same_person(company: Company) -> None:
    company.bring(PEOPLE, people="Agent,Manager\nAnn,Mel\nmel,Sue\n")

    assert company.rows("reps", "name", "sells") == [("Ann", None), ("Sue", False), ("mel", None)]
    ids = dict(company.rows("reps", "name", "rep_id"))
    assert dict(company.rows("teams", "name", "lead_id")) == {"Mel": ids["mel"], "Sue": ids["Sue"]}


def test_the_same_file_again_changes_nothing(company: Company) -> None:
    company.bring(PEOPLE, people="Agent,Manager\nAnn,Mel\nBob,Sue\n")
    again = company.bring(PEOPLE, people="Agent,Manager\nAnn,Mel\nBob,Sue\n")

    assert (again.edition, again.changed) == (1, False)


def test_a_newer_list_takes_its_teams_with_it(company: Company) -> None:
    company.bring(PEOPLE, people="Agent,Manager\nAnn,Mel\nBob,Sue\n")
    before = dict(company.rows("teams", "name", "team_id"))
    company.bring(PEOPLE, people="Agent,Manager\nAnn,Mel\nBob,Mel\n")

    assert company.rows("teams", "name", "team_id") == [("Mel", before["Mel"])]
    assert company.column("reps", "name") == ["Ann", "Bob", "Mel"]


def test_a_list_with_keys_takes_the_place_of_those_only_mentioned(company: Company) -> None:
    company.bring(PEOPLE, people="Agent,Manager\nAnn,Mel\n")
    company.bring(mapped(users=table("reps", rep_id="Id", name="Name")), users="Id,Name\n1,Ann\n2,Mel\n3,Cy\n")

    assert company.rows("reps", "rep_id", "name") == [("1", "Ann"), ("2", "Mel"), ("3", "Cy")]
    assert company.rows("teams", "name", "lead_id") == [("Mel", "2")]


def test_rows_mentioned_by_key_fill_in_and_never_empty(company: Company) -> None:
    deals = (
        table("deals", deal_id="Id", account_id="Account Id"),
        table("accounts", distinct=True, account_id="Account Id", name="Account"),
    )
    accounts = mapped(accounts=table("accounts", account_id="Id", name="Name", industry="Industry"))
    company.bring(accounts, accounts="Id,Name,Industry\nA1,Acme,retail\n")
    company.bring(mapped(deals=deals), deals="Id,Account Id,Account\nD1,A1,\nD2,A1,Acme Inc\nD3,A2,Bluth\nD4,A2,\n")

    assert company.rows("accounts", "account_id", "name", "industry") == [
        ("A1", "Acme Inc", "retail"),
        ("A2", "Bluth", None),
    ]
