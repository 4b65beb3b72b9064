"""Correcting what an uploaded file is taken for."""

import re
from pathlib import Path

import pytest
from django.test import Client

from keyfunnel.intake.mapping import ColumnRule, FileMapping, load
from keyfunnel.lake.home import Home
from keyfunnel.okr.models import AuditEntry
from keyfunnel.web.shown.encodings import encoding_name
from tests.web.uploads.sent import SHOP, As, said, upload


def saved(home: Home) -> FileMapping:
    (path,) = home.uploads.glob("*/mapping.yaml")
    return load(path).files[0]


def test_each_guess_stands_beside_what_spoke_for_it_and_the_first_rows(alice: Client, deals: str) -> None:
    page = said(alice.get(deals))
    assert "deals.csv UTF-8 · 3 rows" in page
    assert "A header known from" in page
    assert "Jan 15, 2024" in page  # read, and day first


def test_a_column_is_taken_from_another_header(alice: Client, deals: str, home: Home) -> None:
    alice.post(deals, {"f0-t0-amount-from": "c0"})
    assert saved(home).tables[0].columns["amount"].header == "Nr"


def test_a_column_is_a_constant_or_an_expression(alice: Client, deals: str, home: Home) -> None:
    alice.post(
        deals,
        {
            "f0-t0-currency-from": "constant",
            "f0-t0-currency-written": "EUR",
            "f0-t0-amount-from": "expression",
            "f0-t0-amount-written": "Worth * 2",
        },
    )
    columns = saved(home).tables[0].columns
    assert columns["currency"] == ColumnRule(constant="EUR")
    assert columns["amount"] == ColumnRule(expression="Worth * 2")
    assert "2,000" in said(alice.get(deals))


def test_values_are_rewritten(alice: Client, deals: str, home: Home) -> None:
    fields = {"from": "c3", "values": "Sold = won\nDead = lost", "otherwise": "open"}
    alice.post(deals, {f"f0-t0-outcome-{name}": value for name, value in fields.items()})
    rule = saved(home).tables[0].columns["outcome"]
    assert (rule.values, rule.otherwise) == ({"Sold": "won", "Dead": "lost"}, "open")


def test_a_date_is_read_in_another_format(alice: Client, deals: str, home: Home) -> None:
    alice.post(deals, {"f0-t0-created_at-from": "c1", "f0-format-c1": "m/d/y"})
    assert saved(home).formats == {"Opened": "m/d/y"}
    assert "Feb 1, 2024" in said(alice.get(deals))


def test_a_column_is_left_out(alice: Client, deals: str, home: Home) -> None:
    alice.post(deals, {"f0-t0-amount-from": "", "f0-rest-c5": "-"})
    assert "amount" not in saved(home).tables[0].columns
    assert saved(home).leave_out == ("Worth",)


def test_one_file_feeds_several_tables(alice: Client, deals: str, home: Home) -> None:
    alice.post(deals, {"f0-add": "reps"})
    assert [table.table for table in saved(home).tables if not table.distinct] == ["deals", "reps"]
    page = alice.get(deals).content.decode()
    (added,) = re.findall(r'name="(f0-t\d)-was" value="reps"', page)
    where = {f"{added}-where": "State <> 'Dead'", f"{added}-distinct": "on"}
    alice.post(deals, {f"{added}-rep_id-from": "", f"{added}-name-from": "c4", **where})
    reps = saved(home).tables[-1]
    assert (reps.where, reps.distinct, reps.columns["name"].header) == ("State <> 'Dead'", True, "Rep")
    alice.post(deals, {f"{added}-table": ""})
    assert [table.table for table in saved(home).tables if not table.distinct] == ["deals"]


def test_a_file_is_taken_for_another_table(alice: Client, deals: str, home: Home) -> None:
    alice.post(deals, {"f0-t0-table": "accounts"})
    assert saved(home).tables[0].table == "accounts"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"amount-from": "expression", "amount-written": "Wroth"}, "there is no column “Wroth”; did you mean “Worth”"),
        ({"amount-from": "expression", "amount-written": "(SELECT 1)"}, "without subqueries"),
        ({"amount-from": "expression", "amount-written": ""}, "Write what it is to be"),
        ({"amount-from": "constant", "amount-written": "much"}, "much can't be read as number"),
        ({"outcome-from": "c3", "outcome-values": "Sold: won"}, "Sold: won is not “as written = as meant”"),
        ({"where": "Worth >"}, "can't be used"),
        ({"where": "CAST(State AS INTEGER) > 0"}, "It stopped at one of the first rows"),
    ],
)
def test_what_cannot_be_used_is_said_and_not_kept(
    fields: dict[str, str], complaint: str, alice: Client, deals: str, home: Home
) -> None:
    answer = alice.post(deals, {"action": "import"} | {f"f0-t0-{name}": value for name, value in fields.items()})
    assert answer.status_code == 422
    assert complaint in said(answer).replace("&#x27;", "'")
    assert not list(home.uploads.glob("*/mapping.yaml"))
    assert home.lake.current() is None


def test_what_was_typed_stays_in_a_form_that_was_refused(alice: Client, deals: str) -> None:
    answer = alice.post(deals, {"f0-add": "reps", "f0-t0-amount-from": "expression", "f0-t0-amount-written": "Wroth"})
    assert 'value="Wroth"' in answer.content.decode()
    assert 'value="reps"' in answer.content.decode()


def test_a_form_that_maps_nothing_imports_nothing(alice: Client, deals: str) -> None:
    tables = re.findall(r'name="(f0-t\d-table)"', alice.get(deals).content.decode())
    answer = alice.post(deals, {"action": "import"} | dict.fromkeys(tables, ""))
    assert answer.status_code == 422
    assert "Nothing would be imported" in said(answer)


def test_the_first_rows_are_shown_anew_without_keeping_anything(alice: Client, deals: str, home: Home) -> None:
    part = said(alice.post(f"{deals}check/", {"f0-t0-amount-from": "expression", "f0-t0-amount-written": "Worth + 1"}))
    assert "1,001" in part
    assert not list(home.uploads.glob("*/mapping.yaml"))


def test_trying_tells_what_would_become_of_each_row_and_writes_nothing(alice: Client, deals: str, home: Home) -> None:
    alice.post(deals, {"action": "try"})
    page = said(alice.get(deals))
    assert "Tried: nothing was written" in page
    assert "accepted 3" in page
    assert home.lake.current() is None


def test_an_import_stands_in_the_audit_log(alice: Client, deals: str, home: Home, db: None) -> None:
    home.state_path.touch()  # the store is this test's database
    alice.post(deals, {"action": "import"})
    entry = AuditEntry.objects.get(action="imported")
    assert (entry.who, entry.subject) == ("alice", "deals.csv")
    assert entry.after["edition"] == 1
    assert entry.after["files"][0]["read"] == entry.after["files"][0]["accepted"] == 3


def test_replacing_drops_what_a_newer_file_no_longer_has(alice: Client, deals: str, home: Home, tmp_path: Path) -> None:
    alice.post(deals, {"action": "import"})
    fewer = upload(alice, tmp_path, "deals.csv", "\n".join(SHOP.splitlines()[:3]))
    alice.post(fewer, {"action": "import", "replace": "on"})
    edition = home.lake.current()
    assert edition is not None
    assert edition.tables["deals"].rows == 2


def test_a_file_that_cannot_be_read_is_said_and_can_be_thrown_away(alice: Client, tmp_path: Path, home: Home) -> None:
    address = upload(alice, tmp_path, "empty.csv", "")
    page = alice.get(address, follow=True)
    assert "empty.csv" in said(page)
    alice.post(address, {"action": "discard"})
    assert not list(home.uploads.iterdir())


def test_an_upload_waits_on_the_data_page(alice: Client, deals: str, signed_in: As) -> None:
    assert deals in alice.get("/en/data/").content.decode()
    assert deals not in signed_in("vera").get("/en/data/").content.decode()


def test_nobody_without_the_role_sees_an_upload(deals: str, signed_in: As) -> None:
    assert signed_in("vera").get(deals).status_code == 403
    assert signed_in("vera").post(f"{deals}check/").status_code == 403


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "deals.xlsx can&#x27;t be read as a workbook"),
        ("hu", "deals.xlsx nem olvasható munkafüzetként"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of_in_words(
    language: str, told: str, alice: Client, tmp_path: Path
) -> None:
    address = upload(alice, tmp_path, "deals.xlsx", "PK\x03\x04 no workbook at all")
    page = said(alice.get(address.replace("/en/", f"/{language}/"), follow=True))
    assert told in page
    assert "refused" not in page


def test_a_format_is_said_in_words_with_a_cell_of_the_column(alice: Client, deals: str) -> None:
    page = said(alice.get(deals))
    assert "as found: day/month/year, such as 02/01/2024" in page
    assert "hónap/nap/év" in said(alice.get(deals.replace("/en/", "/hu/")))


def test_what_no_table_takes_offers_no_import_and_says_why(alice: Client, tmp_path: Path) -> None:
    """The third column has no name, which is no column's name either."""
    page = alice.get(upload(alice, tmp_path, "shapes.csv", "Xyzzy,Plugh,\nq,w,e\nr,t,y\n")).content.decode()
    for verb in ("try", "import"):
        assert re.search(rf'value="{verb}"\s+disabled aria-describedby="nothing"', page)
    assert "Nothing to import yet" in page
    assert "columns like these: Xyzzy, Plugh" in page
    assert "Column 3" not in page


def test_what_an_older_version_kept_of_an_upload_is_looked_at_again(alice: Client, deals: str, home: Home) -> None:
    (kept,) = home.uploads.glob("*/look.json")
    kept.write_text(kept.read_text().replace('"form": 3', '"form": 2'))
    assert "Nothing new in these files" not in said(alice.get(deals, follow=True))
    assert "deals.csv UTF-8 · 3 rows" in said(alice.get(deals))


@pytest.mark.parametrize(("written", "kept"), [("nem", "false"), ("Yes", "true"), ("ใช่", "true"), ("perhaps", None)])
def test_yes_and_no_are_the_same_in_every_language(
    written: str, kept: str | None, alice: Client, deals: str, home: Home
) -> None:
    alice.post(deals, {"f0-t0-table": "reps"})
    fields = {"f0-t0-name-from": "c4", "f0-t0-sells-from": "constant", "f0-t0-sells-written": written}
    answer = alice.post(deals, fields)
    assert answer.status_code == (302 if kept else 422)
    if kept:
        assert saved(home).tables[0].columns["sells"].constant == kept
        shown = {"false": "nem", "true": "igen"}[kept]
        assert f'value="{shown}"' in alice.get(deals.replace("/en/", "/hu/")).content.decode()


@pytest.mark.parametrize(
    ("code", "name"),
    [("utf-8", "UTF-8"), ("cp1252", "Windows-1252"), ("gb18030", "GB18030"), ("utf-16-le", "UTF-16")],
)
def test_an_encoding_has_the_name_that_people_know(code: str, name: str) -> None:
    assert encoding_name(code) == name


def test_what_spoke_for_a_guess_begins_as_a_sentence_does(alice: Client, tmp_path: Path) -> None:
    page = said(alice.get(upload(alice, tmp_path, "shapes.csv", "Xyzzy,Plugh\nq,w\n")))
    assert "No table of the sales model has columns like these" in page
    hungarian = said(alice.get(upload(alice, tmp_path, "deals.csv", SHOP).replace("/en/", "/hu/")))
    assert re.search(r"A tábla \d+ további oszlopa", hungarian)
    assert re.search(r"Ismert fejléc \(\w+\)", hungarian)
