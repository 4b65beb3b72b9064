"""Columns whose every cell can be taken as it stands: none to be trimmed, no word for nothing among them."""

import duckdb

from keyfunnel.intake.typing.words import literal, unusual_in, unusual_sql

_BETWEEN = "\x1f"


def tidy(con: duckdb.DuckDBPyConnection, relation: str, width: int) -> list[bool]:
    """For each column ``c0`` … of ``relation``, over all its rows: one look at whole rows where a sample promises that
    they need no more, then one at the cells of each column that isn't cleared by it."""
    columns = [f"c{position}" for position in range(width)]
    hopeful = _usual(con, f"(FROM {relation} LIMIT 1000)", columns)
    if len(hopeful) > 1:
        row = f"concat_ws({literal(_BETWEEN)}, {', '.join(hopeful)})"
        if not con.execute(f"SELECT 1 FROM {relation} WHERE {unusual_in(row, _BETWEEN)} LIMIT 1").fetchall():
            return [column in hopeful for column in columns]
    usual = _usual(con, relation, hopeful)
    return [column in usual for column in columns]


def _usual(con: duckdb.DuckDBPyConnection, rows: str, columns: list[str]) -> list[str]:
    if not columns:
        return []
    asked = ", ".join(f"bool_or({unusual_sql(column)})" for column in columns)
    return [
        column
        for column, unusual in zip(columns, con.execute(f"SELECT {asked} FROM {rows}").fetchall()[0], strict=True)
        if not unusual
    ]
