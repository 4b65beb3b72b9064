"""An import, cleaned and accounted for row by row, against reading the same file with nothing of that."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import duckdb

from benchmarks.contest import Contest
from benchmarks.exports import deals
from keyfunnel.intake.run import import_files
from keyfunnel.kpis.stored import SCHEMA
from keyfunnel.lake.home import Home
from keyfunnel.lake.measurements import Computing
from keyfunnel.model.workspace import Workspace

# The import alone: what is measured afterwards is the catalogue's contest.
NO_NUMBERS = Computing(lambda *_: None, lambda *_, **__: SCHEMA.empty_table(), lambda _: None, lambda *_: [])


def contests(size: int) -> Iterator[Contest]:
    with tempfile.TemporaryDirectory(prefix="keyfunnel-bench-") as name:
        folder = Path(name)
        _import(folder, deals(folder, 100))  # what a process loads once isn't measured
        file = deals(folder, size)
        yield Contest(
            "import of a CSV of deals",
            lambda: _import(folder, file),
            lambda: _read(folder, file),
            "DuckDB's read_csv into Parquet, nothing cleaned",
            goal=3,
        )


def _import(folder: Path, file: Path) -> None:
    home = Home(folder / uuid4().hex).create(Workspace())
    report = import_files(home, [file], measuring=NO_NUMBERS)
    assert report.files[0].quarantined == 0


def _read(folder: Path, file: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY (FROM read_csv('{file}')) TO '{folder / 'read.parquet'}'")
