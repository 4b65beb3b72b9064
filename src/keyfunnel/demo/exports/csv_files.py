"""CSV files written batch by batch, so that their size doesn't matter."""

from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow.csv import CSVWriter

from keyfunnel.demo.arrays import Column
from keyfunnel.demo.words import Text

# Batches that may wait to be written: enough to keep the writing busy, few enough to stay small.
_WAITING = 6


class CsvFiles:
    """Open files of one folder by name. Text is quoted, NaT and None are empty, moments read 2026-03-04 09:30:00.

    One thread writes, in the order of the batches, while the next ones are simulated.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[str, Any] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="csv")
        self._waiting: deque[Future[None]] = deque()
        self.rows: dict[str, int] = {}

    def write(self, file: str, columns: Mapping[str, Column | Text]) -> None:
        """Append rows; the headers are those of the first batch."""
        table = pa.table({header: _arrow(column) for header, column in columns.items()})
        if file not in self._writers:
            self._writers[file] = CSVWriter(self._folder / f"{file}.csv", table.schema)
            self.rows[file] = 0
        self.rows[file] += table.num_rows
        self._waiting.append(self._thread.submit(self._writers[file].write_table, table))
        if len(self._waiting) > _WAITING:
            self._waiting.popleft().result()

    def __enter__(self) -> "CsvFiles":
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=error is not None)
        for writer in self._writers.values():
            writer.close()
        if error is None:
            for written in self._waiting:
                written.result()


def _arrow(column: Column | Text) -> pa.Array:
    if isinstance(column, pa.Array):
        return column
    if column.dtype == object:
        return pa.array(column, pa.string())
    if column.dtype.kind == "M":
        return pa.array(column, pa.date32() if column.dtype == np.dtype("datetime64[D]") else pa.timestamp("s"))
    return pa.array(column)
