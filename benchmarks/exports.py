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


# Of the deals of the last quarter, a thousandth of all: decided since, some of them on the days that passed.
_CHANGED = """
COPY (
    SELECT 'D' || range AS "Deal ID", 'Deal ' || range AS "Deal Name", 'Account ' || hash(range) % 50000 AS "Account",
        'Rep ' || hash(range, 1) % 400 AS "Owner", {product} AS "Product", {status} AS "Status",
        round(hash(range, 24) % 1000000 / 100.0, 2) AS "Amount", {source} AS "Source", {region} AS "Region",
        DATE '2022-01-01' + CAST(hash(range, 5) % 1000 AS INT) AS "Created Date",
        DATE '2022-01-01' + CAST(hash(range, 5) % 1000 + hash(range, 26) % 95 AS INT) AS "Close Date"
    FROM range({size}) WHERE hash(range, 5) % 1000 >= 909 LIMIT {size} // 1000
) TO '{path}' (HEADER)
"""


# Every deal enters a demo, two in three a proposal too, and one in twenty a demo once more.
_STAGES = """
COPY (
    SELECT 'D' || range AS "Deal ID", stage AS "Stage",
        DATE '2022-01-01' + CAST(hash(range, 5) % 1000 + hash(range, 6, turn) % 45 AS INT) AS "Entered Date"
    FROM range({size}), (VALUES ('Demo', 1), ('Proposal', 2), ('Demo', 3)) entries(stage, turn)
    WHERE turn = 1 OR (turn = 2 AND hash(range, 10) % 3 > 0) OR (turn = 3 AND hash(range, 11) % 20 = 0)
) TO '{path}' (HEADER)
"""


_MORE_STAGES = """
COPY (
    SELECT 'D' || range AS "Deal ID", 'Proposal' AS "Stage",
        DATE '2022-01-01' + CAST(hash(range, 5) % 1000 + 30 + hash(range, 26) % 60 AS INT) AS "Entered Date"
    FROM range({size}) WHERE hash(range, 5) % 1000 >= 909 LIMIT {size} // 1000
) TO '{path}' (HEADER)
"""


def deals(folder: Path, size: int) -> Path:
    """A CSV of ``size`` deals in ``folder``."""
    return _written(folder / "deals.csv", _DEALS, size, status=_one_of(3, "Open", "Won", "Lost"))


def stages(folder: Path, size: int) -> Path:
    """A CSV of the stages that these deals entered."""
    return _written(folder / "deal_stage_history.csv", _STAGES, size)


def changed(folder: Path, size: int) -> list[Path]:
    """CSVs of what became of a thousandth of them, and of the stages that these entered since."""
    return [
        _written(folder / "deals.csv", _CHANGED, size, status=_one_of(23, "Won", "Lost")),
        _written(folder / "deal_stage_history.csv", _MORE_STAGES, size),
    ]


def _written(path: Path, query: str, size: int, **words: str) -> Path:
    words |= {
        "product": _one_of(2, "Basic", "Pro", "Special", "Advanced"),
        "source": _one_of(7, "web", "referral", "event", "call"),
        "region": _one_of(8, "North", "South", "East"),
    }
    with duckdb.connect() as connection:
        connection.execute(query.format(size=size, path=path, **words))
    return path


def _one_of(seed: int, *words: str) -> str:
    return f"{list(words)}[1 + CAST(hash(range, {seed}) % {len(words)} AS INT)]"
