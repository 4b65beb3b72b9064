"""The Data page and bringing files in by the browser."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from keyfunnel.intake.run import import_files
from keyfunnel.lake.home import Home
from keyfunnel.web.uploads.upload import Upload
from tests.web.company import exports
from tests.web.test_goals_funnel import text_of

As = Callable[[str], Client]


def test_the_tables_show_rows_and_the_time_they_cover(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/data/")
    assert "68 rows" in page
    assert re.search(r"Apr\s2\s–\sDec\s1,\s2017", page)


def test_each_file_of_the_last_import_accounts_for_its_rows(company: Home, signed_in: As) -> None:
    page = text_of(signed_in("vera"), "/en/data/")
    assert "accepted 68" in page
    assert "quarantined 0" in page


@pytest.mark.parametrize(("name", "allowed"), [("alice", True), ("bob", True), ("vera", False)])
def test_uploading_takes_a_role_for_it(
    name: str, allowed: bool, home: Home, signed_in: As, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Upload, "start", lambda *_, **__: None)  # whether one may is told before anything runs
    client = signed_in(name)
    assert ("Bring in files" in text_of(client, "/en/data/")) is allowed
    with exports(tmp_path / "exports")[2].open("rb") as file:
        answer = client.post("/en/data/import/", {"files": [file]})
    assert answer.status_code == (302 if allowed else 403)
    assert any(home.uploads.iterdir()) is allowed


def test_a_file_is_uploaded_looked_at_and_imported_by_processes_of_their_own(
    home: Home, signed_in: As, tmp_path: Path
) -> None:
    client = signed_in("bob")
    files = [path.open("rb") for path in exports(tmp_path / "exports")]
    mapping = client.post("/en/data/import/", {"files": files})["Location"]
    ended(client, mapping)
    shown = text_of(client, mapping)
    assert "deals.csv" in shown
    assert "d001" in shown

    client.post(mapping, {"action": "import"})
    assert "Edition 1 stands" in ended(client, mapping)
    asked_again = client.get(f"{mapping}progress/", headers={"HX-Request": "true"})
    assert asked_again["HX-Refresh"] == "true"  # the rest of the page names the edition too
    edition = home.lake.current()
    assert edition is not None
    assert edition.tables["deals"].rows == 68


def ended(client: Client, mapping: str) -> str:
    """What the progress page says once the import has ended."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        answer = client.get(f"{mapping}progress/")
        page = answer.content.decode() if answer.status_code == 200 else ""
        if "You may leave this page" not in page:
            return page
        time.sleep(0.5)
    raise AssertionError("the import didn't end within 90 seconds")


def test_refused_rows_are_told_with_the_reason_in_the_readers_language(
    home: Home, signed_in: As, tmp_path: Path
) -> None:
    words, deals = tmp_path / "words.csv", tmp_path / "deals.csv"
    words.write_text("Field,Meaning\nsector,what they do\n")
    deals.write_text("deal_id,amount,created_at,closed_at,outcome\nd1,10,2017-01-01,2017-02-01,won\n,20,2017-01-02,,\n")
    import_files(home, [words, deals])
    page = text_of(signed_in("vera"), "/hu/data/quarantine/")
    assert (
        "words.csv Sor 2 Ez a fájl az értékesítési modell egyik táblájának sem felel meg Field sector Meaning" in page
    )
    assert "deals.csv Sor 3 deal_id" in page
