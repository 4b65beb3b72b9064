"""A group-by that some KPI wants, so that those over one base and date are answered by one scan."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis.expr.types as ir
from ibis import Deferred


@dataclass(frozen=True, eq=False)
class Total:
    """Σ ``value`` over the rows that meet ``where``; their number where ``value`` is None, each counting as often as
    the column ``weight`` says."""

    value: Deferred | None = None
    where: Deferred | None = None
    weight: str | None = None

    def over(self, table: ir.Table, *, weighed: bool = True) -> ir.Value:
        """``weighed`` is False where every weight is known to be 1: counting rows is less work than adding up."""
        where = None if self.where is None else bound(table, self.where)
        if self.weight is not None and weighed:
            return table[self.weight].sum(where=where)
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
