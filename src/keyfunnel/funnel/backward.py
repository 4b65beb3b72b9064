"""Moves back: a deal that left a stage for an earlier one."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import at_or_after, local_date


def moves_back(entries: ir.Table, revisited: ir.Table, stages: int) -> ir.Table:
    """``subject_id`` and ``b1..b{stages}``: how often each of ``revisited`` moved out of a stage to an earlier one.

    ``entries`` as for :func:`keyfunnel.funnel.order.ordered`, ``revisited`` from it. Where one of two entries on a
    day has no time of day, their order is unknown and taken as forward. What was entered before the path began (a
    deal won before it was created) is a mistake in the data, no move. Only subjects that entered a stage twice, or
    stages out of order, can have moved back: the others needn't be sorted.
    """
    began = revisited.select("subject_id", began=ibis.coalesce(*(revisited[f"t{k}"] for k in range(1, stages + 1))))
    theirs = entries.join(began, "subject_id")
    theirs = theirs.filter(local_date(theirs["at"]) >= theirs.began)
    in_time = ibis.window(group_by="subject_id", order_by=["at", "stage"])
    moves = theirs.mutate(left=theirs.stage.lag().over(in_time), left_at=theirs["at"].lag().over(in_time))
    back = moves.filter((moves.stage < moves.left) & ~at_or_after(moves.left_at, moves["at"]))
    return back.group_by("subject_id").aggregate(
        **{f"b{k}": back.count(where=back.left == k) for k in range(1, stages + 1)}
    )
