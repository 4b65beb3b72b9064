"""Uploads that wait on the Data page, and what is kept of trying one."""

import datetime as dt
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from keyfunnel.lake.home import Home
from keyfunnel.model.errors import BadInput
from keyfunnel.web.uploads.upload import Upload
from tests.web.uploads.sent import SHOP, said, upload

CHANGED = "Since it was tried"


def waiting(client: Client, language: str = "en") -> list[str]:
    """What the Data page says of each upload."""
    page = client.get(f"/{language}/data/")
    items = re.findall(r'<li class="waiting">(.*?)</li>', page.content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", item).replace("\N{NARROW NO-BREAK SPACE}", " ").split()) for item in items]


def test_each_tells_when_it_came_by_the_clock_of_the_workspace(alice: Client, deals: str, home: Home) -> None:
    """Half past ten in the evening in Greenwich is the next morning in Bangkok, seven hours on."""
    home.save(replace(home.workspace, timezone="Asia/Bangkok"))
    (files,) = home.uploads.glob("*/files")
    came = dt.datetime(2026, 11, 30, 22, 30, tzinfo=dt.UTC).timestamp()
    os.utime(files, (came, came))
    assert waiting(alice) == ["deals.csv Dec 1, 2026 5:30 AM · read: 3 rows Go on Throw away"]
    assert "2026. dec. 1. 5:30 · beolvasva: 3 sor" in waiting(alice, "hu")[0].replace("\N{NO-BREAK SPACE}", " ")


def test_the_latest_stands_first(alice: Client, deals: str, home: Home, tmp_path: Path) -> None:
    (files,) = home.uploads.glob("*/files")
    os.utime(files, (0, 0))
    upload(alice, tmp_path, "later.csv", SHOP)
    alice.post(deals, {"action": "keep"})  # whichever was worked on last
    assert [one.split()[0] for one in waiting(alice)] == ["later.csv", "deals.csv"]


def test_one_that_cannot_be_read_says_why_and_can_only_be_thrown_away(alice: Client, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n")
    with (tmp_path / "photo.png").open("rb") as file:
        alice.post("/en/data/import/", {"files": [file]})
    (told,) = (one for one in waiting(alice) if one.startswith("photo.png"))
    assert "photo.png is not a table. Give CSV, TSV, JSON, Excel or Parquet, compressed or not." in told
    assert "Go on" not in told
    assert told.endswith("Throw away")


def test_one_without_rows_says_so_and_its_page_offers_to_throw_it_away_alone(alice: Client, tmp_path: Path) -> None:
    address = upload(alice, tmp_path, "deals.csv", SHOP.splitlines()[0] + "\n")
    assert "read: no rows to import" in waiting(alice)[0]
    page = said(alice.get(address))
    assert "Keep changes" not in page
    assert "Drop rows" not in page


def test_one_that_runs_says_what_is_done_and_leads_there(alice: Client, deals: str, home: Home) -> None:
    (folder,) = home.uploads.iterdir()
    work = Upload(folder)
    work.forget()
    work.tell("progress", {"task": "try"})
    (folder / "process").write_text(str(os.getpid()))
    (told,) = waiting(alice)
    assert "Trying the import" in told
    assert told.endswith("How far it is")


def test_one_that_was_tried_says_what_would_become_of_its_rows(alice: Client, deals: str) -> None:
    alice.post(deals, {"action": "try"})
    assert "tried: accepted 3 Go on" in waiting(alice)[0]


def test_a_trial_is_kept_when_a_newer_version_reads_the_files_again(alice: Client, deals: str, home: Home) -> None:
    alice.post(deals, {"action": "try"})
    (kept,) = home.uploads.glob("*/look.json")
    kept.write_text(json.dumps({**json.loads(kept.read_text()), "form": 0}))
    alice.get(deals, follow=True)
    assert "Tried: nothing was written" in said(alice.get(deals))


def test_a_trial_of_another_mapping_is_said_to_be_gone(alice: Client, deals: str) -> None:
    alice.post(deals, {"action": "try"})
    alice.post(deals, {"action": "keep"})
    assert "Tried: nothing was written" in said(alice.get(deals))  # what is kept is what was tried

    alice.post(deals, {"f0-t0-amount-from": "c0"})
    page = said(alice.get(deals))
    assert CHANGED in page
    assert "Tried: nothing was written" not in page
    assert "to be tried again" in waiting(alice)[0]

    alice.post(deals, {"action": "try"})
    assert CHANGED not in said(alice.get(deals))


def test_a_trial_on_another_edition_is_said_to_be_gone(alice: Client, deals: str, tmp_path: Path) -> None:
    alice.post(deals, {"action": "try"})
    other = upload(alice, tmp_path, "other.csv", SHOP.replace("1,02", "7,02"))
    alice.post(other, {"action": "import"})
    assert CHANGED in said(alice.get(deals))


def test_what_stopped_a_trial_is_told_until_the_mapping_changes(
    alice: Client, deals: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BadInput("the disk is full")

    monkeypatch.setattr("keyfunnel.web.uploads.job.bring_in", refuse)
    alice.post(deals, {"action": "try"})
    assert "the disk is full" in said(alice.get(deals))
    assert "the disk is full Go on" in waiting(alice)[0]
    alice.post(deals, {"f0-t0-amount-from": "c0"})
    assert "the disk is full" not in said(alice.get(deals))
    assert "read: 3 rows" in waiting(alice)[0]
