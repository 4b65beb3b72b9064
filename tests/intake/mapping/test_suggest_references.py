"""Columns that refer to another table are told by their values too."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from tests.intake.mapping.suggested import main, sources, suggested

REPS = """\
User ID,Full Name,Email,Team
U1,Ann Lee,ann@x.com,West
U2,Bob Ray,bob@x.com,East
U3,Cy Fox,cy@x.com,East
U4,Di Owl,di@x.com,West
"""
DEALS = """\
Deal ID,Who,Stage,Amount,Created
1,Ann Lee,Won,10,2024-01-01
2,Bob Ray,Lost,20,2024-01-02
3,Cy Fox,New,30,2024-01-03
4,Di Owl,New,5,2024-01-04
"""


def test_an_unknown_header_is_a_reference_where_its_values_stand_there(tmp_path: Path) -> None:
    file = suggested(tmp_path, people=REPS, export=DEALS)["export"]
    assert main(file)[1]["owner_id"] == "Who"
    assert file.main is not None
    evidence = file.main.columns["owner_id"].evidence
    assert evidence is not None
    assert str(evidence.reasons[0]) == "100% of its values stand in the table it refers to"


def test_among_id_and_name_the_one_that_the_other_table_has_is_taken(tmp_path: Path) -> None:
    text = "Deal ID,Owner ID,Owner Name,Stage,Amount\n1,{0},Ann Lee,Won,10\n2,{1},Bob Ray,Lost,20\n"
    by_id = suggested(tmp_path, people=REPS, export=text.format("U1", "U2"))["export"]
    assert main(by_id)[1]["owner_id"] == "Owner ID"
    by_name = suggested(tmp_path, people=REPS, export=text.format("7731", "7732"))["export"]
    assert main(by_name)[1]["owner_id"] == "Owner Name"


def test_without_the_other_table_the_name_is_taken_since_it_is_what_will_be_shown(tmp_path: Path) -> None:
    text = "Deal ID,Owner ID,Owner Name,Stage,Amount\n1,U1,Ann Lee,Won,10\n2,U2,Bob Ray,Lost,20\n"
    assert main(suggested(tmp_path, export=text)["export"])[1]["owner_id"] == "Owner Name"


class _Edition:
    """Stands for an edition that has people."""

    @property
    def tables(self) -> Mapping[str, None]:
        return {"reps": None}

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        assert table == "reps"
        rows = pa.table({"rep_id": ["U1", "U2"], "email": ["a@x.com", "b@x.com"], "name": ["Ann", "Bob"]})
        return rows.select(list(columns or rows.column_names))


def test_tables_brought_earlier_count(tmp_path: Path) -> None:
    text = "Deal ID,Owner ID,Owner Name,Stage,Amount\n1,U1,Ann Lee,Won,10\n2,U2,Bob Ray,Lost,20\n"
    assert main(suggested(tmp_path, _Edition(), export=text)["export"])[1]["owner_id"] == "Owner ID"


def test_one_file_with_everything_gives_people_teams_companies_and_products_too(tmp_path: Path) -> None:
    text = (
        "Deal ID;Customer;Industry;Sales Rep;Manager;Region;Product;Product Category;Stage;Amount;Created;Closed\n"
        "1;Acme;Tech;Ann Lee;Carl Boss;North;Pro;Suite;Won;1.200,50;02.01.2024;15.03.2024\n"
        "2;Beta;Retail;Bob Ray;Dora Head;South;Basic;Suite;Lost;900,00;05.01.2024;25.03.2024\n"
    )
    file = suggested(tmp_path, everything=text)["everything"]
    assert main(file)[0] == "deals"
    assert [(table.table, table.distinct, sources(table)) for table in file.tables[1:]] == [
        ("reps", True, {"name": "Sales Rep", "manager_id": "Manager", "team_id": "Manager"}),
        ("teams", True, {"name": "Manager", "lead_id": "Manager"}),
        ("reps", True, {"name": "Manager", "sells": "=false"}),
        ("accounts", True, {"name": "Customer", "industry": "Industry"}),
        ("products", True, {"name": "Product", "family": "Product Category"}),
    ]


def test_a_manager_told_by_id_leads_a_team_and_is_no_new_person(tmp_path: Path) -> None:
    text = "User ID,Full Name,Manager ID\nU1,Ann Lee,U9\nU2,Bob Ray,U9\nU9,Carl Boss,\n"
    people, teams = suggested(tmp_path, users=text)["users"].tables
    assert sources(people)["team_id"] == "Manager ID"
    assert sources(teams) == {"team_id": "Manager ID", "name": "Manager ID", "lead_id": "Manager ID"}


def test_teams_that_a_file_lists_are_not_made_again(tmp_path: Path) -> None:
    teams = "Team ID,Team Name,Team Lead\nT1,West,Ann Lee\nT2,East,Bob Ray\n"
    people = "User ID,Full Name,Team,Manager\nU1,Ann Lee,T1,Carl Boss\nU2,Bob Ray,T2,Carl Boss\n"
    tables = suggested(tmp_path, teams=teams, users=people)["users"].tables
    assert [(table.table, table.distinct) for table in tables] == [("reps", False), ("reps", True)]


def test_first_and_last_names_are_joined(tmp_path: Path) -> None:
    text = "User ID,First Name,Last Name,Email,Manager\n1,Ann,Lee,ann@x.com,Carl Boss\n2,Bob,Ray,bob@x.com,Carl Boss\n"
    table, columns = main(suggested(tmp_path, users=text)["users"])
    assert table == "reps"
    assert columns["name"] == "{nullif(concat_ws(' ', \"First Name\", \"Last Name\"), '')}"


CLOSE = """\
id,lead_id,lead_name,contact_name,user_name,status_label,status_type,value,date_created,date_won
o1,l1,Acme,Kim,Ann Lee,Won,won,10,2024-01-01,2024-02-01
o2,l1,Acme,Lee,Ann Lee,Lost,lost,20,2024-01-02,
o3,l2,Beta,Sam,Bob Ray,Demo,active,30,2024-01-03,
o4,l2,Beta,Tom,Bob Ray,Demo,active,40,2024-01-04,
o5,l2,Beta,Tim,Bob Ray,Demo,active,50,2024-01-05,
"""


def test_deals_without_a_name_are_not_called_after_their_customers(tmp_path: Path) -> None:
    """Close's opportunities have no title, and it calls companies leads."""
    columns = main(suggested(tmp_path, opportunities=CLOSE)["opportunities"])[1]
    assert columns["account_id"] == "lead_name"
    assert "name" not in columns


def test_names_are_shown_rather_than_keys_of_what_was_not_brought(tmp_path: Path) -> None:
    deals = """\
Record ID,Deal Name,Deal Stage,Amount,Create Date,Associated Company IDs,Associated Company
101,Halls,Closed Won,10,2024-01-02,901,Acme
102,Gates,Closed Lost,20,2024-02-02,902,Beta
"""
    assert main(suggested(tmp_path, deals=deals)["deals"])[1]["account_id"] == "Associated Company"
