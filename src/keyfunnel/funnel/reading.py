"""The chains as a query reads them: who is in it, and when each stage was reached within the window."""

import datetime as dt
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from keyfunnel.funnel.chain import chains_at_hand
from keyfunnel.funnel.paths import Paths, paths
from keyfunnel.funnel.query import FunnelQuery, Skips, View
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.scope import check_known, scope_of


@dataclass(frozen=True)
class Reading:
    """``rows`` are chains with ``started_on`` and, for each position p with data, ``r{p}``: the date on which p was
    reached within the window, else null. Whether that date counts is for :meth:`counts` to say.

    ``r{p}`` is also filled for stages before the one that a path of the subject's kind begins at.
    """

    facts: Facts
    query: FunnelQuery
    paths: Paths
    rows: ir.Table

    @property
    def clock(self) -> dt.date:
        return self.facts.observed_until.date()

    @property
    def keys(self) -> list[str]:
        """The columns of the dimensions asked for."""
        return [column for name in self.query.by for column in (name, f"{name}_id")]

    def counts(self, position: int) -> ir.BooleanValue:
        """Whether a row counts at the stage: reached, and in the period view, in the period."""
        reached = self.rows[f"r{position}"]
        counted = reached.notnull()
        if self.query.view is View.PERIOD:
            if self.query.start:
                counted = counted & (reached >= self.query.start)
            if self.query.end:
                counted = counted & (reached < self.query.end)
        return counted

    def cohort(self) -> "Reading":
        """The same of those who entered in the range, whatever the view."""
        if self.query.view is View.COHORT:
            return self
        return Reading(self.facts, self.query, self.paths, _entered_in(self.rows, self.query))


def read(facts: Facts, query: FunnelQuery) -> Reading:
    """Raises :class:`NotThere` for an unknown dimension or member of one."""
    for dimension in query.by:
        check_known(dimension)
    found = paths(facts)
    rows = chains_at_hand(facts)
    for dimension, ids in scope_of(facts, query.where, ("stage_entries",)).ids.items():
        rows = rows.filter(rows[f"{dimension}_id"].isin(sorted(ids)))
    rows = dated(rows, found, query.skips)
    until = (rows.started_on + ibis.interval(days=query.window_days)).cast("date")
    in_window = {f"r{p}": (rows[f"r{p}"] <= until).ifelse(rows[f"r{p}"], ibis.null("date")) for p in found.present}
    rows = rows.mutate(**in_window)
    if query.view is View.COHORT:
        rows = _entered_in(rows, query)
    return Reading(facts, query, found, rows)


def dated(chains: ir.Table, found: Paths, skips: Skips) -> ir.Table:
    """``chains`` with ``started_on`` and ``r{p}``, whenever that was; without those who never started."""
    prefix = "s" if skips is Skips.STRICT else "t"
    entered = {p: chains[f"{prefix}{p}"] for p in found.present}
    if skips is Skips.COUNT:  # a later stage implies those skipped
        entered = {p: ibis.coalesce(*(entered[q] for q in found.present if q >= p)) for p in found.present}
    started_on = ibis.coalesce(*(chains[f"{prefix}{p}"] for p in found.present))
    rows = chains.mutate(started_on=started_on, **{f"r{p}": date for p, date in entered.items()})
    return rows.filter(rows.started_on.notnull())


def _entered_in(rows: ir.Table, query: FunnelQuery) -> ir.Table:
    if query.start:
        rows = rows.filter(rows.started_on >= query.start)
    if query.end:
        rows = rows.filter(rows.started_on < query.end)
    return rows
