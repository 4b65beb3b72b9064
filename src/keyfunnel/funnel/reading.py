"""The chains as a query reads them: who is in it, and when each stage was reached within the window."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from keyfunnel.funnel.chain import chains_at_hand
from keyfunnel.funnel.paths import Paths, paths
from keyfunnel.funnel.query import FunnelQuery, Skips, View
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.scope import check_known, scope_of

_ANSWERING = ("owner", "owner_id", "deal_owner", "deal_owner_id", "source", "source_id")


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


def read(facts: Facts, query: FunnelQuery, also: Collection[str] = ()) -> Reading:
    """``also`` names columns of the chains that the rows should have beside. Raises :class:`NotThere` for an unknown
    dimension or member of one."""
    found, chains = paths(facts), asked(facts, query)
    started_on, reached = entered(chains, found, query.skips)
    until = (started_on + ibis.interval(days=query.window_days)).cast("date")
    # Only the columns that are read: each costs time in every expression built on these.
    wanted = dict.fromkeys(("kind", "weight", "lost_on", "open", "amount", *_ANSWERING, *also))
    wanted |= dict.fromkeys(column for name in query.by for column in (name, f"{name}_id"))
    rows = chains.select(
        *wanted,
        *(f"{prefix}{p}" for p in found.present for prefix in ("t", "b")),
        started_on=started_on,
        **{f"r{p}": (date <= until).ifelse(date, ibis.null("date")) for p, date in reached.items()},
    )
    rows = rows.filter(rows.started_on.notnull())
    if query.view is View.COHORT:
        rows = _entered_in(rows, query)
    return Reading(facts, query, found, rows)


def asked(facts: Facts, query: FunnelQuery) -> ir.Table:
    """The chains in the query's scope, whenever they were. Raises as :func:`read`."""
    for dimension in query.by:
        check_known(dimension)
    chains = chains_at_hand(facts)
    for dimension, ids in scope_of(facts, query.where, _naming(facts)).ids.items():
        chains = chains.filter(chains[f"{dimension}_id"].isin(sorted(ids)))
    return chains


def _naming(facts: Facts) -> list[str]:
    """The bases that name who and what subjects may belong to; those of visitors only the stage entries tell."""
    bases = [name for name in ("deals", "leads") if name in facts.tables]
    return bases if bases and "visits" not in facts.tables else [*bases, "stage_entries"]


def entered(chains: ir.Table, found: Paths, skips: Skips) -> tuple[ir.DateValue, dict[int, ir.DateValue]]:
    """When a chain started (null: never), and when it came to each stage with data, however late."""
    prefix = "s" if skips is Skips.STRICT else "t"
    own = {p: chains[f"{prefix}{p}"] for p in found.present}
    started_on = ibis.coalesce(*own.values())
    if skips is Skips.STRICT:
        return started_on, own
    # A later stage implies those skipped.
    return started_on, {p: ibis.coalesce(*(own[q] for q in found.present if q >= p)) for p in found.present}


def _entered_in(rows: ir.Table, query: FunnelQuery) -> ir.Table:
    if query.start:
        rows = rows.filter(rows.started_on >= query.start)
    if query.end:
        rows = rows.filter(rows.started_on < query.end)
    return rows
