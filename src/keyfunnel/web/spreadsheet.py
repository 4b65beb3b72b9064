"""CSV for people who open it in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from keyfunnel.model.calendar import Period

# A spreadsheet runs a cell that begins like a formula; a leading apostrophe keeps it text.
RISKY = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_A_TIME = 10_000


def csv_response(name: str, period: Period, rows: ir.Table) -> StreamingHttpResponse:
    """A file called by ``name`` and period of ``rows``, which are read once the answer is on its way."""
    response = StreamingHttpResponse(_read(rows), content_type="text/csv")
    called = f"{slugify(name, allow_unicode=True)}-{period.start}-{period.last_day}.csv"
    response.headers["Content-Disposition"] = content_disposition_header(True, called) or ""
    return response


def _read(rows: ir.Table) -> Iterator[bytes]:
    yield from as_csv(rows.to_pyarrow())


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
