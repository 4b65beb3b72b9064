"""SIGKILL at random moments of an import and its measuring: what stands is whole, and the next import works.

``KEYFUNNEL_KILLS`` sets how many (a release is tried with 200).
"""

import json
import multiprocessing
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from keyfunnel.intake.run import import_files
from keyfunnel.lake import edition, layout
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace

KILLS = int(os.environ.get("KEYFUNNEL_KILLS", "5"))
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


def killed(work: Callable[[str, str], None], home: Home, path: Path, seconds: float) -> Edition:
    """What stands after ``work`` was killed within ``seconds``."""
    importer = SERVER.Process(target=work, args=(str(home.path), str(path)))
    importer.start()
    importer.join(seconds)
    importer.kill()
    importer.join()
    after = home.lake.current()
    assert after is not None
    return after


def test_a_kill_at_any_moment_leaves_one_of_the_two_states(tmp_path: Path) -> None:
    chance = random.Random(7)
    home = Home(tmp_path / "home").create(Workspace())
    paths = [export(tmp_path, "deals.csv", 1), export(tmp_path, "newer.csv", 2)]
    started = time.perf_counter()
    import_files(home, [paths[0]])
    usual = time.perf_counter() - started
    for turn in range(1, KILLS + 1):
        before = home.lake.current()
        assert before is not None
        worth = revenue(before)
        brought = paths[0 if worth == 2 * DEALS else 1]
        after = killed(bring, home, brought, chance.uniform(0, usual))
        assert after.number in (before.number, before.number + 1), turn
        assert revenue(after) == (worth if after.number == before.number else 3 * DEALS - worth)
    import_files(home, [export(tmp_path, "last.csv", 5)])
    last = home.lake.current()
    assert last is not None
    assert revenue(last) == 5 * DEALS


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
        before = home.lake.current()
        assert before is not None
        worth = revenue(before)
        value = 3 if worth == DEALS + FEW else 2
        after = killed(bring_few, home, paths[value], chance.uniform(0, usual))
        assert after.number in (before.number, before.number + 1), turn
        assert revenue(after) == (worth if after.number == before.number else DEALS + (value - 1) * FEW)
    import_files(home, [export(tmp_path, "last.csv", 9, FEW)])
    last = home.lake.current()
    assert last is not None
    told = json.loads(layout.measured(last.folder).read_text(encoding="utf-8"))
    assert told["ways"]["deals"] == "merged"
    assert revenue(last) == DEALS + 8 * FEW
