"""When accounts were customers: one row for each unbroken time."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.dimensions import columns_of, pairs, with_accounts
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.bases.subscriptions import DIMENSIONS, subscriptions
from keyfunnel.kpis.facts import Facts

MONTHS_AFTER_AN_ORDER = 12
_FOREVER = ibis.date("9999-12-31")


def customer_spells(facts: Facts) -> ir.Table:
    """``active_from`` until ``active_until`` (the first day as none; null: still one), never two at a time.

    From subscriptions; where there are none, an order makes a customer for 12 months.
    """
    return base_table(facts, "customer_spells", _build)


def spells_of_orders(facts: Facts) -> bool:
    """Whether they are told by orders, for want of subscriptions."""
    return not facts.has("subscriptions", "account_id", "started_on")


def _build(facts: Facts) -> ir.Table:
    spells = _of_orders(facts) if spells_of_orders(facts) else _of_subscriptions(facts)
    spells = spells.filter(spells.account_id.notnull() & spells._from.notnull())
    in_time = ibis.window(group_by="account_id", order_by=["_from", "_until"])
    earlier = ibis.window(group_by="account_id", order_by=["_from", "_until"], preceding=(None, 1))
    spells = spells.mutate(_reach=spells._until.max().over(earlier))
    apart = (spells._reach.isnull() | (spells._from > spells._reach)).ifelse(1, 0)
    spells = spells.mutate(_apart=apart)
    so_far = ibis.window(group_by="account_id", order_by=["_from", "_until"], preceding=(None, 0))
    spells = spells.mutate(_spell=spells._apart.sum().over(so_far), _turn=ibis.row_number().over(in_time))
    whole = spells.group_by("account_id", "account", *columns_of(DIMENSIONS), "_spell").aggregate(
        active_from=spells._from.min(), _until=spells._until.max(), _file=spells._file.min(), _line=spells._line.min()
    )
    active_until = (whole._until < _FOREVER).ifelse(whole._until, ibis.null("date"))
    return whole.mutate(active_until=active_until).drop("_until", "_spell")


def _of_subscriptions(facts: Facts) -> ir.Table:
    rows = subscriptions(facts)
    return rows.select(
        "account_id",
        "account",
        *columns_of(DIMENSIONS),
        "_file",
        "_line",
        _from=rows.started_on,
        _until=ibis.coalesce(rows.ended_on, _FOREVER),
    )


def _of_orders(facts: Facts) -> ir.Table:
    table = facts.tables["orders"]
    rows = with_accounts(facts, table.select("account_id", "_file", "_line", _from=local_date(table.ordered_at)))
    rows = rows.mutate(country=rows.account_country, segment=rows.account_segment, industry=rows.account_industry)
    until = (rows._from + ibis.interval(months=MONTHS_AFTER_AN_ORDER)).cast("date")
    return rows.select(
        "account_id", "account", "_file", "_line", **pairs(rows, DIMENSIONS), _from=rows._from, _until=until
    )
