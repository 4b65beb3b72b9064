"""How far an import is: of all files and steps, never full before it is done."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from keyfunnel.web.background import Background, Teller
from keyfunnel.web.templatetags.names import doing
from keyfunnel.web.uploads.steps import Steps


class Heard(Teller):
    """Keeps what it is told."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Background(folder), "look")
        self.told: list[tuple[str, float]] = []
        self.last: Mapping[str, Any] = {}

    def __call__(self, place: Mapping[str, Any], done: float, total: int) -> None:
        self.told.append((place["doing"], done / total if total else 0.0))
        self.last = place


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Of 100 and 300 bytes."""
    made = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file, size in zip(made, (100, 300), strict=True):
        file.write_bytes(b"x" * size)
    return made


def test_the_bar_is_of_all_files_and_half_of_each_is_finding_out_what_it_holds(
    files: list[Path], tmp_path: Path
) -> None:
    heard = Heard(tmp_path)
    steps = Steps(heard, "look", files)
    for name, done, total in (("a.csv", 50, 100), ("a.csv", 100, 100), ("b.csv", 150, 300), ("b.csv", 300, 300)):
        steps(name, done, total)
    assert heard.told == [("read", 50 / 800), ("columns", 100 / 800), ("read", 350 / 800), ("columns", 500 / 800)]


def test_an_archive_counts_as_the_files_in_it(files: list[Path], tmp_path: Path) -> None:
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    heard = Heard(tmp_path)
    steps = Steps(heard, "look", [packed])
    steps("a.csv", 100, 100)
    assert heard.told == [("columns", 100 / 800)]


def test_each_step_says_which_of_how_many_it_is(files: list[Path], tmp_path: Path) -> None:
    heard = Heard(tmp_path)
    steps = Steps(heard, "import", files)
    with override("en"):
        steps("a.csv", 50, 100)
        assert doing(heard.last) == "Step 1 of 4: Reading a.csv"
        steps("clean", 1, 2)
        assert doing(heard.last) == "Step 2 of 4: Cleaning"
        steps("measure", 1, 1)  # how far that is nobody knows
        assert doing(heard.last) == "Step 4 of 4: Measuring every KPI"
    assert heard.told[-2:] == [("clean", 0.5), ("measure", 0.0)]


def test_a_look_is_one_step_and_counts_none(files: list[Path], tmp_path: Path) -> None:
    heard = Heard(tmp_path)
    Steps(heard, "look", files)("b.csv", 300, 300)
    with override("en"):
        assert doing(heard.last) == "Finding out what the columns of b.csv hold"


def test_a_new_step_is_told_at_once_however_soon_it_comes(tmp_path: Path) -> None:
    work = Background(tmp_path)
    teller = Teller(work, "try")
    teller({"doing": "read"}, 1, 10)
    teller({"doing": "read"}, 2, 10)
    assert work.progress["done"] == 1
    teller({"doing": "clean"}, 0, 5)
    assert work.progress == {"task": "try", "doing": "clean", "done": 0, "total": 5}


def test_no_step_is_said_to_be_full_while_it_runs(files: list[Path], tmp_path: Path) -> None:
    heard = Heard(tmp_path)
    Steps(heard, "try", files)("clean", 2, 2)
    assert heard.told == [("clean", 0.99)]
