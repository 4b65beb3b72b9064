"""What is computed once when an edition is written, and kept with it, so that pages only read.

The one place where the lake calls the rooms that define numbers. They are imported at the first use: opening a
home shouldn't wait for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pyarrow as pa

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.measurement import Measurement

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from keyfunnel.lake.edition import Edition

Keep = Callable[[str, "ir.Table"], "ir.Table"]  # a base under its name, to the same as it was stored
Opening = Callable[["Edition", Facts], None]  # keeps what pages open with, from what was kept before; may be pickled


class Measuring(Protocol):
    """Who computes what an edition in the making is to hold."""

    def keep(self, edition: "Edition", opening: "Opening | None" = None) -> None:
        """Write all of it into the edition's folder, where its tables are listed but not yet its description.

        ``opening`` is called once base tables and chains are kept.
        """


@dataclass(frozen=True)
class Computing:
    """``prepare`` makes base tables and has its second argument keep each; ``measure`` makes the cells of every KPI,
    ``chains`` each subject's way; ``finish`` turns cells into measurements. ``refreshes``: these are the catalogue's
    own definitions, so that what an update doesn't touch may be taken from the edition before."""

    prepare: "Callable[..., object]"  # given Facts, Keep, and where it ``refreshes`` what to ask first
    measure: "Callable[..., pa.Table]"  # given Facts, and of a large edition who answers
    chains: "Callable[[Facts], ir.Table | pa.Table | None]"
    finish: Callable[[pa.Table, Facts], list[Measurement]]
    refreshes: bool = False

    def keep(self, edition: "Edition", opening: "Opening | None" = None) -> None:
        from keyfunnel.lake import measuring

        measuring.keep(edition, self)
        if opening is not None:
            opening(edition, measuring.measured_facts(edition))


def catalogue() -> Computing:
    """The KPI catalogue's and the funnel's own."""
    from keyfunnel.funnel.chain import chains
    from keyfunnel.kpis.bases import prepare
    from keyfunnel.kpis.measure import measure
    from keyfunnel.kpis.stored import finish

    return Computing(prepare, measure, chains, finish, refreshes=True)


def load_engine() -> None:
    """Load what questions need before there is one: two seconds that the first would take longer. Starts nothing."""
    import ibis
    import ibis.backends.duckdb.converter  # which the first answer would load, and pandas with it

    from keyfunnel.lake import measuring  # noqa: F401 - loaded, that is all

    catalogue()
    ibis.to_sql(ibis.literal(1).as_table(), dialect="duckdb")


def start_engine() -> None:
    """Load and start it, which the first question would wait for."""
    load_engine()
    import ibis

    ibis.duckdb.connect().to_pyarrow(ibis.literal(1))


def finish(cells: pa.Table, facts: Facts) -> list[Measurement]:
    if cells.num_rows == 0:
        return []
    return catalogue().finish(cells, facts)
