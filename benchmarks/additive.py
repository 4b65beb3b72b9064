"""The additive part of the catalogue against the best SQL by hand for it, over the same base tables.

By hand: one group-by for each base, date and set of dimensions that go together, days cut to the pieces of which weeks,
months, quarters and years are made, then rolled up from there. Both end with every cell in memory.
"""

from collections.abc import Iterator, Mapping

import duckdb

from benchmarks import workspace
from benchmarks.contest import Contest
from benchmarks.series import one_by_one
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.library import library
from keyfunnel.kpis.measure import COVERS, measure
from keyfunnel.kpis.shapes import Count, Distinct, Ratio, Shape, Sum
from keyfunnel.lake import layout
from keyfunnel.lake.edition import Edition

GRAINS = ("week", "month", "quarter", "year")
BY_HAND: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("deals", "created_on"): ("count(*)",),
    ("deals", "closed_on"): (
        "count(*) FILTER (won)",
        "count(*) FILTER (lost)",
        "sum(amount) FILTER (won)",
        "count(amount) FILTER (won)",
        "sum(amount::DOUBLE * amount::DOUBLE) FILTER (won)",
        "sum(amount) FILTER (won AND account_id IS NOT NULL)",
        "count(*) FILTER (won AND amount > 0)",
        "sum(amount) FILTER (won AND amount > 0)",
        "sum(amount) FILTER (lost AND amount > 0)",
        "count(*) FILTER (lost AND amount > 0)",
    ),
    ("stage_entries", "entered_on"): (  # each of which counts one
        *(f"count(*) FILTER (stage = '{stage}')" for stage in ("Opportunity", "Demo", "Proposal", "Won")),
        *(f"count(*) FILTER (next_stage = '{stage}')" for stage in ("Demo", "Proposal", "Won")),
        *(f"count(*) FILTER (next_stage = '{stage}' AND went_on)" for stage in ("Demo", "Proposal", "Won")),
    ),
    ("customers", "first_on"): ("count(*)",),
}


def contests(size: int) -> Iterator[Contest]:
    edition, known = workspace.edition(size), workspace.afresh(size)
    keys = additive(edition)
    covers = [tuple(one for one in cover if _filled(known, one)) for cover in COVERS]
    yield Contest(
        "additive KPIs by every dimension and grain",
        lambda: measure(workspace.afresh(size), keys),
        lambda: _by_hand(edition, [cover for cover in covers if cover]),
        "hand-written SQL over the same tables",
        goal=1.5,
    )
    yield one_by_one("additive KPIs", lambda facts: measure(facts, keys), lambda: workspace.afresh(size))


def additive(edition: Edition) -> set[str]:
    """The keys of the KPIs that are made of counts and sums."""
    return {one.key for one in library(edition.workspace).values() if _additive(one.shape)}


def _additive(shape: Shape) -> bool:
    match shape:
        case Ratio():
            return _additive(shape.numerator) and _additive(shape.denominator)
        case Distinct():
            return False
    return isinstance(shape, Count | Sum)


def _filled(known: Facts, dimension: str) -> bool:
    return bool(known.known_prepared["deals"].columns[f"{dimension}_id"].filled)


def _by_hand(edition: Edition, covers: list[tuple[str, ...]]) -> int:
    cells = 0
    with duckdb.connect() as connection:
        for (base, date), sums in BY_HAND.items():
            table = f"read_parquet('{layout.base(edition.folder, base)}')"
            for cover in covers:
                cells += connection.sql(_query(table, date, sums, cover)).to_arrow_table().num_rows
    return cells


def _query(table: str, date: str, sums: tuple[str, ...], cover: tuple[str, ...]) -> str:
    piece = f"greatest(date_trunc('week', {date}), date_trunc('month', {date}))"
    keys = ", ".join(f"{one}_id, any_value({one}) AS {one}" for one in cover)
    named = ", ".join(f"{total} AS s{place}" for place, total in enumerate(sums))
    rolled = ", ".join(f"sum(s{place}) AS s{place}" for place in range(len(sums)))
    levels = [(f"'{one}'", f"{one}_id", f"any_value({one})") for one in cover] + [("''", "NULL", "NULL")]
    parts = [
        f"SELECT {dimension}, {key} AS id, {label}, '{grain}', date_trunc('{grain}', piece), {rolled} FROM pieces "
        f"GROUP BY ALL"
        for dimension, key, label in levels
        for grain in GRAINS
    ]
    groups = ", ".join(["piece", *(f"{one}_id" for one in cover)])
    return (
        f"WITH pieces AS MATERIALIZED (SELECT {piece} AS piece, {keys}, {named} FROM {table} "
        f"WHERE {date} IS NOT NULL GROUP BY {groups}) {' UNION ALL '.join(parts)}"
    )
