"""Pieces of SQL that every step of cleaning needs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from keyfunnel.intake.reading.sheet import quoted
from keyfunnel.intake.typing.words import literal
from keyfunnel.model.table import Table

__all__ = [
    "content", "digest", "key_of", "literal", "quoted", "registered", "same_key", "select_list",
]  # fmt: skip


def select_list(names: Iterable[str], alias: str = "") -> str:
    prefix = f"{alias}." if alias else ""
    return ", ".join(prefix + quoted(name) for name in names)


def content(names: Iterable[str]) -> str:
    """What a row says, as one text: equal for equal rows, whatever machine or version wrote it."""
    parts = ", ".join(f"coalesce({quoted(name)}::VARCHAR, chr(30))" for name in names)
    return f"concat_ws(chr(31), {parts})"


def digest(sql: str) -> str:
    return f"substr(md5({sql}), 1, 16)"


def key_of(table: Table, alias: str) -> str:
    return select_list(table.key, alias)


def same_key(table: Table, left: str, right: str) -> str:
    return " AND ".join(f"{left}.{quoted(name)} = {right}.{quoted(name)}" for name in table.key)


@contextmanager
def registered(con: duckdb.DuckDBPyConnection, name: str, data: pa.Table) -> Iterator[None]:
    """``data`` as a relation called ``name`` for as long as it is needed: the connection keeps it alive."""
    con.register(name, data)
    try:
        yield
    finally:
        con.unregister(name)
