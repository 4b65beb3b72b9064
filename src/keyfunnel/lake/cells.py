"""Stored values: one row for each KPI, period and group, found by key without reading the rest.

A file for each dimension and grain, as that is what a page or a chart shows; in it sorted by KPI, stage and start
in small row groups, so that one KPI's values are read without its neighbours'.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from functools import lru_cache, reduce
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from keyfunnel.model.calendar import Grain
from keyfunnel.model.workspace import Workspace

ORDER = ("dimension", "grain", "kpi", "stage", "start", "id")
ROWS_IN_A_GROUP = 4096


def keep(cells: pa.Table, folder: Path) -> None:
    """Write ``cells``, the columns of which :mod:`keyfunnel.kpis.stored` tells."""
    ordered = cells.sort_by([(name, "ascending") for name in ORDER])
    parts = ordered.group_by(["dimension", "grain"], use_threads=False).aggregate([([], "count_all")])
    start = 0
    for part in parts.to_pylist():
        path = _path(folder, part["dimension"], part["grain"])
        pq.write_table(ordered.slice(start, part["count_all"]), path, row_group_size=ROWS_IN_A_GROUP)
        start += part["count_all"]


def find(
    folder: Path,
    workspace: Workspace,
    kpis: Sequence[str],
    grain: Grain,
    dimension: str,
    start: dt.date | None,
    end: dt.date | None,
    stage: str | None,
    ids: Collection[str] | None = None,
) -> pa.Table:
    """The cells of ``kpis`` whose period touches ``[start, end)``, by KPI, stage, start and id; of the members ``ids``
    only, where given. No columns if none."""
    path = _path(folder, dimension, grain)
    if not path.exists():
        return pa.table({})
    written_at = path.stat().st_mtime_ns
    bounds = _kpi_bounds(path, written_at)
    groups = [i for i, (low, high) in enumerate(bounds) if any(low <= kpi <= high for kpi in kpis)]
    rows = pa.concat_tables([_group(path, written_at, i) for i in groups or [0]])
    asked = [pc.is_in(rows["kpi"], pa.array(kpis, pa.string()))]
    if start is not None:
        asked.append(pc.greater_equal(rows["start"], workspace.calendar.period(start, grain).start))
    if end is not None:
        asked.append(pc.less(rows["start"], end))
    if stage is not None:
        asked.append(pc.equal(rows["stage"], stage))
    if ids is not None:
        asked.append(pc.is_in(rows["id"], pa.array(ids, pa.string())))
    return rows.filter(reduce(pc.and_, asked))


@lru_cache(maxsize=256)
def _group(path: Path, written_at: int, number: int) -> pa.Table:
    """One row group, kept for the next page: a page asks for the same few again and again."""
    with pq.ParquetFile(path) as file:
        return file.read_row_group(number, use_threads=False)


@lru_cache(maxsize=512)
def _kpi_bounds(path: Path, written_at: int) -> list[tuple[str, str]]:
    """First and last KPI of each row group. ``written_at`` is part of the cache's key."""
    metadata = pq.read_metadata(path)
    place = metadata.schema.names.index("kpi")
    statistics = [metadata.row_group(i).column(place).statistics for i in range(metadata.num_row_groups)]
    return [(found.min, found.max) for found in statistics]


def _path(folder: Path, dimension: str, grain: str) -> Path:
    return folder / f"{dimension or 'total'}-{grain}.parquet"
