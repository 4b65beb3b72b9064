"""Killed at any moment, an import leaves the last edition whole, and the next one works."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.intake.company import Company, mapped, table

DEALS = mapped(deals=table("deals", deal_id="Id", amount="Value", source="Source"))

IMPORTER = """
import sys
from pathlib import Path
from keyfunnel.lake.home import Home
from tests.intake.test_interrupted import DEALS
from tests.intake.company import Company

def tell(phase, done, total):
    print(phase, flush=True)

from tests.intake import company
from keyfunnel.intake.run import import_files
import_files(Home(Path(sys.argv[1])), [Path(sys.argv[2])], DEALS, progress=tell, measuring=company.NO_NUMBERS)
print("done", flush=True)
"""


def export(rows: int, value: int) -> str:
    return "Id,Value,Source\n" + "".join(f"D{n},{value},Web\n" for n in range(rows))


@pytest.mark.parametrize(("phase", "wait"), [("clean", 0.05), ("save", 0.0), ("measure", 0.0)])
def test_a_killed_import_leaves_the_last_edition_and_the_next_one_works(
    company: Company, phase: str, wait: float
) -> None:
    company.bring(DEALS, deals=export(10, 1))
    company.write(deals=export(20_000, 2))

    command = [sys.executable, "-c", IMPORTER, str(company.home.path), str(company.folder / "deals.csv")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as importer:
        assert importer.stdout is not None
        for line in importer.stdout:
            if line.strip() == phase:
                time.sleep(wait)
                importer.send_signal(signal.SIGKILL)
                break
    killed = importer.returncode == -signal.SIGKILL

    standing = company.edition
    assert standing.number in (1, 2)
    assert len(company.column("deals", "amount")) == (10 if standing.number == 1 else 20_000)
    assert killed or standing.number == 2

    report = company.bring(DEALS, deals=export(30, 3))
    assert report.edition == standing.number + 1
    assert set(company.column("deals", "amount")) == ({3} if standing.number == 1 else {2, 3})
