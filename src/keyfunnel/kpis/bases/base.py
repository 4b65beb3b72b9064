"""What a base table is."""

from collections.abc import Callable
from dataclasses import dataclass

import ibis.expr.types as ir

from keyfunnel.kpis.facts import Facts


@dataclass(frozen=True, eq=False)
class Base:
    """One row for each thing a KPI may count, with ``dimensions`` as pairs of name and id columns.

    ``of`` are the tables of the sales model that it can be made from, one of which must have been brought; None where
    the workspace says which (``new_customer_by``). ``dates`` are its columns that may put a row into a period.
    ``shown`` are the columns of a drill-down, those of the dimensions aside. Where ``view`` holds, it is only another
    look at the rows of a base that is kept anyway. ``weight`` is the column that says how many things a row stands for,
    where that may be several.
    """

    name: str
    table: Callable[[Facts], ir.Table]
    of: tuple[str, ...] | None
    dimensions: tuple[str, ...]
    dates: tuple[str, ...]
    shown: tuple[str, ...]
    view: Callable[[Facts], bool] = lambda _facts: False
    weight: str | None = None

    def sources(self, facts: Facts) -> tuple[str, ...]:
        """The tables it can be made from in this workspace."""
        return (facts.workspace.new_customer_by,) if self.of is None else self.of

    def can_be_made(self, facts: Facts) -> bool:
        return any(facts.has(table) for table in self.sources(facts))
