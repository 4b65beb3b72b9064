"""DuckDB over an edition's Parquet files: one database in memory for each edition, one connection a thread.

Opening a database costs about 20 ms and registering its tables 1 ms each, so threads share it; a thread's own
cursor and Ibis backend cost 2 ms, and an Ibis table 5 ms when it is first asked for, never before.
"""

import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

T = TypeVar("T")

MEMORY = "4GB"  # of an engine; what is more waits on disk
TABLES = "main"
PREPARED = "prepared"


class Database:
    """``tables`` and ``prepared`` map names to relations, as they stand behind FROM; ``empty`` ones have none.
    ``learnt`` is of these tables, by whichever thread asked first."""

    def __init__(
        self,
        tables: Mapping[str, str],
        prepared: Mapping[str, str],
        empty: Mapping[str, pa.Schema],
        learnt: dict[str, Any],
    ) -> None:
        self._names = {TABLES: (*tables, *empty), PREPARED: tuple(prepared)}
        spill = str(Path(tempfile.gettempdir()) / "keyfunnel")
        self._connection = duckdb.connect(config={"temp_directory": spill, "memory_limit": MEMORY})
        self._connection.execute("SET parquet_metadata_cache = true")  # the files of an edition never change
        self.look_at(TABLES, tables)
        self.look_at(PREPARED, prepared)
        for name, schema_of_empty in empty.items():
            nothing = schema_of_empty.empty_table()
            self._connection.register("nothing", nothing)
            self._connection.execute(f'CREATE TABLE {TABLES}."{name}" AS SELECT * FROM nothing')
        self._thread = threading.local()
        self.learnt = learnt

    def look_at(self, schema: str, relations: Mapping[str, str]) -> None:
        """Make each relation (as it stands behind FROM) a view under its name."""
        self._connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        for name, relation in relations.items():
            self._connection.execute(f'CREATE VIEW {schema}."{name}" AS SELECT * FROM {relation}')

    def run(self, sql: str) -> list[Any]:
        """The rows that ``sql`` gives; of a COPY or CREATE what the engine tells."""
        return self._connection.cursor().execute(sql).fetchall()

    def of_thread(self, name: str, make: Callable[[], T]) -> T:
        """What the calling thread keeps under ``name``, made at its first call."""
        if not hasattr(self._thread, name):
            setattr(self._thread, name, make())
        found: T = getattr(self._thread, name)
        return found

    @property
    def backend(self) -> Any:
        """The calling thread's Ibis connection."""
        return self.of_thread("backend", lambda: ibis.duckdb.from_connection(self._connection.cursor()))

    def answer(self, question: ir.Table) -> pa.Table:
        """What is asked of the tables and views here, whichever thread's connection it was put on."""
        found: pa.Table = self.backend.to_pyarrow(question)
        return found

    def ask(self, sql: str, schema: pa.Schema) -> pa.Table:
        """What ``sql`` gives, as columns of that kind."""
        return self._connection.cursor().sql(sql).to_arrow_table().cast(schema)

    def registered(self, schema: str) -> "RegisteredTables":
        """The calling thread's Ibis tables of ``schema``."""
        return self.of_thread(schema, lambda: RegisteredTables(self.backend, schema, self._names[schema]))


class RegisteredTables(Mapping[str, ir.Table]):
    """Ibis tables by name, each made when first asked for. Belongs to one thread."""

    def __init__(self, backend: Any, schema: str, names: tuple[str, ...]) -> None:
        self._backend = backend
        self._schema = schema
        self._names = names
        self._made: dict[str, ir.Table] = {}

    def __getitem__(self, name: str) -> ir.Table:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._backend.table(name, database=self._schema)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names
