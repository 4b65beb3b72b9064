"""From stage entries in any order to each subject's ordered way through the stages.

Two readings of one history, both kept, neither dependent on a window:

``t1..tk`` **counting skips**. A subject starts with its first entry to the lowest stage it ever entered. From
then on, in the order of time, entering a stage beyond the furthest so far reaches it, and implies those
skipped; anything else is a re-entry or a move back. ``t`` is null for a stage that was only implied.

``s1..sk`` **strict**. The first entry to the path's first stage, then at each stage the first entry at or after
the entry to the stage before. A stage without one ends the path.

The trap is the one-pass query, "the minimum per stage, where it lies after the minimum before": it misses
whoever entered a stage too early and again later. It is right for everyone whose minima are in order, though,
so only the others are looked at again.
"""

from functools import reduce
from operator import add, or_

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import at_or_after, local_date

NEVER = ibis.timestamp("9999-12-31")


def ordered(entries: ir.Table, stages: int) -> ir.Table:
    """Each subject that entered any stage: ``subject_id``, dates ``t1..t{stages}`` and ``s1..s{stages}``, and
    ``revisited``: it entered some stage twice, or stages out of order.

    ``entries`` has ``subject_id``, ``stage`` (1..stages), ``at`` (timestamp) and ``path``, the stage at which the
    subject's strict path begins (the same in all its rows). Dates come out, because only the order of entries
    needs the time of day: durations and windows are counted in calendar days.
    """
    known = _first_entries(entries, stages, path=entries.path.max(), entered=entries.count())
    known = known.mutate(out_of_order=_out_of_order(known, stages))
    in_order = _from_minima(known.filter(~known.out_of_order), stages)
    again = _rescanned(known.filter(known.out_of_order), entries, stages)
    return ibis.union(in_order, again)


def _first_entries(entries: ir.Table, stages: int, **more: ir.Value) -> ir.Table:
    first = {f"m{k}": entries["at"].min(where=entries.stage == k) for k in range(1, stages + 1)}
    return entries.group_by("subject_id").aggregate(**first, **more)


def _stages_entered(table: ir.Table, stages: int) -> ir.IntegerValue:
    entered = [table[f"m{k}"].notnull().cast("int64") for k in range(1, stages + 1)]
    return reduce(add, entered)


def _out_of_order(table: ir.Table, stages: int) -> ir.BooleanValue:
    """Whether some stage was first entered before a stage that precedes it; never null."""
    inverted: list[ir.BooleanValue] = [ibis.literal(False)]
    for k in range(2, stages + 1):
        nearest_before = ibis.coalesce(*(table[f"m{earlier}"] for earlier in range(k - 1, 0, -1)))
        inverted.append((table[f"m{k}"] < nearest_before).fill_null(False))
    return reduce(or_, inverted)


def _from_minima(table: ir.Table, stages: int) -> ir.Table:
    """Both readings where the first entries of all stages are in order."""
    numbers = range(1, stages + 1)
    dates = {k: local_date(table[f"m{k}"]) for k in numbers}
    strict: dict[str, ir.Value] = {}
    unbroken: ir.BooleanValue = ibis.literal(False)
    for k in numbers:
        unbroken = ((table.path == k) | ((table.path < k) & unbroken)) & table[f"m{k}"].notnull()
        strict[f"s{k}"] = unbroken.ifelse(dates[k], ibis.null("date"))
    return table.select(
        "subject_id",
        revisited=table.entered > _stages_entered(table, stages),
        **{f"t{k}": date for k, date in dates.items()},
        **strict,
    )


def _rescanned(again: ir.Table, entries: ir.Table, stages: int) -> ir.Table:
    """Both readings from the entries themselves."""
    numbers = range(1, stages + 1)
    start = ibis.coalesce(*(again[f"m{k}"] for k in numbers))
    theirs = entries.join(again.select("subject_id", start=start), "subject_id")
    counted = _first_entries(theirs.filter(at_or_after(theirs["at"], theirs.start)), stages)
    counted = counted.select("subject_id", **_frontier(counted, stages))
    both = counted.left_join(_strict(theirs, stages), "subject_id")
    return both.select(
        "subject_id",
        revisited=ibis.literal(True),
        **{f"{kind}{k}": local_date(both[f"{kind}{k}"]) for kind in ("t", "s") for k in numbers},
    )


def _frontier(table: ir.Table, stages: int) -> dict[str, ir.Value]:
    """The entries that went beyond every stage so far: not after the first entry to any later stage."""
    reached: dict[str, ir.Value] = {f"t{stages}": table[f"m{stages}"]}
    for k in range(1, stages):
        beyond = ibis.least(*(table[f"m{later}"].fill_null(NEVER) for later in range(k + 1, stages + 1)))
        entry = table[f"m{k}"]
        reached[f"t{k}"] = at_or_after(beyond, entry).ifelse(entry, ibis.null("timestamp"))
    return reached


def _strict(entries: ir.Table, stages: int) -> ir.Table:
    """``s1..`` of each subject in ``entries`` (which carry ``path``), stage after stage."""
    steps: list[ir.Table] = []
    for k in range(1, stages + 1):
        here = entries.filter(entries.stage == k)
        follows = here.path == k
        if steps:
            here = here.left_join(steps[-1].select("subject_id", "reached"), "subject_id")
            follows = (here.path == k) | ((here.path < k) & at_or_after(here["at"], here.reached)).fill_null(False)
        first = here.filter(follows).group_by("subject_id").aggregate(reached=lambda kept: kept["at"].min())
        steps.append(first.mutate(stage=ibis.literal(k, "int8")))
    reached = ibis.union(*(step.select("subject_id", "stage", at=step.reached) for step in steps))
    return _first_entries(reached, stages).rename({f"s{k}": f"m{k}" for k in range(1, stages + 1)})
