"""Which pairs are looked at: those that share a key. Comparing all would be the square of the rows.

A key that more than ``MOST_IN_BLOCK`` records share tells nobody apart and is left out, so that the pairs grow with
the rows: at most ``len(BLOCKS) × MOST_IN_BLOCK / 2`` for each.
"""

from collections.abc import Sequence

import duckdb

from keyfunnel.intake.dedupe.fields import Compared
from keyfunnel.intake.reading.sheet import quoted

MOST_IN_BLOCK = 100

# Columns that must be the same, or the first letters of them (``surname:3``).
BLOCKS: tuple[tuple[str, ...], ...] = (
    ("national_id",),
    ("birth_date",),
    ("email",),
    ("phone",),
    ("domain",),
    ("name",),
    ("company",),
    ("company:6",),
    ("given_name", "surname"),
    ("given_name:3", "surname:3"),
    ("address",),
    ("address_2",),
    ("surname", "postcode"),
    ("given_name", "postcode"),
    ("name:5", "postcode"),
    ("name:5", "company"),
    ("surname", "company"),
    ("company:3", "postcode"),
    ("surname", "city"),
    ("given_name", "city"),
    ("postcode", "house_number"),
    ("city", "house_number"),
    ("email:5", "company"),
)
# What a model is learnt from: pairs that share one of these, in which the other fields show how often the same one's
# agree.
LEARNT_FROM: tuple[tuple[str, ...], ...] = (
    ("national_id",),
    ("email",),
    ("birth_date",),
    ("given_name", "surname"),
    ("name",),
    ("company",),
    ("phone",),
    ("domain",),
)


def usable(blocks: Sequence[tuple[str, ...]], columns: Sequence[Compared]) -> list[tuple[str, ...]]:
    names = {column.name for column in columns}
    return [block for block in blocks if all(part.partition(":")[0] in names for part in block)]


def key(block: tuple[str, ...]) -> str:
    """The name of the column that holds the block's key."""
    return "key_" + "_".join(part.replace(":", "") for part in block)


def add_keys(con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[Compared]) -> None:
    """Give ``table`` a column for each usable block, NULL where the record can't be found by it."""
    for block in usable(BLOCKS, columns):
        con.execute(f"ALTER TABLE {table} ADD COLUMN {quoted(key(block))} VARCHAR")
        con.execute(
            f"UPDATE {table} SET {quoted(key(block))} = few.made FROM ("
            f"SELECT unique_id, made FROM (SELECT unique_id, {_made(block)} AS made FROM {table}) "
            f"WHERE made IS NOT NULL QUALIFY count(*) OVER (PARTITION BY made) <= {MOST_IN_BLOCK}) AS few "
            f"WHERE {table}.unique_id = few.unique_id"
        )


def _made(block: tuple[str, ...]) -> str:
    parts = []
    for part in block:
        name, _, length = part.partition(":")
        column = quoted(name)
        parts.append(f"CASE WHEN length({column}) >= {length} THEN left({column}, {length}) END" if length else column)
    return " || chr(31) || ".join(parts)
