"""A group-by that some KPI wants, so that those over one base and date are answered by one scan."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis.expr.types as ir
from ibis import Deferred


@dataclass(frozen=True, eq=False)
class Total:
    """Σ ``value`` over the rows that meet ``where``; their number where ``value`` is None."""

    value: Deferred | None = None
    where: Deferred | None = None

    def over(self, table: ir.Table) -> ir.Value:
        where = None if self.where is None else bound(table, self.where)
        if self.value is None:
            return table.count(where=where)
        return bound(table, self.value).sum(where=where)


@dataclass(frozen=True, eq=False)
class Tally:
    """``totals`` over the rows of ``base``, by the period that their ``date`` falls in.

    ``keys`` split further, by the values of expressions (for a median, a distinct count); ``where`` then leaves rows
    out. ``from_the_start`` counts the rows before the asked periods too (into what came before them).
    """

    base: str
    date: str
    totals: Mapping[str, Total]
    keys: Mapping[str, Deferred] = field(default_factory=dict)
    where: Deferred | None = None
    from_the_start: bool = False


def bound(table: ir.Table, expression: Deferred) -> ir.Value:
    """The expression over ``table``'s columns."""
    value: ir.Value = table.bind(expression)[0]
    return value
