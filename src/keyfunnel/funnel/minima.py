"""The ordered way of subjects that entered each stage after those before it: its first entries, as they are."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import local_date


def from_minima(ways: ir.Table, stages: int) -> ir.Table:
    """``subject_id``, dates ``t1..`` and ``s1..`` (see :mod:`keyfunnel.funnel.order`) of ``ways``: ``subject_id``,
    ``path`` (where it begins) and ``m1..m{stages}``, the first entry to each stage, null without. Right only where
    these ascend."""
    numbers = range(1, stages + 1)
    dates = {k: local_date(ways[f"m{k}"]) for k in numbers}
    strict: dict[str, ir.Value] = {}
    unbroken: ir.BooleanValue = ibis.literal(False)
    for k in numbers:
        unbroken = ((ways.path == k) | ((ways.path < k) & unbroken)) & ways[f"m{k}"].notnull()
        strict[f"s{k}"] = unbroken.ifelse(dates[k], ibis.null("date"))
    return ways.select("subject_id", **{f"t{k}": date for k, date in dates.items()}, **strict)
