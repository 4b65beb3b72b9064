"""A generated export of deals, as a CRM would write it: the same rows for the same size."""

from pathlib import Path

import duckdb

_DEALS = """
COPY (
    SELECT 'D' || range AS "Deal ID", 'Deal ' || range AS "Deal Name", 'Account ' || hash(range) % 50000 AS "Account",
        'Rep ' || hash(range, 1) % 400 AS "Owner", {product} AS "Product", {status} AS "Status",
        round(hash(range, 4) % 1000000 / 100.0, 2) AS "Amount", {source} AS "Source", {region} AS "Region",
        DATE '2022-01-01' + CAST(hash(range, 5) % 1000 AS INT) AS "Created Date",
        CASE WHEN hash(range, 3) % 3 > 0
            THEN DATE '2022-01-01' + CAST(hash(range, 5) % 1000 + hash(range, 6) % 90 AS INT) END AS "Close Date"
    FROM range({size})
) TO '{path}' (HEADER)
"""


def deals(folder: Path, size: int) -> Path:
    """A CSV of ``size`` deals in ``folder``."""
    path = folder / "deals.csv"
    words = {
        "product": _one_of(2, "Basic", "Pro", "Special", "Advanced"),
        "status": _one_of(3, "Open", "Won", "Lost"),
        "source": _one_of(7, "web", "referral", "event", "call"),
        "region": _one_of(8, "North", "South", "East"),
    }
    with duckdb.connect() as connection:
        connection.execute(_DEALS.format(size=size, path=path, **words))
    return path


def _one_of(seed: int, *words: str) -> str:
    return f"{list(words)}[1 + CAST(hash(range, {seed}) % {len(words)} AS INT)]"
