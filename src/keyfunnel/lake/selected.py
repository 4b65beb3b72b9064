"""Rows on their way into the lake: a query and the connection that answers it."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa


@dataclass(frozen=True)
class Selected:
    """What ``query`` gives on ``connection``, which must be allowed to write to the lake."""

    connection: duckdb.DuckDBPyConnection
    query: str

    @classmethod
    def of(cls, rows: pa.Table) -> "Selected":
        connection = duckdb.connect()
        connection.register("given", rows)
        return cls(connection, "FROM given")

    @property
    def columns(self) -> list[str]:
        described = self.connection.execute(f"DESCRIBE {self.query}").fetchall()
        return [str(name) for name, *_ in described]
