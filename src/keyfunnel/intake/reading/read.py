"""Every table in the files and folders given."""

import tempfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import duckdb

from keyfunnel.intake.reading import load
from keyfunnel.intake.reading.aside import set_aside
from keyfunnel.intake.reading.delimited import read_delimited
from keyfunnel.intake.reading.groups import fill_down
from keyfunnel.intake.reading.json_text import is_json, read_json
from keyfunnel.intake.reading.kinds import Kind, kind, open_bytes
from keyfunnel.intake.reading.noticed import about_columns, noticed
from keyfunnel.intake.reading.parquet import read_parquet
from keyfunnel.intake.reading.places import Place, places
from keyfunnel.intake.reading.raw import Raw
from keyfunnel.intake.reading.sheet import Sheet, SheetColumn
from keyfunnel.intake.reading.utf8 import to_utf8
from keyfunnel.intake.reading.workbook import read_workbook
from keyfunnel.intake.typing.census import take
from keyfunnel.intake.typing.detect import readings
from keyfunnel.intake.typing.reading import in_units
from keyfunnel.intake.typing.tidy import tidy
from keyfunnel.intake.typing.units import unit_of
from keyfunnel.model.errors import BadInput
from keyfunnel.model.workspace import Workspace
from keyfunnel.texts import N_

Progress = Callable[[str, int, int], None]


def read(
    con: duckdb.DuckDBPyConnection, paths: Sequence[Path], workspace: Workspace, progress: Progress | None = None
) -> list[Sheet]:
    """The sheets of ``paths`` (files, or folders and zip archives of files), each loaded into a table on ``con``.

    ``progress(name, done, total)`` is called with bytes as files are read. Raises :class:`BadInput` for a path that
    doesn't exist, and for a file given by name that holds no table; in a folder such a file is a sheet without columns
    and with a finding.
    """
    with tempfile.TemporaryDirectory(prefix="keyfunnel-") as folder:
        return [
            sheet for place in places(paths, Path(folder)) for sheet in _read_place(con, place, workspace, progress)
        ]


def _read_place(
    con: duckdb.DuckDBPyConnection, place: Place, workspace: Workspace, progress: Progress | None
) -> list[Sheet]:
    if not (place.given or place.expected):
        return [_no_table(con, place, N_("Not read: {name} isn't CSV, JSON, Excel or Parquet"))]
    try:
        raws = _read_file(con, place, workspace, progress)
    except BadInput:
        if place.given:
            raise
        return [_no_table(con, place, N_("Not read: {name} holds no table that can be read"))]
    return [_sheet(con, place, raw, workspace) for raw in raws]


def _read_file(
    con: duckdb.DuckDBPyConnection, place: Place, workspace: Workspace, progress: Progress | None
) -> list[Raw]:
    total, done = place.path.stat().st_size, 0

    def advance(size: int) -> None:
        nonlocal done
        done += size
        if progress:
            progress(place.name, min(done, total), total)

    with tempfile.TemporaryDirectory(prefix="keyfunnel-") as folder:
        match kind(place.path):
            case Kind.PARQUET:
                raws = [read_parquet(con, place.path)]
            case Kind.WORKBOOK:
                with open_bytes(place.path) as content:
                    raws = read_workbook(con, place.path, content if content.seekable() else BytesIO(content.read()))
            case Kind.TEXT if is_json(place.path):
                text = to_utf8(place.path, Path(folder, "text"), workspace.locale, advance)
                raws = [read_json(con, place.name, text)]
            case Kind.TEXT:
                raws = [read_delimited(con, place, Path(folder, "text"), workspace.locale, advance)]
            case Kind.OTHER:
                raise BadInput(
                    N_("{file} is not a table. Give CSV, TSV, JSON, Excel or Parquet, compressed or not."),
                    file=place.name,
                )
            case Kind.ARCHIVE:
                raise BadInput(
                    N_("{file} is an archive of a kind that can't be read: give a zip, or unpack it first"),
                    file=place.name,
                )
    if not raws:
        raise BadInput(N_("{file} has no worksheet with anything on it"), file=place.name)
    if progress:
        progress(place.name, total, total)
    return raws


def _sheet(con: duckdb.DuckDBPyConnection, place: Place, raw: Raw, workspace: Workspace) -> Sheet:
    aside, aside_rows = set_aside(con, raw)
    rows = load.count_rows(con, raw.relation)
    filled_down = tuple(fill_down(con, raw, rows))
    width = len(raw.headers)
    census = take(con, raw.relation, width, rows)
    as_they_stand = tidy(con, raw.relation, width, rows, raw.blanks, census)
    typed = readings(con, raw.relation, as_they_stand, workspace, census)
    columns = tuple(
        SheetColumn(position, header, in_units(found, unit_of(header, workspace.locale).power), stands)
        for position, (header, found, stands) in enumerate(zip(raw.headers, typed, as_they_stand, strict=True))
    )
    findings = (*raw.findings, *filled_down, *about_columns(columns))
    sheet = Sheet(
        place.told,
        place.name,
        raw.sheet,
        raw.relation,
        columns,
        raw.encoding,
        raw.delimiter,
        rows,
        findings,
        aside,
        aside_rows,
        census,
    )
    if columns and not rows:
        return sheet.with_findings(noticed("no_rows", N_("There is a header and nothing below it")))
    return sheet


def _no_table(con: duckdb.DuckDBPyConnection, place: Place, text: str) -> Sheet:
    relation = load.new_relation()
    load.create(con, relation, 0)
    return Sheet(place.told, place.name, None, relation, findings=(noticed("not_a_table", text, name=place.name),))
