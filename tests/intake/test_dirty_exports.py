"""Real exports made dirty at random: never a crash, every row accounted for, and no good deal lost.

Twenty each by default; KEYFUNNEL_DIRTY_FILES=10000 tries as many.
"""

import os
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keyfunnel.lake.home import Home
from keyfunnel.model.errors import KeyfunnelError
from keyfunnel.model.workspace import Workspace
from tests.intake.company import Company
from tests.intake.trials import crms, languages, wild
from tests.intake.trials.layout import Export

EXPORTS = {**crms.EXPORTS, **languages.EXPORTS, **wild.EXPORTS}
FILES = int(os.environ.get("KEYFUNNEL_DIRTY_FILES", "20"))
CELLS = (
    "",
    "n/a",
    "???",
    '"',
    "\t",
    "won",
    "-1",
    "1e999",
    "99/99/9999",
    "NULL",
    "=1+1",
    "ő",
    "\u200b",
    "\x00",
    "a\nb",
    "0",
    "1.2M",
    "๑๒๓",
    "3亿",
    "14h30",
    "(1.234,50) €",
    "2024年3月15日 下午2:05",
)


def dirtied(export: Export, seed: int, steps: int) -> bytes:
    """The export's bytes after so many small accidents to lines, cells and bytes."""
    chance = random.Random(seed)
    lines = export.text.splitlines(keepends=True)
    for _ in range(steps):
        at = chance.randrange(len(lines))
        cells = lines[at].rstrip("\r\n").split(export.delimiter)
        match chance.randrange(8):
            case 0:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 1:
                lines.insert(at, "\r\n")
            case 2:
                cells[chance.randrange(len(cells))] = chance.choice(CELLS)
            case 3:
                cells.append(chance.choice(CELLS))
            case 4 if len(cells) > 1:
                cells.pop(chance.randrange(len(cells)))
            case 5 if len(lines) > 1:
                lines.pop(at)
                continue
            case 6:
                chance.shuffle(lines)
                continue
            case _:
                cells = [cell[: chance.randrange(8)] for cell in cells]
        lines[at] = export.delimiter.join(cells) + "\r\n"
    content = bytearray("".join(lines).encode(export.encoding, "replace"))
    if steps > 10 and content:
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


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
