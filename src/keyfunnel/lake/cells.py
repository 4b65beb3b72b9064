"""Stored values: one row for each KPI, period and group, found by key without reading the rest.

A file for each dimension and grain, as that is what a page or a chart shows; in it sorted by KPI, stage and start
in small row groups, so that one KPI's values are read without its neighbours'.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

ORDER = ("dimension", "grain", "kpi", "stage", "start", "id")
WORDS = ["kpi", "stage", "grain", "dimension", "id", "name", "reason"]
ROWS_IN_A_GROUP = 4096


def keep(cells: pa.Table, folder: Path) -> None:
    """Write ``cells``, the columns of which :mod:`keyfunnel.kpis.stored` tells."""
    known = worded(cells).unify_dictionaries().combine_chunks()
    ordered = known.take(_in_order(known))
    # As words again when they are read: what the file says of its own types would have them be numbers with words.
    for part, path in _files(ordered, folder):
        pq.write_table(part, path, row_group_size=ROWS_IN_A_GROUP, store_schema=False)


def everything(folder: Path, only: str = "", columns: Sequence[str] | None = None) -> dict[str, pa.Table]:
    """All cells by the name of their file, where it begins with ``only``; each word once with numbers in its place."""
    found = {}
    for path in sorted(folder.glob(f"{only}*.parquet")):
        with pq.ParquetFile(path, read_dictionary=WORDS) as file:
            found[path.stem] = file.read(columns=columns)
    return found


def count(path: Path) -> int:
    """How many cells a file holds."""
    return int(pq.read_metadata(path).num_rows)


def worded(cells: pa.Table) -> pa.Table:
    """``cells`` as :func:`everything` gives them."""
    from keyfunnel.kpis.compute.numbered import coded  # who only reads shouldn't wait for an engine

    return coded(cells)


def _in_order(cells: pa.Table) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """The places of the rows by :data:`ORDER`; those without a member come last."""
    from keyfunnel.kpis.compute.numbered import ranked

    code = np.zeros(cells.num_rows, np.int64)
    for name in ORDER:
        column = cells[name].combine_chunks()
        if pa.types.is_dictionary(column.type):
            words = column.dictionary
            rank = np.empty(len(words) + 1, np.int64)
            rank[pc.sort_indices(words)] = np.arange(len(words))
            rank[-1] = len(words)
            numbers = rank[pc.fill_null(column.indices, len(words)).to_numpy(zero_copy_only=False)]
        else:
            numbers = column.cast(pa.int32()).to_numpy().astype(np.int64)
            numbers -= numbers.min(initial=0)
        code, _ = ranked(code * (int(numbers.max(initial=0)) + 1) + numbers)
    return np.argsort(code, kind="stable")


def _files(ordered: pa.Table, folder: Path) -> Iterator[tuple[pa.Table, Path]]:
    """Each dimension and grain by itself."""
    dimension, grain = (ordered[name].combine_chunks() for name in ("dimension", "grain"))
    key = dimension.indices.to_numpy() * len(grain.dictionary) + grain.indices.to_numpy()
    starts = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])[: len(key)]).tolist()
    for start, end in pairwise([*starts, len(key)]):
        yield ordered.slice(start, end - start), _path(folder, dimension[start].as_py(), grain[start].as_py())


def find(folder: Path, kpis: Sequence[str], grain: str, dimension: str) -> pa.Table | None:
    """The cells of ``kpis`` by KPI, stage, start and id, among those of others; None where none are kept."""
    path = _path(folder, dimension, grain)
    if not path.exists():
        return None
    written_at = path.stat().st_mtime_ns
    bounds = _kpi_bounds(path, written_at)
    groups = [i for i, (low, high) in enumerate(bounds) if any(low <= kpi <= high for kpi in kpis)]
    return pa.concat_tables([_group(path, written_at, i) for i in groups or [0]])


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


def name_of(dimension: str, grain: str) -> str:
    """What the file of a dimension ('' for totals) and grain is called."""
    return f"{dimension or 'total'}-{grain}"


def _path(folder: Path, dimension: str, grain: str) -> Path:
    return folder / f"{name_of(dimension, grain)}.parquet"
