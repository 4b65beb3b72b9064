"""Whatever happens before the commit, the last edition stands and the next import works."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest
from deltalake import DeltaTable

from keyfunnel.lake import layout
from keyfunnel.lake.home import Home
from keyfunnel.model.errors import Busy
from tests.lake.conftest import bring, deals

# An import that stops while it measures: its tables are written, its edition isn't.
STUCK_IMPORT = """
import sys, time
from dataclasses import replace
from tests.lake.conftest import COUNTING, deals
from keyfunnel.lake.home import Home

def stuck(facts):
    print("measuring", flush=True)
    time.sleep(60)

home = Home.find(sys.argv[1])
with home.lake.draft(home.workspace, measuring=replace(COUNTING, measure=stuck)) as draft:
    draft.put("deals", deals(("other", "2030-01-01", None)))
    draft.commit()
"""


def left_unfinished(home: Home) -> list[str]:
    return [path.name for path in layout.unfinished(home.lake.path)]


def import_that_fails(home: Home) -> None:
    with home.lake.draft(home.workspace) as draft:
        draft.put("deals", deals(("other", "2025-01-01", None)))
        _ = 1 / 0


def test_an_error_leaves_nothing_behind(home: Home) -> None:
    bring(home)
    with pytest.raises(ZeroDivisionError):
        import_that_fails(home)
    current = home.lake.current()
    assert current is not None
    assert (current.number, current.read("deals").num_rows) == (1, 3)
    assert left_unfinished(home) == []
    assert bring(home).number == 2


def test_those_who_open_the_delta_table_by_itself_see_the_standing_edition(home: Home) -> None:
    bring(home)
    with pytest.raises(ZeroDivisionError):
        import_that_fails(home)
    assert DeltaTable(layout.table_folder(home.lake.path, "deals")).to_pyarrow_table().num_rows == 3


def test_a_draft_without_a_commit_changes_nothing(home: Home) -> None:
    with home.lake.draft(home.workspace) as draft:
        draft.put("deals", deals(("other", "2025-01-01", None)))
    assert home.lake.current() is None
    assert bring(home).read("deals").num_rows == 3


def test_an_import_that_is_running_is_named_and_one_that_was_killed_is_forgotten(home: Home) -> None:
    bring(home)
    command = [sys.executable, "-c", textwrap.dedent(STUCK_IMPORT), str(home.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "measuring\n"
        with pytest.raises(Busy, match=f"since .* \\(process {other.pid}\\)"), home.lake.draft(home.workspace):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait()

    current = home.lake.current()
    assert current is not None
    assert (current.number, current.facts().tables["deals"].count().execute()) == (1, 3)
    assert len(left_unfinished(home)) == 1

    following = bring(home, deals(("d4", "2024-05-01", None)))
    assert following.number == 2
    assert following.read("deals").column("deal_id").to_pylist() == ["d4"]
    assert left_unfinished(home) == []
    assert os.listdir(layout.editions(home.lake.path)) in (["000001", "000002"], ["000002", "000001"])
