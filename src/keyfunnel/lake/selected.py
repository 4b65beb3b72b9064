"""Rows on their way into the lake: a query and the connection that answers it."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa


@dataclass(frozen=True)
class Selected:
    """What ``query`` gives, ``columns``, on ``connection``, which must be allowed to write to the lake and read it."""

    connection: duckdb.DuckDBPyConnection
    query: str
    columns: tuple[str, ...]

    @classmethod
    def of(cls, rows: pa.Table) -> "Selected":
        connection = duckdb.connect()
        connection.register("given", rows)
        return cls(connection, "FROM given", tuple(rows.column_names))
