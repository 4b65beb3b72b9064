"""CSV for people who open it in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

# A spreadsheet runs a cell that begins like a formula; a leading apostrophe keeps it text.
RISKY = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_A_TIME = 10_000


def as_csv(table: pa.Table) -> Iterator[bytes]:
    """UTF-8 with a byte order mark (Excel needs it), a header and all rows."""
    yield b"\xef\xbb\xbf" + _lines([table.column_names])
    for batch in table.to_batches(max_chunksize=ROWS_AT_A_TIME):
        columns = [column.to_pylist() for column in batch.columns]
        yield _lines([_safe(cell) for cell in row] for row in zip(*columns, strict=True))


def _lines(rows: Any) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell
