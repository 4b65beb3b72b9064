"""On a disk that is full an import says so, changes nothing, and works once there is room.

The disk is a small one of its own, mounted in a namespace that ends with the test.
"""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from keyfunnel.lake.full_disk import FullDisk
from keyfunnel.lake.home import Home
from keyfunnel.model.workspace import Workspace

SMALL_DISK = """
set -e
mount -t tmpfs -o size={small} tmpfs {disk}
set +e
{import_} ; echo "first: $?"
ls {disk}/home/lake/editions 2>/dev/null | wc -l
mount -o remount,size=64m {disk}
{import_} ; echo "then: $?"
ls {disk}/home/lake/editions
"""


def _can_mount() -> bool:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-Urm", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _can_mount(), reason="no disk can be mounted for the test here")
@pytest.mark.parametrize("small", ["100k", "350k"])
def test_an_import_on_a_full_disk_changes_nothing_and_works_once_there_is_room(tmp_path: Path, small: str) -> None:
    export, disk = tmp_path / "deals.csv", tmp_path / "disk"
    disk.mkdir()
    rows = (
        f"D{n},{n * 7 % 1000},{'Won' if n % 3 else 'Lost'},2024-01-{n % 28 + 1:02},2024-03-01\n" for n in range(9000)
    )
    export.write_text("Deal ID,Amount,Status,Created,Closed\n" + "".join(rows), encoding="utf-8")
    import_ = f"{sys.executable} -m keyfunnel.cli.main --home {disk}/home import {export}"
    script = SMALL_DISK.format(small=small, disk=disk, import_=import_)
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "COLUMNS": "400", "TMPDIR": str(tmp_path)},
    )
    assert done.stdout.split("\n")[0] == "first: 2", done.stderr
    assert "is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert "then: 0" in done.stdout, done.stderr
    assert done.stdout.split()[-1] == "000001"


def test_whatever_library_met_it_a_full_disk_is_told_in_words(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create(Workspace())
    with (
        pytest.raises(FullDisk, match=r"is full \([\d,]+ MB left\): make room and try again"),
        home.lake.draft(Workspace()),
    ):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(FullDisk), home.lake.draft(Workspace()):
        raise RuntimeError("Generic LocalFileSystem error: No space left on device (os error 28)")


def test_what_else_goes_wrong_is_told_as_it_is(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create(Workspace())
    with pytest.raises(ValueError, match="another"), home.lake.draft(Workspace()):
        raise ValueError("another thing")
