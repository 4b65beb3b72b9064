"""The groups within a total: which dimensions have any, and how often each value occurs in each."""

from dataclasses import dataclass
from functools import partial

import ibis
import pyarrow as pa
from ibis import Deferred

from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.kept import kept
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.scope import scope_of
from keyfunnel.kpis.shapes import Count, Median, Ratio, Shape, Sum, bases_of


def dimensions_with_groups(facts: Facts, shape: Shape, query: Query) -> list[str]:
    """The dimensions that every base of ``shape`` reaches, that have two groups or more, and that ``query`` leaves
    open."""
    bases = bases_of(shape)
    if not bases:
        return []
    sizes = [kept(facts, f"groups of {name}", partial(_group_counts, name=name)) for name in bases]
    return [d for d in sizes[0] if d not in query.where and all(found.get(d, 0) > 1 for found in sizes)]


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


def occurrences(facts: Facts, of: Ranked, query: Query, dimension: str) -> pa.Table:
    """How often each value occurs in each group over the query's range: ``id``, ``name``, ``value``, ``rows``.

    Rows that no group has, or no value, are left out.
    """
    table = scope_of(facts, query.where, (of.base,)).within(facts, of.base, base(facts, of.base))
    rows = table if of.where is None else table.filter(of.where)
    rows = rows.filter(rows[of.date] < ibis.date(min(query.end or facts.observed_end, facts.observed_end)))
    if query.start is not None:
        rows = rows.filter(rows[of.date] >= ibis.date(query.start))
    rows = rows.select(id=f"{dimension}_id", name=dimension, value=rows.bind(of.value)[0].cast("float64"))
    rows = rows.filter(rows.id.notnull() & rows.value.notnull())
    return rows.group_by("id", "value").aggregate(name=rows.name.max(), rows=rows.count()).to_pyarrow()
