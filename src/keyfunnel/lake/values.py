"""The stored values of an edition: files of its own, or those of an edition before with what came since.

An update changes few periods. The files of the edition before are then shared by links (``values/``); ``newer/`` holds
the cells measured since, and ``stands.json`` says up to which start each series of each file stands.
"""

import datetime as dt
import json
import os
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache, reduce
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.lake import cells, layout
from keyfunnel.model.calendar import Grain
from keyfunnel.model.workspace import Workspace

AT_MOST = 0.5  # of the cells shared, before all are written anew

Stands = Mapping[str, Mapping[str, Mapping[str, dt.date]]]
"""By file, KPI and stage: cells that start before this day stand, others don't."""


def keep(edition: Path, values: pa.Table) -> None:
    """Write all values of an edition."""
    cells.keep(values, layout.values(edition))


def keep_newer(edition: Path, before: Path, values: pa.Table, stands: Stands) -> None:
    """Write the values of an edition that has, beside ``values``, those of the one ``before`` that stand."""
    shared = _stands(before)
    if shared is not None:
        came = [_left(table, stands.get(name, {})) for name, table in cells.everything(layout.newer(before)).items()]
        values = pa.concat_tables([cells.worded(values), *came])
        stands = {name: _both(shared.get(name, {}), series) for name, series in stands.items()}
    kept = sum(cells.count(path) for path in layout.values(before).glob("*.parquet"))
    if values.num_rows > AT_MOST * kept or not _linked(before, edition):
        rest = [_left(table, stands.get(name, {})) for name, table in cells.everything(layout.values(before)).items()]
        return keep(edition, pa.concat_tables([cells.worded(values), *rest]))
    layout.newer(edition).mkdir()
    cells.keep(values, layout.newer(edition))
    document = {
        name: {kpi: {stage: day.isoformat() for stage, day in of_kpi.items()} for kpi, of_kpi in series.items()}
        for name, series in stands.items()
    }
    layout.stands(edition).write_text(json.dumps(document), encoding="utf-8")
    return None


def everything(edition: Path, only: str = "", columns: Sequence[str] | None = None) -> list[pa.Table]:
    """All values in tables by the file that they are kept in, words once with numbers in their place; or those of files
    whose names begin with ``only``."""
    stands = _stands(edition)
    shared = cells.everything(layout.values(edition), only, columns)
    if stands is None:
        return list(shared.values())
    newer = cells.everything(layout.newer(edition), only, columns)
    return [*(_left(table, stands.get(name, {})) for name, table in shared.items()), *newer.values()]


def find(
    edition: Path,
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
    rows = _rows(edition, kpis, grain, dimension)
    if rows is None:
        return pa.table({})
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


def measured(edition: Path) -> tuple[frozenset[tuple[str, str, str]], dict[Grain, dt.date]]:
    """The series (KPI, stage, dimension) that an edition has values of, and with which period of each grain they
    begin."""
    found = {
        (one["kpi"], one["stage"], one["dimension"])
        for table in everything(edition, columns=["kpi", "stage", "dimension", "start"])
        for one in _distinct(table)
    }
    begins: dict[Grain, dt.date] = {}
    for table in everything(edition, only="total-", columns=["kpi", "stage", "grain", "start"]):
        if table.num_rows:
            grain = Grain(table["grain"][0].as_py())
            first = pc.min(table["start"]).as_py()
            begins[grain] = min(first, begins.get(grain, first))
    return frozenset(found), begins


def _distinct(table: pa.Table) -> list[dict[str, str]]:
    """The KPIs and stages in a file of one dimension, which has them one after the other."""
    kpi, stage, dimension = (_numbered(table[name]) for name in ("kpi", "stage", "dimension"))
    number = kpi.indices.to_numpy().astype(np.int64) * len(stage.dictionary) + stage.indices.to_numpy()
    places = np.unique(number, return_index=True)[1]
    found: list[dict[str, str]] = (
        pa.table({"kpi": kpi, "stage": stage, "dimension": dimension}).take(places).to_pylist()
    )
    return found


def _rows(edition: Path, kpis: Sequence[str], grain: str, dimension: str) -> pa.Table | None:
    rows = cells.find(layout.values(edition), kpis, grain, dimension)
    stands = _stands(edition)
    if stands is None:
        return rows
    newer = cells.find(layout.newer(edition), kpis, grain, dimension)
    asked = pa.array(kpis, pa.string())
    both = [one.filter(pc.is_in(one["kpi"], asked)) for one in (rows, newer) if one is not None]
    if rows is not None:
        both[0] = _left(both[0], stands.get(cells.name_of(dimension, grain), {}))
    if len(both) < 2:
        return both[0] if both else None
    found = pa.concat_tables(both)  # of one series in its order, as what came starts later
    if len(kpis) > 1 or len(found["stage"].unique()) > 1:
        found = found.sort_by([(name, "ascending") for name in ("kpi", "stage", "start", "id")])
    return found


def _left(table: pa.Table, series: Mapping[str, Mapping[str, dt.date]]) -> pa.Table:
    """The cells that stand of one file's."""
    kpi, stage = (_numbered(table[name]) for name in ("kpi", "stage"))
    kpis, stages = kpi.dictionary.to_pylist(), stage.dictionary.to_pylist()
    days = [_day(series.get(one, {}).get(other)) for one in kpis for other in stages]
    until = np.array(days, np.int64).reshape(len(kpis), len(stages))
    starts = table["start"].cast(pa.int32()).to_numpy()
    return table.filter(pa.array(starts < until[kpi.indices.to_numpy(), stage.indices.to_numpy()], pa.bool_()))


def _numbered(column: pa.ChunkedArray) -> pa.DictionaryArray:
    array = column.combine_chunks()
    return array if isinstance(array, pa.DictionaryArray) else array.dictionary_encode()


def _day(day: dt.date | None) -> int:
    return np.iinfo(np.int64).min if day is None else (day - dt.date(1970, 1, 1)).days


def _both(
    shared: Mapping[str, Mapping[str, dt.date]], series: Mapping[str, Mapping[str, dt.date]]
) -> dict[str, dict[str, dt.date]]:
    """Up to when what an edition shares stands in the next one too."""
    return {
        kpi: {stage: min(day, shared[kpi][stage]) for stage, day in of_kpi.items() if stage in shared.get(kpi, {})}
        for kpi, of_kpi in series.items()
    }


def _stands(edition: Path) -> Stands | None:
    path = layout.stands(edition)
    return _read(path, path.stat().st_mtime_ns) if path.exists() else None


@lru_cache(maxsize=8)
def _read(path: Path, written_at: int) -> Stands:
    """``written_at`` is part of the cache's key: a folder may be made anew."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: {
            kpi: {stage: dt.date.fromisoformat(day) for stage, day in of_kpi.items()} for kpi, of_kpi in series.items()
        }
        for name, series in document.items()
    }


def _linked(before: Path, edition: Path) -> bool:
    try:
        for path in layout.values(before).glob("*.parquet"):
            os.link(path, layout.values(edition) / path.name)
    except OSError:  # a file system without links, say
        for path in layout.values(edition).glob("*.parquet"):
            path.unlink()
        return False
    return True
