"""Parquet files into relations, every value as text."""

from pathlib import Path

import duckdb

from keyfunnel.intake.reading import load
from keyfunnel.intake.reading.layout import name_columns
from keyfunnel.intake.reading.raw import Raw
from keyfunnel.intake.reading.sheet import LINE, quoted
from keyfunnel.model.errors import BadInput
from keyfunnel.texts import N_


def read_parquet(con: duckdb.DuckDBPyConnection, path: Path) -> Raw:
    """Raises :class:`BadInput` where the file is damaged. Instants with a zone are written in UTC."""
    relation = load.new_relation()
    try:
        described = con.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        cells = [f"{_text(quoted(name), kind)} AS c{position}" for position, (name, kind, *_) in enumerate(described)]
        con.execute(
            f"CREATE TABLE {relation} AS SELECT {', '.join(cells)}, file_row_number + 1 AS {LINE} "
            "FROM read_parquet(?, file_row_number=true)",
            [str(path)],
        )
    except duckdb.Error as error:
        why = str(error).splitlines()[0]  # below it stands our own query
        raise BadInput(N_("{file} is no whole Parquet file: {why}"), file=path.name, why=why) from None
    return Raw(relation, name_columns([name for name, *_ in described], len(described)))


def _text(column: str, kind: str) -> str:
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"strftime(timezone('UTC', {column}), '%Y-%m-%dT%H:%M:%S.%fZ')"
    return f"nullif(CAST({column} AS VARCHAR), '')"
