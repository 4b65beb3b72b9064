"""What a column of given cells is found to be, and how single cells are read."""

from collections.abc import Sequence
from typing import Any

import duckdb

from keyfunnel.intake.typing import Reading, parse_sql
from keyfunnel.intake.typing.detect import readings
from keyfunnel.intake.typing.tidy import tidy
from keyfunnel.intake.typing.words import BLANKS
from keyfunnel.model.table import Type
from keyfunnel.model.workspace import Workspace


def readings_of(*columns: Sequence[str | None], locale: str = "en") -> list[tuple[Reading, ...]]:
    """The readings of each of ``columns``, which stand beside each other in one sheet."""
    con = duckdb.connect()
    names = ", ".join(f"c{position} VARCHAR" for position in range(len(columns)))
    con.execute(f"CREATE TABLE sheet ({names})")
    con.executemany(f"INSERT INTO sheet VALUES ({', '.join('?' * len(columns))})", list(zip(*columns, strict=True)))
    stand = tidy(con, "sheet", len(columns), len(columns[0]), BLANKS, {})
    return readings(con, "sheet", stand, Workspace(locale=locale), {})


def reading_of(*cells: str | None, locale: str = "en") -> Reading:
    return readings_of(cells, locale=locale)[0][0]


def parse(cell: str, format_: str, type_: Type, timezone: str = "UTC") -> Any:
    sql = parse_sql("cell", format_, type_, timezone)
    return duckdb.execute(f"SELECT {sql} FROM (SELECT ?::VARCHAR AS cell)", [cell]).fetchall()[0][0]
