"""Letting go of old editions, by the rule that the workspace sets; pinned ones stay."""

import datetime as dt
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path

from keyfunnel.lake import delta, layout
from keyfunnel.lake.edition import Edition, read
from keyfunnel.lake.files import make_durable
from keyfunnel.model.workspace import Workspace


def pin(lake: Path, number: int) -> None:
    """Keep the edition whatever the rule says."""
    layout.pin(layout.edition(lake, number)).touch()


def unpin(lake: Path, number: int) -> None:
    layout.pin(layout.edition(lake, number)).unlink(missing_ok=True)


def is_pinned(edition: Edition) -> bool:
    return layout.pin(edition.folder).exists()


def superfluous(editions: Sequence[Edition], rule: Workspace, now: dt.datetime) -> list[Edition]:
    """Those of ``editions`` (oldest first) that needn't stay.

    The newest ``rule.editions_kept`` stay; before them the last of each day for ``rule.editions_daily_days`` days,
    and of older ones the last of each month.
    """
    older = list(editions)[: max(0, len(editions) - rule.editions_kept)]
    staying: dict[object, Edition] = {}
    for edition in older:
        day = edition.created_at.date()
        recent = now - edition.created_at <= dt.timedelta(days=rule.editions_daily_days)
        staying[day if recent else (day.year, day.month)] = edition
    kept = {edition.number for edition in staying.values()}
    return [edition for edition in older if edition.number not in kept and not is_pinned(edition)]


def thin(lake: Path, rule: Workspace, now: dt.datetime | None = None) -> list[int]:
    """Remove what is superfluous, and the tables' files that no edition names any more. Only while holding the lock.

    Killed half-way, an edition is there or gone, and the next import clears the rest.
    """
    standing = [read(layout.edition(lake, number)) for number in layout.numbers(lake)]
    gone = superfluous(standing, rule, now or dt.datetime.now(dt.UTC))
    for edition in gone:
        passing = layout.editions(lake) / f"{layout.UNFINISHED}{uuid.uuid4().hex[:12]}"
        edition.folder.rename(passing)
        make_durable(layout.editions(lake))
        shutil.rmtree(passing)
    if gone:
        _sweep(lake, [edition for edition in standing if edition not in gone])
    return [edition.number for edition in gone]


def _sweep(lake: Path, standing: Sequence[Edition]) -> None:
    tables = {name for edition in standing for name in edition.tables}
    for folder in (layout.table_folder(lake, name) for name in sorted(tables)):
        named = {file for edition in standing if folder.name in edition.tables for file in edition.files(folder.name)}
        named |= {folder / file for file in delta.files(folder)}
        for file in folder.rglob("*.parquet"):
            if file not in named and delta.LOG not in file.relative_to(folder).parts:
                file.unlink()
