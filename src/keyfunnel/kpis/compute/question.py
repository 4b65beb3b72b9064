"""A group-by over a base, as it is asked and as it would be asked of all rows or of later ones."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import ibis.expr.operations as ops
import ibis.expr.types as ir

from keyfunnel.kpis.compute.scan import Scan
from keyfunnel.kpis.compute.tally import Total


@dataclass(frozen=True, eq=False)
class Question:
    """``of`` gives the group-by over the rows that a scan takes, with further totals; rows dated before ``start``,
    where there is one, are of no use to the asker."""

    scan: Scan
    of: Callable[[Scan, Mapping[str, Total]], ir.Table]
    start: dt.date | None

    @cached_property
    def asked(self) -> ir.Table:
        return self.since(self.start)

    def since(self, start: dt.date | None, **further: Total) -> ir.Table:
        """Of the rows dated from that day on, or of all."""
        return self.of(replace(self.scan, start=start), further)


def narrowed(question: ir.Table, rows: ir.Table) -> ir.Table:
    """The same about no more columns of ``rows`` than it looks at: how others are worked out is no part of it."""
    asked, whole = question.op(), rows.op()
    looked_at = {field.name for field in asked.find(ops.Field, filter=lambda node: node != whole)}
    narrow = rows.select([column for column in rows.columns if column in looked_at])
    return asked.replace({whole: narrow.op()}).to_expr()
