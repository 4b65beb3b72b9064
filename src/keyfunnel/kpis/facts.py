"""What KPIs are computed from: one edition's tables on one engine, and what is known about them beforehand."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from keyfunnel.model.workspace import Workspace

if TYPE_CHECKING:  # who only asks what is known of the tables shouldn't wait for an engine
    import ibis.expr.types as ir
    import pyarrow as pa


@dataclass(frozen=True)
class ColumnFacts:
    """``filled`` rows have a value; ``first`` and ``last`` bound a date column (None for others or where empty).

    ``constant`` is the whole number that every filled row holds; None where they differ, or for other columns.
    """

    filled: int
    first: dt.date | None = None
    last: dt.date | None = None
    constant: int | None = None


@dataclass(frozen=True)
class TableFacts:
    rows: int
    columns: Mapping[str, ColumnFacts]


@dataclass(frozen=True)
class Facts:
    """One edition of the sales model.

    ``tables`` holds an Ibis table for each table that was brought, always with every column of the model
    (NULL where the source lacks it). ``prepared`` holds the base tables made from them when the edition
    was written (see :mod:`keyfunnel.kpis.bases`), ``known_prepared`` what is known of those; a base that isn't there
    is prepared on the fly, and ``kept`` with other tables that were worked out once. ``learnt`` are plain values worked
    out once, shared by all who read the edition. ``answer`` has the engine answer a question in whichever thread; None
    where only the thread that these facts belong to may ask.
    ``observed_until`` is the edition's clock: its newest event, never the wall clock.
    """

    edition: int
    workspace: Workspace
    observed_until: dt.datetime
    tables: Mapping[str, "ir.Table"]
    known: Mapping[str, TableFacts]
    prepared: Mapping[str, "ir.Table"] = field(default_factory=dict)
    known_prepared: Mapping[str, TableFacts] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    learnt: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    answer: "Callable[[ir.Table], pa.Table] | None" = field(default=None, compare=False, repr=False)

    def has(self, table: str, *columns: str) -> bool:
        """Whether the table was brought and each column has at least one value."""
        facts = self.known.get(table)
        if facts is None or facts.rows == 0:
            return False
        return all(c in facts.columns and facts.columns[c].filled > 0 for c in columns)

    @property
    def observed_end(self) -> dt.date:
        """The first local date after the clock: the end of the last period that can be known."""
        return self.observed_until.date() + dt.timedelta(days=1)
