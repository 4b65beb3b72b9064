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
    """``of`` gives the group-by over those of ``rows`` that a scan takes, with further totals; rows dated before
    ``start``, where there is one, are of no use to the asker."""

    scan: Scan
    rows: ir.Table
    of: Callable[[Scan, Mapping[str, Total]], ir.Table]
    start: dt.date | None

    @cached_property
    def asked(self) -> ir.Table:
        return self.of(replace(self.scan, start=self.start), {})

    def whole(self, **further: Total) -> ir.Table:
        """Of all rows, and of no more of their columns than are looked at: how others are worked out is no part of
        it."""
        asked, rows = self.of(replace(self.scan, start=None), further).op(), self.rows.op()
        looked_at = {field.name for field in asked.find(ops.Field, filter=lambda node: node != rows)}
        narrow = self.rows.select([column for column in self.rows.columns if column in looked_at])
        return asked.replace({rows: narrow.op()}).to_expr()
