"""Reading without working anything out: comma-separated UTF-8, every cell a text. For tests about what comes after."""

import csv
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from keyfunnel.intake.reading import Sheet, SheetColumn
from keyfunnel.intake.typing import Reading
from keyfunnel.model.errors import BadInput
from keyfunnel.model.table import Type

_numbers = count(1)


def read(con: duckdb.DuckDBPyConnection, paths: Sequence[Path], *_: Any) -> list[Sheet]:
    return [_sheet(con, path) for path in paths]


def _sheet(con: duckdb.DuckDBPyConnection, path: Path) -> Sheet:
    if not path.exists():
        raise BadInput(f"{path.name}: there is no such file")
    with path.open(encoding="utf-8", newline="") as file:
        headers, *lines = list(csv.reader(file))
    relation = f"plain_{next(_numbers)}"
    con.execute(
        f"CREATE TEMP TABLE {relation} ({', '.join(f'c{i} VARCHAR' for i in range(len(headers)))}, _line BIGINT)"
    )
    rows = [[*(cell or None for cell in line), number] for number, line in enumerate(lines, 2)]
    if rows:
        con.executemany(f"INSERT INTO {relation} VALUES ({', '.join('?' * (len(headers) + 1))})", rows)
    columns = tuple(SheetColumn(i, header, (_reading(header),)) for i, header in enumerate(headers))
    return Sheet(path, path.name, None, relation, columns, "utf-8", ",", len(rows))


def _reading(header: str) -> Reading:
    """Text, but for a column that says when its row was updated."""
    return Reading(Type.TIMESTAMP if header == "Updated" else Type.TEXT, "", 0, 0)
