"""Stored values: one row for each KPI, period and group, found by key without reading the rest.

Sorted by dimension, grain, KPI, stage and start, in small row groups: a page's totals lie side by side, and one
KPI's values of a dimension too.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from keyfunnel.model.calendar import Grain
from keyfunnel.model.workspace import Workspace

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("kpi", "stage", "grain")),
        ("start", pa.date32()),
        *((name, pa.string()) for name in ("dimension", "id", "name")),
        *((name, pa.float64()) for name in ("value", "numerator", "denominator")),
        ("n", pa.int64()),
        *((name, pa.float64()) for name in ("low", "high")),
    ]
)
KEY = ("dimension", "grain", "kpi", "stage", "start", "id")
ROWS_IN_A_GROUP = 16_384


def keep(cells: pa.Table, path: Path) -> None:
    ordered = cells.select(SCHEMA.names).cast(SCHEMA).sort_by([(name, "ascending") for name in KEY])
    pq.write_table(ordered, path, row_group_size=ROWS_IN_A_GROUP, compression="zstd")


def find(
    path: Path,
    workspace: Workspace,
    kpis: Sequence[str],
    grain: Grain,
    dimension: str,
    start: dt.date | None,
    end: dt.date | None,
    stage: str | None,
) -> pa.Table:
    """The cells of ``kpis`` whose period touches ``[start, end)``, in the order of :data:`KEY`."""
    asked = (pc.field("dimension") == dimension) & (pc.field("grain") == grain.value) & pc.field("kpi").isin(list(kpis))
    if start is not None:
        asked &= pc.field("start") >= workspace.calendar.period(start, grain).start
    if end is not None:
        asked &= pc.field("start") < end
    if stage is not None:
        asked &= pc.field("stage") == stage
    return pq.read_table(path, filters=asked, partitioning=None)
