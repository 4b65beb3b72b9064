"""Records of a plain file of people or companies: its columns recognised by their headers."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from keyfunnel.intake.dedupe.clusters import Cluster, gather
from keyfunnel.intake.dedupe.fields import FIELDS, are_people, recognise
from keyfunnel.intake.dedupe.matching import THRESHOLD, match
from keyfunnel.intake.dedupe.records import Records
from keyfunnel.intake.reading import LINE, Sheet, read
from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace


@dataclass(frozen=True)
class FileMatches:
    """``records`` are named by their line in the file."""

    path: Path
    records: Records
    clusters: tuple[Cluster, ...]


def match_file(path: Path, workspace: Workspace, threshold: float = THRESHOLD) -> FileMatches:
    """Who is in the file more than once. Raises :class:`BadInput` for files that can't be read or don't say who."""
    with duckdb.connect() as con:
        sheets = [sheet for sheet in read(con, [path], workspace) if sheet.columns]
        if len(sheets) != 1:
            raise BadInput(f"{path}: one table is needed to look for duplicates in; there are {len(sheets)}")
        records = _records(con, sheets[0])
    return FileMatches(path, records, tuple(gather(match(records, threshold))))


def _records(con: duckdb.DuckDBPyConnection, sheet: Sheet) -> Records:
    by_header = {column.header: column for column in sheet.columns}
    columns = recognise(by_header)
    if not columns:
        headers = ", ".join(sheet.headers)
        known = ", ".join(field.words[0] for field in FIELDS)
        raise BadInput(f"{sheet.path}: none of its columns ({headers}) tells who somebody is, such as {known}")
    asked = [f"trim({quoted(by_header[one.source].name)}) AS {quoted(one.name)}" for one in columns]
    found: pa.Table = con.sql(
        f"SELECT {LINE}, {', '.join(asked)} FROM {sheet.relation} ORDER BY {LINE}"
    ).to_arrow_table()
    lines = tuple(str(line) for line in found.column(LINE).to_pylist())
    return Records(lines, columns, found.drop_columns([LINE]), are_people(columns))
