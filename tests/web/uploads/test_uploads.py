"""Uploaded files keep their name, and nothing else of what a browser claims about them."""

import os
import shutil
import time
from pathlib import Path

import pytest
from django.test import Client

from keyfunnel.lake.home import Home
from keyfunnel.model.errors import NotThere
from keyfunnel.web.uploads.upload import Upload, forget_old, safe_name
from tests.web.uploads.sent import SHOP, upload


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        ("deals.csv", "deals.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\exports\\deals.csv", "deals.csv"),
        (".hidden", "hidden"),
        ("ดีล.csv", "ดีล.csv"),
        ("a\x00b\n.csv", "ab.csv"),
        ("..", "upload.csv"),
    ],
)
def test_a_name_has_no_folders_and_no_control_characters(claimed: str, kept: str, tmp_path: Path) -> None:
    assert safe_name(claimed, tmp_path) == kept


def test_a_second_file_of_the_same_name_is_numbered(tmp_path: Path) -> None:
    (tmp_path / "deals.csv.gz").touch()
    assert safe_name("deals.csv.gz", tmp_path) == "deals (2).csv.gz"


@pytest.mark.parametrize("token", ["..", "nothere", "a/b", ""])
def test_an_upload_is_found_only_by_its_own_token(token: str, home: Home) -> None:
    with pytest.raises(NotThere):
        Upload.find(home, token)


def test_uploads_that_nobody_imported_go_after_a_week(home: Home) -> None:
    old, young = home.uploads / "old", home.uploads / "young"
    for folder in (old, young):
        folder.mkdir()
    eight_days_ago = time.time() - 8 * 24 * 3600
    os.utime(old, (eight_days_ago, eight_days_ago))
    forget_old(home)
    assert [path.name for path in home.uploads.iterdir()] == ["young"]


def test_a_file_is_taken_though_the_folder_for_it_was_cleared_away(
    home: Home, alice: Client, settings: object, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(home.uploads)  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    shutil.rmtree(home.uploads)
    upload(alice, tmp_path, "deals.csv", SHOP)
    (sent,) = home.uploads.glob("*/files/*")
    assert sent.read_text() == SHOP
