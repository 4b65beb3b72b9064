"""The groups within a total: which dimensions have any, and how often each value occurs in each."""

from functools import partial

import ibis
import numpy as np

from keyfunnel.kpis.bases import base, get
from keyfunnel.kpis.bases.kept import kept
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.scope import scope_of
from keyfunnel.kpis.shapes import Median, Shape, bases_of
from keyfunnel.stats.arrays import FloatArray


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


def histograms(facts: Facts, shape: Median, query: Query, dimension: str) -> tuple[list[str], FloatArray, FloatArray]:
    """``(names, values, counts)`` of the rows that a median ranks over the query's range: names (g,), values (k,)
    ascending, counts (g, k). Rows that no group has are left out."""
    table = scope_of(facts, query.where, (shape.base,)).within(facts, shape.base, base(facts, shape.base))
    rows = table if shape.where is None else table.filter(shape.where)
    rows = rows.filter(rows[shape.date] < ibis.date(min(query.end or facts.observed_end, facts.observed_end)))
    if query.start is not None:
        rows = rows.filter(rows[shape.date] >= ibis.date(query.start))
    rows = rows.select(_id=f"{dimension}_id", _name=dimension, _value=rows.bind(shape.value)[0])
    rows = rows.filter(rows._id.notnull() & rows._value.notnull())
    found = rows.group_by("_id", "_value").aggregate(_name=rows._name.max(), _rows=rows.count()).to_pyarrow()
    ids, group = np.unique(found["_id"].to_numpy(zero_copy_only=False), return_inverse=True)
    values, place = np.unique(found["_value"].cast("float64").to_numpy(), return_inverse=True)
    counts = np.zeros((ids.size, values.size))
    counts[group, place] = found["_rows"].to_numpy()
    names = dict(zip(found["_id"].to_pylist(), found["_name"].to_pylist(), strict=True))
    return [str(names[key]) for key in ids], values, counts
