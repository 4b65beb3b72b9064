"""The groups within a total: which dimensions have any, and how often each value occurs in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import ibis
import pyarrow as pa
from ibis import Deferred

from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.dimensions import columns_of
from keyfunnel.kpis.bases.kept import learnt
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import DIMENSIONS, Query
from keyfunnel.kpis.scope import scope_of
from keyfunnel.kpis.shapes import Count, Median, Ratio, Shape, Sum, bases_of


def dimensions_with_groups(facts: Facts, shape: Shape, query: Query) -> dict[str, int]:
    """The dimensions that every base of ``shape`` reaches, that have two groups or more and that ``query`` leaves open,
    with the number of their groups."""
    sizes = [learnt(facts, f"groups of {name}", partial(_group_counts, name=name)) for name in bases_of(shape)]
    reached = set.intersection(*(set(found) for found in sizes)) if sizes else set()
    most = {name: max(found[name] for found in sizes) for name in DIMENSIONS if name in reached}
    return {name: size for name, size in most.items() if size > 1 and name not in query.where}


def asked_together(sizes: Mapping[str, int], most: int = 300) -> list[tuple[str, ...]]:
    """Dimensions in bundles with at most so many combinations of groups: one question each instead of one for each
    dimension, while what comes back stays small. A dimension with more groups than that stands alone."""
    bundles: list[tuple[str, ...]] = []
    combinations = 0
    for name, size in sorted(sizes.items(), key=lambda item: item[1]):
        if bundles and combinations * (size + 1) <= most:
            bundles[-1] = (*bundles[-1], name)
            combinations *= size + 1
        else:
            bundles.append((name,))
            combinations = size + 1  # and the rows that no group has
    return bundles


def _group_counts(facts: Facts, name: str) -> dict[str, int]:
    table, dimensions = base(facts, name), get(name).dimensions
    if not dimensions:
        return {}
    counted = table.aggregate(**{dimension: table[f"{dimension}_id"].nunique() for dimension in dimensions})
    found: dict[str, int] = counted.to_pyarrow().to_pylist()[0]
    return found


@dataclass(frozen=True, eq=False)
class Ranked:
    """Rows of ``base`` that have a ``value``, which a median or a mean of them is taken of."""

    base: str
    date: str
    value: Deferred
    where: Deferred | None


def ranked(shape: Shape) -> Ranked | None:
    """What a median or an average ranks; None for censored medians and for shapes that have no value by row."""
    match shape:
        case Median(event=None):
            return Ranked(shape.base, shape.date, shape.value, shape.where)
        case Ratio(numerator=Sum() as total, denominator=Count() as rows) if total.base == rows.base:
            return Ranked(total.base, total.date, total.value, total.where)
        case _:
            return None


def occurrences(facts: Facts, of: Ranked, query: Query, dimensions: Sequence[str]) -> pa.Table:
    """How often each value occurs in each combination of groups over the query's range: ``value``, ``rows``, and the
    name and id columns of ``dimensions``. Rows without a value are left out."""
    table = scope_of(facts, query.where, (of.base,)).within(facts, of.base, base(facts, of.base))
    rows = table if of.where is None else table.filter(of.where)
    rows = rows.filter(rows[of.date] < ibis.date(min(query.end or facts.observed_end, facts.observed_end)))
    if query.start is not None:
        rows = rows.filter(rows[of.date] >= ibis.date(query.start))
    columns = columns_of(tuple(dimensions))
    rows = rows.select(*columns, value=rows.bind(of.value)[0].cast("float64"))
    rows = rows.filter(rows.value.notnull())
    return rows.group_by([*columns, "value"]).aggregate(rows=rows.count()).to_pyarrow()
