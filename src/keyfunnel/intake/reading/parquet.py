"""Parquet files into relations, every value as text."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from keyfunnel.intake.reading import load
from keyfunnel.intake.reading.kinds import UNREADABLE, is_packed, open_bytes
from keyfunnel.intake.reading.layout import name_columns
from keyfunnel.intake.reading.raw import Raw
from keyfunnel.intake.reading.sheet import LINE, quoted
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_


def read_parquet(con: duckdb.DuckDBPyConnection, path: Path) -> Raw:
    """Raises :class:`BadInput` where the file is damaged. Instants with a zone are written in UTC."""
    relation = load.new_relation()
    try:
        with _unpacked(path) as plain:
            described = con.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(plain)]).fetchall()
            cells = [f"{_text(quoted(name), kind)} AS c{place}" for place, (name, kind, *_) in enumerate(described)]
            con.execute(
                f"CREATE TABLE {relation} AS SELECT {', '.join(cells)}, file_row_number + 1 AS {LINE} "
                "FROM read_parquet(?, file_row_number=true)",
                [str(plain)],
            )
    except (duckdb.Error, *UNREADABLE):
        raise BadInput(
            N_("{file} is no whole Parquet file: it is damaged or incomplete. Make it anew."), file=path.name
        ) from None
    return Raw(relation, name_columns([name for name, *_ in described], len(described)))


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The file itself, or for as long as it is read an unpacked copy: Parquet is read from its end."""
    if not is_packed(path):
        yield path
        return
    with TemporaryDirectory(prefix="keyfunnel-") as folder:
        plain = Path(folder) / "plain.parquet"
        with open_bytes(path) as stream, plain.open("wb") as copy:
            shutil.copyfileobj(stream, copy, 1 << 20)
        yield plain


def _text(column: str, kind: str) -> str:
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime(timezone('UTC', {column}), '%Y-%m-%dT%H:%M:%S.%fZ')"
    return f"nullif(CAST({column} AS VARCHAR), '')"
