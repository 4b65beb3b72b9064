"""What moved the monthly recurring revenue: one row for each account and month whose month-end balance changed."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dimensions import columns_of
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.subscriptions import DIMENSIONS, subscriptions
from keyfunnel.kpis.facts import Facts


def mrr_movements(facts: Facts) -> ir.Table:
    """``month_on`` (first day of the month), ``before`` and ``after`` (the account's balance at the month-ends), their
    difference ``change``, and its ``kind``: new, expansion, contraction, churned, reactivation.

    A subscription is in the balances from the month it starts in until the one it ends in, so one within a month is in
    none. Starts and ends from the clock on aren't known yet.
    """
    return base_table(facts, "mrr_movements", _build)


def _build(facts: Facts) -> ir.Table:
    table = subscriptions(facts)
    clock = ibis.date(facts.observed_end)
    running = table.filter(
        table.mrr.notnull() & table.account_id.notnull() & (table.started_on < clock).fill_null(False)
    )
    columns = ("account_id", "account", *columns_of(DIMENSIONS))
    ended = running.filter((running.ended_on < clock).fill_null(False))
    steps = ibis.union(
        running.select(*columns, "_file", "_line", month_on=_month(running.started_on), change=running.mrr),
        ended.select(*columns, "_file", "_line", month_on=_month(ended.ended_on), change=-ended.mrr),
    )
    monthly = steps.group_by(*columns, "month_on").aggregate(
        change=steps.change.sum(), _file=steps._file.min(), _line=steps._line.min()
    )
    moved = monthly.filter(monthly.change != 0)
    in_time = ibis.window(group_by="account_id", order_by="month_on", preceding=(None, 0))
    order = ibis.window(group_by="account_id", order_by="month_on")
    moved = moved.mutate(after=moved.change.sum().over(in_time), _turn=ibis.row_number().over(order))
    moved = moved.mutate(before=moved.after - moved.change)
    kind = ibis.cases(
        (moved._turn == 0, "new"),
        (moved.before == 0, "reactivation"),
        (moved.after == 0, "churned"),
        (moved.change > 0, "expansion"),
        else_="contraction",
    )
    return moved.mutate(kind=kind).drop("_turn")


def _month(date: ir.DateValue) -> ir.DateValue:
    return date.truncate("M").cast("date")
