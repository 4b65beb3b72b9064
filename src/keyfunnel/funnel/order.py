"""From stage entries in any order to each subject's ordered way through the stages.

Two readings of one history, both kept, neither dependent on a window:

``t1..tk`` **counting skips**. A subject starts with its first entry to the lowest stage it ever entered. From
then on, in the order of time, entering a stage beyond the furthest so far reaches it, and implies those
skipped; anything else is a re-entry or a move back. ``t`` is null for a stage that was only implied.

``s1..sk`` **strict**. The first entry to the path's first stage, then at each stage the first entry at or after
the entry to the stage before. A stage without one ends the path.

The trap is the one-pass query, "the minimum per stage, where it lies after the minimum before": it misses
whoever entered a stage too early and again later. It is right for everyone whose minima are in order, though,
so only the others are looked at again (:mod:`keyfunnel.funnel.rescan`).
"""

from functools import reduce
from operator import add, or_

import ibis
import ibis.expr.types as ir

from keyfunnel.funnel.rescan import rescanned
from keyfunnel.kpis.bases.dates import local_date


def ordered(entries: ir.Table, stages: int) -> ir.Table:
    """Each subject that entered any stage: ``subject_id``, dates ``t1..t{stages}`` and ``s1..s{stages}``, and
    ``revisited``: it entered some stage twice, or stages out of order.

    ``entries`` has ``subject_id``, ``stage`` (1..stages), ``at`` (timestamp) and ``path``, the stage at which the
    subject's strict path begins (the same in all its rows). Dates come out, because only the order of entries
    needs the time of day: durations and windows are counted in calendar days. Worked out at once, into a table of
    the engine's and, for the few that were out of order, one in memory.
    """
    one_pass = from_minima(entries, stages).cache()
    late = one_pass.filter(one_pass.out_of_order)
    again = entries.semi_join(late, "subject_id").select("subject_id", "path", "stage", "at").to_pyarrow()
    in_order = one_pass.filter(~one_pass.out_of_order).drop("out_of_order")
    if not again.num_rows:
        return in_order
    known = ibis.memtable(rescanned(again, stages)).mutate(revisited=True)
    return ibis.union(in_order, known.select(in_order.columns))


def from_minima(entries: ir.Table, stages: int) -> ir.Table:
    """As :func:`ordered`, by one pass over ``entries``: right where ``out_of_order`` is false, void else."""
    numbers = range(1, stages + 1)
    first = {f"m{k}": entries["at"].min(where=entries.stage == k) for k in numbers}
    table = entries.group_by("subject_id").aggregate(**first, path=entries.path.max(), entered=entries.count())
    dates = {k: local_date(table[f"m{k}"]) for k in numbers}
    strict: dict[str, ir.Value] = {}
    unbroken: ir.BooleanValue = ibis.literal(False)
    for k in numbers:
        unbroken = ((table.path == k) | ((table.path < k) & unbroken)) & table[f"m{k}"].notnull()
        strict[f"s{k}"] = unbroken.ifelse(dates[k], ibis.null("date"))
    return table.select(
        "subject_id",
        revisited=table.entered > reduce(add, (table[f"m{k}"].notnull().cast("int64") for k in numbers)),
        **{f"t{k}": date for k, date in dates.items()},
        **strict,
        out_of_order=_out_of_order(table, stages),
    )


def _out_of_order(table: ir.Table, stages: int) -> ir.BooleanValue:
    """Whether some stage was first entered before a stage that precedes it; never null."""
    inverted: list[ir.BooleanValue] = [ibis.literal(False)]
    for k in range(2, stages + 1):
        nearest_before = ibis.coalesce(*(table[f"m{earlier}"] for earlier in range(k - 1, 0, -1)))
        inverted.append((table[f"m{k}"] < nearest_before).fill_null(False))
    return reduce(or_, inverted)
