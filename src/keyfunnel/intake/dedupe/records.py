"""Records as they are compared: one row each, with every field in its normal form."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from keyfunnel.intake.cleaning.sql import registered
from keyfunnel.intake.dedupe.blocking import add_keys
from keyfunnel.intake.dedupe.fields import Compared
from keyfunnel.intake.dedupe.normal import folded, normal
from keyfunnel.intake.reading.sheet import quoted

TABLE = "records"


@dataclass(frozen=True)
class Records:
    """``ids`` name the records in messages; ``values`` has a text column for each of ``columns``, in their order.

    Row ``n`` of both is the record with ``unique_id`` n in the table ``records``. ``people`` may share a company,
    an address and a telephone and be two; companies may not.
    """

    ids: tuple[str, ...]
    columns: tuple[Compared, ...]
    values: pa.Table
    people: bool

    def __post_init__(self) -> None:
        if self.values.num_rows != len(self.ids) or self.values.column_names != [one.name for one in self.columns]:
            raise ValueError("every record needs an id, every column its values")


def prepare(con: duckdb.DuckDBPyConnection, records: Records) -> tuple[Compared, ...]:
    """Make the table ``records`` with block keys; the columns that hold more than one value, which alone can tell."""
    raw = pa.table(
        {
            "unique_id": pa.array(range(len(records.ids)), pa.int64()),
            **{one.name: folded(records.values.column(one.name)) for one in records.columns},
        }
    )
    made = [f"{normal(one, quoted(one.name))} AS {quoted(one.name)}" for one in records.columns]
    with registered(con, "folded", raw):
        con.execute(f"CREATE TABLE {TABLE} AS SELECT {', '.join(['unique_id', *made])} FROM folded ORDER BY unique_id")
    telling = tuple(
        one for one, values in zip(records.columns, _different(con, records.columns), strict=True) if values > 1
    )
    add_keys(con, TABLE, telling)
    return telling


def _different(con: duckdb.DuckDBPyConnection, columns: Sequence[Compared]) -> tuple[int, ...]:
    if not columns:
        return ()
    asked = ", ".join(f"approx_count_distinct({quoted(one.name)})" for one in columns)
    return tuple(con.execute(f"SELECT {asked} FROM {TABLE}").fetchall()[0])
