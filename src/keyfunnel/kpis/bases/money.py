"""Money in the workspace's currency, by the exchange rate of its date."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.facts import Facts

AMOUNT = "decimal(18, 4)"


def converted(facts: Facts, rows: ir.Table, table: str, money: tuple[str, ...], on: str) -> ir.Table:
    """``rows`` with the columns ``money`` in the workspace's currency, and ``without_rate``.

    ``rows`` come from ``table`` and have ``currency``; the rate is the latest on or before the date ``on``. Where
    there is none the money becomes null and ``without_rate`` true: such rows are left out of sums and counted.
    Negative money is an impossible value and becomes null too.
    """
    rows = rows.mutate(**{name: (rows[name] >= 0).ifelse(rows[name], ibis.null(AMOUNT)) for name in money})
    if not facts.has(table, "currency"):
        return rows.mutate(without_rate=ibis.literal(False))
    foreign = (rows.currency.upper() != facts.workspace.currency).fill_null(False)
    if not facts.has("rates", "rate"):
        return _left_out(rows.mutate(_foreign=foreign, _rate=ibis.null("float64")), money)
    rates = _spells(facts)
    matches = [
        rows.currency.upper() == rates._currency,
        rates._from <= rows[on],
        (rows[on] < rates._until),
    ]
    joined = rows.mutate(_foreign=foreign).left_join(rates, matches)
    return _left_out(joined.drop("_currency", "_from", "_until"), money)


def _left_out(rows: ir.Table, money: tuple[str, ...]) -> ir.Table:
    lacking = rows._foreign & rows._rate.isnull()
    present = [rows[name].notnull() for name in money]
    any_money = present[0]
    for other in present[1:]:
        any_money = any_money | other
    in_currency = {
        name: rows._foreign.ifelse((rows[name].cast("float64") * rows._rate).round(4).cast(AMOUNT), rows[name])
        for name in money
    }
    return rows.mutate(**in_currency, without_rate=lacking & any_money).drop("_foreign", "_rate")


def _spells(facts: Facts) -> ir.Table:
    """Each rate with the dates from which and until which it is the latest."""
    rates = facts.tables["rates"]
    usable = rates.filter(rates.rate > 0).select(
        _currency=rates.currency.upper(), _from=rates.on.cast("date"), _rate=rates.rate.cast("float64")
    )
    following = ibis.window(group_by="_currency", order_by="_from")
    end_of_time = ibis.date("9999-12-31")
    return usable.mutate(_until=ibis.coalesce(usable._from.lead().over(following), end_of_time))
