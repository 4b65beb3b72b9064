"""Every table in the files and folders given."""

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

import duckdb

from keyfunnel.intake.reading.sheet import Sheet, SheetColumn
from keyfunnel.intake.typing.reading import Reading
from keyfunnel.model.table import Type
from keyfunnel.model.workspace import Workspace

_numbers = count(1)


def read(
    con: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    workspace: Workspace,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Sheet]:
    """The sheets of ``paths`` (files, or folders of files), each loaded into a table on ``con``.

    ``progress(name, done, total)`` is called with bytes as files are read. Raises :class:`BadInput` for a path that
    doesn't exist, and for a file given by name that holds no table; in a folder such a file is a sheet without columns
    and with a finding.
    """
    sheets = []
    for path in paths:
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if file.suffix == ".csv":
                sheets.append(_csv(con, file))
    return sheets


def _csv(con: duckdb.DuckDBPyConnection, path: Path) -> Sheet:
    relation = f"sheet_{next(_numbers)}"
    headers = path.read_text("utf-8-sig").splitlines()[0].replace('"', "").split(",")
    names = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(headers)))
    con.execute(
        f"CREATE TABLE {relation} AS SELECT *, row_number() OVER () + 1 AS _line "
        f"FROM read_csv('{path}', header=true, columns={{{names}}}, auto_detect=false)"
    )
    rows = int(con.execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0])
    columns = tuple(SheetColumn(i, header, (Reading(Type.TEXT, "", rows, rows),)) for i, header in enumerate(headers))
    return Sheet(path, path.name, None, relation, columns, "utf-8", ",", rows)
