"""What an uploaded file looks like before it is imported: its sheets, some rows, and the suggested mapping."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from keyfunnel.intake.mapping import Mapping, suggest
from keyfunnel.intake.reading import LINE, Sheet, read
from keyfunnel.lake.home import Home
from keyfunnel.web.uploads import Upload

SAMPLES = 5


@dataclass(frozen=True)
class Preview:
    """``samples`` are the first values of each column that aren't empty, by ``(sheet's label, header)``."""

    sheets: tuple[Sheet, ...]
    suggested: Mapping
    samples: MappingType[tuple[str, str], tuple[str, ...]]


def preview(home: Home, upload: Upload) -> Preview:
    """Raises :class:`~keyfunnel.model.errors.BadInput` for a file that can't be read."""
    edition = home.lake.current()
    return _preview(home, upload.folder, edition.number if edition else 0)


@lru_cache(maxsize=16)
def _preview(home: Home, folder: Path, edition: int) -> Preview:
    upload = Upload(folder)
    with TemporaryDirectory() as scratch, duckdb.connect(config={"temp_directory": scratch}) as con:
        sheets = tuple(read(con, upload.files, home.workspace))
        suggested = suggest(con, sheets, home.workspace, home.lake.current())
        samples = {(sheet.label, header): values for sheet in sheets for header, values in _samples(con, sheet).items()}
    return Preview(sheets, suggested, samples)


def _samples(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> dict[str, tuple[str, ...]]:
    if not sheet.columns:
        return {}
    names = ", ".join(column.name for column in sheet.columns)
    rows = con.execute(f"SELECT {names} FROM {sheet.relation} ORDER BY {LINE} LIMIT 200").fetchall()
    return {
        column.header: tuple(dict.fromkeys(row[i].strip() for row in rows if row[i] and row[i].strip()))[:SAMPLES]
        for i, column in enumerate(sheet.columns)
    }
