"""Which of several records stands for all."""

from collections.abc import Sequence

import pyarrow as pa

from keyfunnel.lake.edition import Edition
from keyfunnel.model.tables import table as table_called


def survivors(edition: Edition, table: str, groups: Sequence[Sequence[str]]) -> list[str]:
    """Of each group of keys, the record with most values filled in; of these the oldest, then the first by key."""
    if not groups:
        return []
    definition = table_called(table)
    key = definition.key[0]
    wanted = pa.array(sorted({member for group in groups for member in group}), pa.string())
    rows = edition.read(table, definition.names)
    among = rows.filter(pa.compute.is_in(rows.column(key), wanted)).to_pylist()
    rank = {
        row[key]: (-sum(value is not None for value in row.values()), str(row["created_at"] or "undated"), row[key])
        for row in among
    }
    return [min(group, key=lambda member: rank[member]) for group in groups]
