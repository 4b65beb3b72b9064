"""How much the groups of a dimension differ."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.kpis.measurement import Measurement
from keyfunnel.model.calendar import Period
from keyfunnel.stats.arrays import FloatArray
from keyfunnel.stats.heterogeneity import Heterogeneity, chi_square, kruskal_wallis_of, large_enough
from keyfunnel.stats.quantiles import from_histogram

FEWEST_RANKED = 5


@dataclass(frozen=True)
class Group:
    name: str
    value: float
    n: int


@dataclass(frozen=True)
class Split:
    dimension: str
    difference: Heterogeneity
    groups: Sequence[Group]


def of_shares(measured: Sequence[Measurement], dimensions: Sequence[str]) -> Iterator[tuple[Period, Split]]:
    """χ² for each period and dimension of a share measured by ``dimensions`` together, added up to each of them.

    Groups too small for the test, and rows without a group, are left out.
    """
    for dimension in dimensions:
        sums: dict[Period, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
        names: dict[str, str] = {}
        for one in measured:
            key, name = one.ids[dimension], one.dimensions[dimension]
            if key is not None and name is not None:
                names[key] = name
                sums[one.period][key][0] += one.numerator or 0
                sums[one.period][key][1] += one.denominator or 0
        for period, found in sums.items():
            won, of = np.array(list(found.values())).T
            kept = large_enough(won, of)
            rows = zip(found, won, of, kept, strict=True)
            groups = [Group(names[key], float(w / n), round(float(n))) for key, w, n, enough in rows if enough]
            yield period, Split(dimension, chi_square(won[kept], of[kept]), groups)


def of_ranks(occurrences: pa.Table, dimension: str, *, by_median: bool) -> Split:
    """Kruskal-Wallis over ``occurrences`` (see :func:`keyfunnel.kpis.guardrails.groups.occurrences`); rows without a
    group and groups of fewer than 5 rows are left out. A group's value is its median, else its mean."""
    found = occurrences.filter(pc.is_valid(occurrences[f"{dimension}_id"]))
    ids, group = np.unique(found[f"{dimension}_id"].to_numpy(), return_inverse=True)
    values, counts = found["value"].to_numpy(), found["rows"].to_numpy().astype(np.float64)
    kept = np.flatnonzero((np.bincount(group, counts) >= FEWEST_RANKED)[group])
    names = dict(zip(found[f"{dimension}_id"].to_pylist(), found[dimension].to_pylist(), strict=True))
    in_order = kept[np.argsort(group[kept], kind="stable")]
    members = np.split(in_order, np.flatnonzero(np.diff(group[in_order])) + 1) if in_order.size else []
    centre = from_histogram if by_median else _mean
    groups = [
        Group(
            str(names[ids[group[rows[0]]]]), float(centre(values[rows], counts[rows])), round(float(counts[rows].sum()))
        )
        for rows in members
    ]
    return Split(dimension, kruskal_wallis_of(group[kept], values[kept], counts[kept]), groups)


def _mean(values: FloatArray, counts: FloatArray) -> FloatArray:
    return np.asarray(np.average(values, weights=counts))
