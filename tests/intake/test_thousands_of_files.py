"""Many files as bad as files get, several to an import: never a crash, and every row accounted for.

``KEYFUNNEL_DIRTY_FILES`` says how many (a release is tried with 10,000), ``KEYFUNNEL_DIRTY_FROM`` from which number on,
and ``KEYFUNNEL_DIRTY_PROCESSES`` in how many processes.
"""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from keyfunnel.intake.report import FileReport
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.model.workspace import Workspace
from tests.intake.company import Company
from tests.intake.dirt import dirty_file

FILES = int(os.environ.get("KEYFUNNEL_DIRTY_FILES", "20"))
FIRST = int(os.environ.get("KEYFUNNEL_DIRTY_FROM", "0"))
PROCESSES = int(os.environ.get("KEYFUNNEL_DIRTY_PROCESSES", "1"))
TOGETHER = 10


def brought(numbers: list[int]) -> list[str]:
    """Import these files as one folder, a single one by its name; what went wrong, each with its number. Where the
    folder is refused for one of them, each alone."""
    files = [dirty_file(number) for number in numbers]
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "files"
        folder.mkdir()
        company = Company(Home(Path(scratch) / "home").create(Workspace(locale=files[0].locale)), folder)
        for file in files:
            (folder / file.name).write_bytes(file.content)
        try:
            report = company.import_paths(None, folder / files[0].name if len(files) == 1 else folder)
            for one in report.files:
                _accounted(one)
            if report.edition is None:
                assert all(one.read == one.quarantined for one in report.files)
                return []
            refused = sum(one.quarantined for one in report.files)
            assert company.edition.quarantine().num_rows >= min(refused, 1)
            for name in company.edition.tables:
                company.edition.read(name)
        except KeyfunnelError:
            return [] if len(numbers) == 1 else [wrong for number in numbers for wrong in brought([number])]
        except Exception as error:
            if len(numbers) > 1:
                alone = [wrong for number in numbers for wrong in brought([number])]
                return alone or [f"{numbers} together: {type(error).__name__}: {error}"]
            return [f"{numbers[0]} {files[0].name}: {type(error).__name__}: {error}"]
    return []


def _accounted(file: FileReport) -> None:
    assert file.read == file.accepted + file.repaired + file.merged + file.quarantined, file
    assert min(file.accepted, file.repaired, file.merged, file.quarantined) >= 0, file


def test_no_file_breaks_an_import_or_loses_a_row() -> None:
    numbers = range(FIRST, FIRST + FILES)
    parts = [list(numbers[start : start + TOGETHER]) for start in range(0, FILES, TOGETHER)]
    if PROCESSES == 1:
        found = map(brought, parts)
        assert [wrong for part in found for wrong in part] == []
        return
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        assert [wrong for part in pool.map(brought, parts) for wrong in part] == []
