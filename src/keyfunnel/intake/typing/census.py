"""Columns in which cells come again: their different cells, each once, and how often each stands there.

What is asked of a column of four words is then asked of these, and not of a million cells.
"""

from collections.abc import Mapping

import duckdb

from keyfunnel.intake.typing.samples import sample_rows

FROM_ROWS = 100_000  # of fewer, each cell is looked at in less time than it takes to keep the different ones
_SAMPLE = 300  # rows
_FEW = 100  # different cells among these, or so small a share of them:
_RECURRING = 0.9

# By column, the table of its different cells (``written``, never NULL) and how often each stands there (``n``).
Census = Mapping[str, str]


def take(con: duckdb.DuckDBPyConnection, relation: str, width: int, rows: int) -> Census:
    """Of the columns ``c0`` … of ``relation`` that seem to be such by some of its ``rows``; of none where it has but
    few rows."""
    if rows <= FROM_ROWS:
        return {}
    taken = sample_rows(con, relation, rows, _SAMPLE)
    recurring = [f"c{position}" for position in range(width) if _recurs([row[position] for row in taken])]
    for name in recurring:
        con.execute(
            f"CREATE TABLE {relation}_{name} AS SELECT {name} AS written, count(*) AS n FROM {relation} "
            f"WHERE {name} IS NOT NULL GROUP BY 1"
        )
    return {name: f"{relation}_{name}" for name in recurring}


def _recurs(cells: list[str | None]) -> bool:
    filled = [cell for cell in cells if cell is not None]
    return len(set(cells)) <= _FEW or len(set(filled)) <= _RECURRING * len(filled)
