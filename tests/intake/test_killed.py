"""SIGKILL at random moments of an import and its measuring: what stands is whole, and the next import works.

``KEYFUNNEL_KILLS`` sets how many (a release is tried with 200).
"""

import contextlib
import json
import multiprocessing
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from keyfunnel.intake.run import import_files
from keyfunnel.lake import edition, layout
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace

KILLS = int(os.environ.get("KEYFUNNEL_KILLS", "3"))
DEALS = 400
FEW = 5
# Forked from a process that has loaded everything and opened nothing: an import then begins at once.
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["keyfunnel.intake.run", "keyfunnel.kpis.measure", "keyfunnel.funnel.chain", "pandas"])


def export(folder: Path, name: str, value: int, deals: int = DEALS) -> Path:
    """Every deal won at ``value``, so that what stands shows which import it is of."""
    rows = (f"D{n},{value},Won,2024-01-{n % 28 + 1:02},2024-02-{n % 28 + 1:02},Rep {n % 9}\n" for n in range(deals))
    path = folder / name
    path.write_text("Deal ID,Amount,Status,Created,Closed,Owner\n" + "".join(rows), encoding="utf-8")
    return path


def bring(home: str, path: str) -> None:
    import_files(Home(Path(home)), [Path(path)])


def bring_few(home: str, path: str) -> None:
    """As a large edition is brought what changed: with what is there of the one before."""
    edition.LARGE = 0
    bring(home, path)


def revenue(made: Edition) -> float:
    """As measured; what is at rest must say the same."""
    (measured,) = made.values("revenue", "year")
    at_rest = sum(made.read("deals", ["amount"])["amount"].to_pylist())
    assert measured.value == float(at_rest)
    assert made.facts().prepared["chains"].count().to_pyarrow().as_py() == DEALS
    return float(at_rest)


def current(home: Home) -> Edition:
    found = home.lake.current()
    assert found is not None
    return found


def killed(work: Callable[[str, str], None], home: Home, path: Path, seconds: float) -> Edition:
    """What stands after ``work`` was killed within ``seconds``."""
    importer = SERVER.Process(target=work, args=(str(home.path), str(path)))
    importer.start()
    importer.join(seconds)
    importer.kill()
    importer.join()
    return current(home)


def command(home: Home, path: Path) -> list[str]:
    return [sys.executable, "-m", "keyfunnel.cli.main", "--home", str(home.path), "import", str(path)]


def killed_import(home: Home, path: Path, seconds: float) -> Edition:
    return killed(bring, home, path, seconds)


def killed_command(home: Home, path: Path, seconds: float) -> Edition:
    """As a user runs it: what it started to measure for it goes on for a moment, and keeps nothing."""
    with subprocess.Popen(command(home, path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as importer:
        with contextlib.suppress(subprocess.TimeoutExpired):
            importer.wait(seconds)
        importer.kill()
    return current(home)


def alternately(kill: Callable[[Home, Path, float], Edition], home: Home, folder: Path, earliest: float) -> None:
    """Kills of imports of two exports in turns, between ``earliest`` of what one takes and its end."""
    chance = random.Random(7)
    paths = [export(folder, "deals.csv", 1), export(folder, "newer.csv", 2)]
    started = time.perf_counter()
    kill(home, paths[0], 600)
    usual = time.perf_counter() - started
    for turn in range(1, KILLS + 1):
        before = current(home)
        worth = revenue(before)
        brought = paths[0 if worth == 2 * DEALS else 1]
        after = kill(home, brought, chance.uniform(earliest * usual, usual))
        assert after.number in (before.number, before.number + 1), turn
        assert revenue(after) == (worth if after.number == before.number else 3 * DEALS - worth)
    import_files(home, [export(folder, "last.csv", 5)])
    assert revenue(current(home)) == 5 * DEALS


def test_a_kill_at_any_moment_leaves_one_of_the_two_states(tmp_path: Path) -> None:
    alternately(killed_import, Home(tmp_path / "home").create(Workspace()), tmp_path, 0)


def test_a_kill_at_any_moment_of_the_command_leaves_one_of_the_two_states(tmp_path: Path) -> None:
    """Which measures in a second process and a copy of that one; the first half of its time it reads and cleans."""
    alternately(killed_command, Home(tmp_path / "home").create(Workspace()), tmp_path, 0.3)


def test_a_kill_at_any_moment_of_an_update_leaves_one_of_the_two_states(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an edition that begins with the one before, whose files it shares."""
    chance = random.Random(11)
    home = Home(tmp_path / "home").create(Workspace())
    monkeypatch.setattr(edition, "LARGE", 0)
    import_files(home, [export(tmp_path, "deals.csv", 1)])
    paths = {value: export(tmp_path, f"few-{value}.csv", value, FEW) for value in (2, 3)}
    started = time.perf_counter()
    import_files(home, [paths[2]])
    usual = time.perf_counter() - started
    for turn in range(1, KILLS + 1):
        before = current(home)
        worth = revenue(before)
        value = 3 if worth == DEALS + FEW else 2
        after = killed(bring_few, home, paths[value], chance.uniform(0, usual))
        assert after.number in (before.number, before.number + 1), turn
        assert revenue(after) == (worth if after.number == before.number else DEALS + (value - 1) * FEW)
    import_files(home, [export(tmp_path, "last.csv", 9, FEW)])
    last = current(home)
    told = json.loads(layout.measured(last.folder).read_text(encoding="utf-8"))
    assert told["ways"]["deals"] == "merged"
    assert revenue(last) == DEALS + 8 * FEW
