"""The exact ordered funnel against the one-pass conditional minimum, which is wrong for whoever came too early.

Generated: deals with about 3.7 entries each into seven stages, a tenth of them skipped and one in twenty deals entering
a stage again at some time or other.
"""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import ibis
from tests.funnel.ordering import counting_skips, strict

from benchmarks.contest import Contest
from keyfunnel.funnel.order import ordered
from keyfunnel.funnel.query import Skips

STAGES = 7
WINDOW = 90
SAMPLE = 2_000

_ENTRIES = """
CREATE TABLE entries AS
WITH deals AS (
    SELECT range AS deal, TIMESTAMP '2022-01-01' + to_minutes(CAST(hash(range) % 1500000 AS INT)) AS created,
        hash(range, 1) % 5 + hash(range, 2) % 3 + 1 AS depth, hash(range, 3) % 100 AS luck
    FROM range({size})
)
SELECT deal AS subject_id, 1::TINYINT AS path, stage::TINYINT AS stage,
    created + to_minutes(CAST(stage * 4000 + hash(deal, stage) % 3000 AS INT)) AS "at"
FROM deals, range(1, {last}) stages(stage)
WHERE stage <= depth AND (stage = 1 OR hash(deal, stage, 9) % 10 > 0)
UNION ALL
SELECT deal, 1, (2 + luck % 4)::TINYINT, created + to_minutes(CAST(hash(deal, 77) % 30000 AS INT))
FROM deals WHERE luck < 5
ORDER BY subject_id, "at"
"""


def contests(size: int) -> Iterator[Contest]:
    con: Any = ibis.duckdb.connect()
    con.raw_sql(_ENTRIES.format(size=size, last=STAGES + 1))
    _chains(con)
    _check(con)
    _make(con, "naive", _NAIVE)
    wrong, of = con.raw_sql(_MISSED).fetchall()[0]
    yield Contest(
        f"from stage entries to reached within {WINDOW} days, by month",
        lambda: _reached(con),
        lambda: con.raw_sql(_split(_NAIVE, "s")).fetchall(),
        f"minimum per stage, one pass; wrong for {wrong:,} of {of:,}",
        goal=1,
    )
    yield Contest(
        "the same for another window or scope, from stored chains",
        lambda: con.raw_sql(_split("SELECT * FROM chains", "s")).fetchall(),
        lambda: con.raw_sql(_split(_NAIVE, "s")).fetchall(),
        "the same, which has to begin with the entries each time",
        goal=0.5,
    )


def _chains(con: Any) -> None:
    con.create_table("chains", ordered(con.table("entries"), STAGES), overwrite=True)


def _reached(con: Any) -> object:
    chains = ibis.memtable(ordered(con.table("entries"), STAGES, [Skips.STRICT]))
    within = {f"reached_{k}": chains.count(where=chains[f"s{k}"] <= _last_day(chains)) for k in range(1, STAGES + 1)}
    counted = chains.group_by(month=chains.s1.truncate("M")).aggregate(**within)
    return con.to_pyarrow(counted)


def _last_day(chains: Any) -> Any:
    return chains.s1 + ibis.interval(days=WINDOW)


def _make(con: Any, name: str, query: str) -> None:
    con.raw_sql(f"CREATE OR REPLACE TABLE {name} AS {query}")


def _check(con: Any) -> None:
    """Raises AssertionError where the chains of a sample aren't those of a plain loop."""
    many = con.raw_sql("SELECT max(subject_id) FROM entries").fetchall()[0][0]
    chosen = random.Random(1).sample(range(many), min(SAMPLE, many))
    names = ", ".join(map(str, chosen))
    histories: dict[int, list[tuple[int, dt.datetime]]] = {}
    for deal, stage, at in con.raw_sql(
        f'SELECT subject_id, stage, "at" FROM entries WHERE subject_id IN ({names})'
    ).fetchall():
        histories.setdefault(deal, []).append((stage, at))
    columns = [f"{kind}{k}" for kind in "ts" for k in range(1, STAGES + 1)]
    for deal, *dates in con.raw_sql(
        f"SELECT subject_id, {', '.join(columns)} FROM chains WHERE subject_id IN ({names})"
    ).fetchall():
        found = {column: date for column, date in zip(columns, dates, strict=True) if date is not None}
        loop = {f"t{k}": day for k, day in counting_skips(histories[deal]).items()}
        assert found == loop | {f"s{k}": day for k, day in strict(histories[deal], 1).items()}, deal


def _in_turn(k: int) -> str:
    return " AND ".join([f"m{k} IS NOT NULL", *(f"m{j} >= m{j - 1}" for j in range(2, k + 1))])


_MINIMA = ", ".join(f'min("at") FILTER (WHERE stage = {k}) AS m{k}' for k in range(1, STAGES + 1))
_NAIVE = f"""
WITH minima AS (SELECT subject_id, {_MINIMA} FROM entries GROUP BY 1)
SELECT subject_id, {", ".join(f"CASE WHEN {_in_turn(k)} THEN m{k}::DATE END AS s{k}" for k in range(1, STAGES + 1))}
FROM minima
"""
_MISSED = f"""
SELECT count(*) FILTER (WHERE {" OR ".join(f"n.s{k} IS DISTINCT FROM c.s{k}" for k in range(1, STAGES + 1))}), count(*)
FROM naive n JOIN chains c USING (subject_id)
"""


def _split(chains: str, kind: str) -> str:
    counts = ", ".join(
        f"count(*) FILTER (WHERE {kind}{k} <= {kind}1 + {WINDOW}) AS reached_{k}" for k in range(1, STAGES + 1)
    )
    return f"SELECT date_trunc('month', {kind}1) AS month, {counts} FROM ({chains}) GROUP BY 1 ORDER BY 1"
