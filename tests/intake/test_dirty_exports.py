"""Real exports made dirty at random: never a crash, every row accounted for, and no good deal lost.

Fifteen by default; KEYFUNNEL_DIRTY_FILES=10000 tries as many.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keyfunnel.lake.home import Home
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.model.workspace import Workspace
from tests.intake.company import Company
from tests.intake.dirt import EXPORTS, dirtied

FILES = int(os.environ.get("KEYFUNNEL_DIRTY_FILES", "15"))


@settings(max_examples=FILES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.sampled_from(sorted(EXPORTS)), st.integers(0, 2**32), st.integers(0, 25))
def test_a_dirty_export_is_accounted_for_to_the_last_row(name: str, seed: int, steps: int) -> None:
    export = EXPORTS[name]
    with TemporaryDirectory() as folder:
        company = Company(Home(Path(folder) / "home").create(Workspace(locale=export.locale)), Path(folder))
        path = Path(folder) / export.name
        path.write_bytes(dirtied(export, seed, steps))
        try:
            report = company.import_paths(None, path)
        except KeyfunnelError:
            return
        file = report.files[0]
        assert file.read == file.accepted + file.repaired + file.merged + file.quarantined
        if report.edition is None:
            assert file.quarantined == file.read
            return
        assert company.edition.quarantine().num_rows >= min(file.quarantined, 1)
        if file.table == "deals":
            assert len(company.rows("deals", "deal_id")) == file.accepted + file.repaired
        assert not company.import_paths(None, path).changed
