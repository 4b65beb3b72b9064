"""One group-by over a base: what it is told apart by, how it is asked, and what comes back."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from keyfunnel.kpis.bases.dates import atom, atom_of
from keyfunnel.kpis.bases.names import names
from keyfunnel.kpis.compute.groups import Grouped
from keyfunnel.kpis.compute.numbered import coded
from keyfunnel.kpis.facts import Facts

_EPOCH = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Scan:
    """What one group-by over a base is told apart by."""

    base: str
    date: str
    dimensions: tuple[str, ...]
    start: dt.date | None
    end: dt.date
    by: str | None  # None: not by time; else the column that holds the day or atom

    def question(self, table: ir.Table, keys: Mapping[str, ir.Value], totals: Mapping[str, ir.Value]) -> ir.Table:
        """``totals`` of the rows in ``table``, by time, members' ids and ``keys``."""
        columns: list[str | ir.Value] = [
            *(f"{one}_id" for one in self.dimensions),
            *(key.name(name) for name, key in keys.items()),
        ]
        if self.by is not None:
            columns = [self._at(table).name("_at"), *columns]
        return (table.group_by(columns) if columns else table).aggregate(**totals)

    def answer(self, facts: Facts, found: pa.Table, totals: Collection[str]) -> Grouped:
        """What was found, with the members' names beside their ids."""
        days = None
        if self.by is not None:
            days = pc.cast(found["_at"], pa.int32()).to_numpy().astype(np.int64) + _EPOCH
            found = found.drop_columns("_at")
        sums = {name: np.nan_to_num(found[name].cast(pa.float64()).to_numpy()) for name in totals}
        keys = coded(found.drop_columns([*totals]))
        for place, dimension in enumerate(self.dimensions):
            keys = keys.add_column(2 * place, dimension, _named(keys[f"{dimension}_id"], names(facts, dimension)))
        return Grouped(days, keys, sums)

    def _at(self, table: ir.Table) -> ir.Value:
        date = table[self.date]
        prepared = atom_of(self.date)
        by_atom = table[prepared] if prepared in table.columns else atom(date)
        return by_atom if self.by == "atom" else date


def _named(ids: pa.ChunkedArray, called: Mapping[str, str]) -> pa.ChunkedArray:
    """The names of dictionary-encoded ids."""
    return pa.chunked_array(
        [
            pa.DictionaryArray.from_arrays(
                chunk.indices, pa.array([called.get(one, one) for one in chunk.dictionary.to_pylist()], pa.string())
            )
            for chunk in ids.chunks
        ],
        pa.dictionary(ids.type.index_type, pa.string()),
    )
