"""What a stored base table holds, from the statistics in its Parquet file: nothing is read."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from keyfunnel.kpis.facts import ColumnFacts, TableFacts


def look(path: Path) -> TableFacts:
    """Rows of the file, and of each column how many are filled, which dates bound it and which number it holds only.

    A column without statistics is left out.
    """
    metadata = pq.read_metadata(path)
    columns = {}
    for place in range(metadata.num_columns):
        groups = list(_statistics(metadata, place))
        if all(group is not None for group in groups):  # to ask whether None is in them ends the program
            columns[metadata.schema.column(place).name] = _column(groups)
    return TableFacts(metadata.num_rows, columns)


def _statistics(metadata: Any, place: int) -> Iterator[Any]:
    for group in range(metadata.num_row_groups):
        column = metadata.row_group(group).column(place)
        yield column.statistics if column.is_stats_set else None


def _column(groups: list[Any]) -> ColumnFacts:
    filled = sum(group.num_values for group in groups)
    return bounded_by(filled, [bound for group in groups if group.has_min_max for bound in (group.min, group.max)])


def bounded_by(filled: int, bounds: Sequence[Any]) -> ColumnFacts:
    """Of a column, from the least and greatest of its values, or of several parts of them."""
    known = [bound for bound in bounds if bound is not None]
    if known and all(type(bound) is dt.date for bound in known):
        return ColumnFacts(filled, min(known), max(known))
    same = bool(known) and type(known[0]) is int and all(bound == known[0] for bound in known)
    return ColumnFacts(filled, constant=known[0] if same else None)
