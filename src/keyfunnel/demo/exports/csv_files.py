"""CSV files written batch by batch, so that their size doesn't matter."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow.csv import CSVWriter

from keyfunnel.demo.arrays import Column, where


class CsvFiles:
    """Open files of one folder by name. Text is quoted, NaT and None are empty, moments read 2026-03-04 09:30:00."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[str, Any] = {}
        self.rows: dict[str, int] = {}

    def write(self, file: str, columns: Mapping[str, Column]) -> None:
        """Append rows; the headers are those of the first batch."""
        table = pa.table({header: _arrow(column) for header, column in columns.items()})
        if file not in self._writers:
            self._writers[file] = CSVWriter(self._folder / f"{file}.csv", table.schema)
            self.rows[file] = 0
        self._writers[file].write_table(table)
        self.rows[file] += table.num_rows

    def __enter__(self) -> "CsvFiles":
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._writers.values():
            writer.close()


def _arrow(column: Column) -> pa.Array:
    if column.dtype == object:
        return pa.array(column, pa.string())
    if column.dtype.kind == "M":
        return pa.array(column, pa.date32() if column.dtype == np.dtype("datetime64[D]") else pa.timestamp("s"))
    return pa.array(column)


def yes_or_no(flags: Column) -> Column:
    return where(flags, "Yes", "No").astype(object)
