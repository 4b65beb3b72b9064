"""An import measured by two processes comes to what one process comes to."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from keyfunnel.intake.run import import_files
from keyfunnel.lake.edition import Edition
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Measuring
from keyfunnel.lake.second_process import SETTING, Together, second_process
from keyfunnel.model.workspace import Workspace

LEADS = "Lead ID,Created,Converted,Owner\n" + "".join(f"L{n},2024-01-{n + 1:02},2024-02-03,Ann\n" for n in range(9))
DEALS = "Deal ID,Lead ID,Amount,Status,Created,Closed,Owner\n" + "".join(
    f"D{n},L{n},{n * 100},{'Won' if n % 2 else 'Lost'},2024-02-{n + 3:02},2024-03-{n + 1:02},Bob\n" for n in range(9)
)


def brought(folder: Path, measuring: Measuring | None = None) -> Edition:
    home = Home(folder / "home").create(Workspace())
    (folder / "leads.csv").write_text(LEADS, encoding="utf-8")
    (folder / "deals.csv").write_text(DEALS, encoding="utf-8")
    import_files(home, [folder / "leads.csv", folder / "deals.csv"], measuring=measuring)
    edition = home.lake.current()
    assert edition is not None
    return edition


def kept(edition: Edition) -> dict[str, list[dict[str, object]]]:
    """Every row of every file beside the edition's tables, in an order of its own."""
    files = sorted(edition.folder.glob("*/*.parquet"))
    rows = {path.relative_to(edition.folder).as_posix(): pq.read_table(path).to_pylist() for path in files}
    return {name: sorted(found, key=str) for name, found in rows.items()}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    return kept(brought(tmp_path_factory.mktemp("alone")))


def test_two_processes_keep_what_one_keeps(
    tmp_path: Path, alone: dict[str, list[dict[str, object]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "2")
    with second_process() as together:
        assert together is not None
        found = kept(brought(tmp_path, together))
    assert {"prepared/deals.parquet", "funnel/chains.parquet", "values/total-month.parquet"} <= set(alone)
    assert found == alone


def test_one_whose_second_process_has_ended_measures_alone(
    tmp_path: Path, alone: dict[str, list[dict[str, object]]]
) -> None:
    command = [sys.executable, "-c", "raise SystemExit"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as ended:
        ended.wait()
        assert ended.stdin
        assert ended.stdout
        found = kept(brought(tmp_path, Together(ended, ended.stdin, ended.stdout)))
        with suppress(BrokenPipeError):
            ended.stdin.close()
    assert found == alone


def test_where_one_process_is_asked_for_there_is_no_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "1")
    with second_process() as together:
        assert together is None
