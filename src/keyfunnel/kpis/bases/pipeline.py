"""Deals while they are open, at the value they had then."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.dates import local_date
from keyfunnel.kpis.bases.deals import DIMENSIONS, deals
from keyfunnel.kpis.bases.dimensions import columns_of
from keyfunnel.kpis.bases.kept import base_table, learnt
from keyfunnel.kpis.bases.money import converted
from keyfunnel.kpis.facts import Facts

SHARE_OF_CYCLES = 0.95


def pipeline(facts: Facts) -> ir.Table:
    """A row for each deal and value it had: ``open_from`` until ``open_until`` (null: still open) at ``amount``.

    One row a deal where stage entries don't record values. ``stale_from``: when it had become older than 95 % of the
    closed deals were at their close; null where it never did within the row. ``decider_known_from``: when a contact of
    its account was known to be a decision-maker (from the start where the contact isn't dated); null likewise.
    """
    return base_table(facts, "pipeline", _build, is_view)


def is_view(facts: Facts) -> bool:
    """Whether each row is a deal's own."""
    recorded = facts.has("deal_stages", "amount", "entered_at")
    return not (recorded or _in_currencies(facts) or facts.has("contacts", "decision_maker"))


def stale_after(facts: Facts) -> int | None:
    """Days after which an open deal is older than 95 % of the closed cycles; None without closed deals."""

    def learn(facts: Facts) -> int | None:
        table = deals(facts)
        closed = table.filter((table.won | table.lost) & table.days_to_close.notnull())
        days = closed.aggregate(days=closed.days_to_close.quantile(SHARE_OF_CYCLES)).to_pyarrow()["days"][0].as_py()
        return None if days is None else int(days)

    return learnt(facts, "stale after", learn)


def _build(facts: Facts) -> ir.Table:
    table = deals(facts)
    rows = table.filter(table.open_from.notnull())
    shown = ["deal_id", "name", "account_id", "account", "stage", *columns_of(DIMENSIONS), "without_rate"]
    shown += ["amount", "open_from", "open_until", "created_on", "_file", "_line"]
    rows = rows.select(*shown)
    if _in_currencies(facts):
        rows = _at_the_rate_of_the_opening(facts, rows)
    if facts.has("deal_stages", "amount", "entered_at"):
        rows = _at_recorded_values(facts, rows)
    days = stale_after(facts)
    old_from = ibis.null("date") if days is None else (rows.created_on + ibis.interval(days=days + 1)).cast("date")
    rows = _with_deciders(facts, rows.mutate(stale_from=_while_open(rows, old_from)))
    return rows.mutate(decider_known_from=_while_open(rows, rows._decider_from)).drop("_decider_from")


def _while_open(rows: ir.Table, since: ir.Value) -> ir.Value:
    """``since``, or the start of the row where that is later; null where the row had ended by then."""
    begins = (since < rows.open_from).ifelse(rows.open_from, since)
    in_time = (begins < rows.open_until) | rows.open_until.isnull()
    return in_time.fill_null(False).ifelse(begins, ibis.null("date"))


def _with_deciders(facts: Facts, rows: ir.Table) -> ir.Table:
    if not facts.has("contacts", "decision_maker"):
        return rows.mutate(_decider_from=ibis.null("date"))
    contacts = facts.tables["contacts"]
    deciders = contacts.filter(contacts.decision_maker.fill_null(False) & contacts.account_id.notnull())
    known_from = ibis.coalesce(local_date(deciders.created_at), ibis.date("0001-01-01"))
    first = deciders.group_by(_of_account="account_id").aggregate(_decider_from=known_from.min())
    return rows.left_join(first, rows.account_id == first._of_account).drop("_of_account")


def _in_currencies(facts: Facts) -> bool:
    return facts.has("deals", "currency") and facts.has("rates", "rate")


def _at_the_rate_of_the_opening(facts: Facts, rows: ir.Table) -> ir.Table:
    """Deals have the rate of their close, which nobody knew while they were open."""
    table = facts.tables["deals"]
    opened = table.select("amount", "currency", _of="deal_id", _opened_on=local_date(table.created_at))
    then = converted(facts, opened, "deals", ("amount",), on="_opened_on")
    joined = rows.drop("amount", "without_rate").join(then, ibis._.deal_id == then._of)
    return joined.select(*rows.columns)


def _at_recorded_values(facts: Facts, rows: ir.Table) -> ir.Table:
    """Each deal cut where a stage entry records another value. Before the first record the deal has that value; after
    the last one an open deal has today's."""
    values = _recorded(facts)
    first = ibis.window(group_by="deal_id", order_by="_on")
    values = values.mutate(_turn=ibis.row_number().over(first), _next_on=values._on.lead().over(first))
    values = values.rename(_of="deal_id")
    cut = rows.rename(_now="amount", _begin="open_from", _end="open_until").join(values, ibis._.deal_id == values._of)
    still_open = cut._next_on.isnull() & cut._end.isnull()
    # Of an open deal with a single record, what lies before it has the recorded value and what follows today's.
    alone = (cut._turn == 0) & still_open
    begin = (((cut._turn == 0) & ~alone) | (cut._on < cut._begin)).ifelse(cut._begin, cut._on)
    end = ibis.coalesce(cut._next_on, cut._end)
    end = (end > cut._end).fill_null(False).ifelse(cut._end, end)
    amount = still_open.ifelse(ibis.coalesce(cut._now, cut._value), cut._value)
    from_record = cut.mutate(open_from=begin, open_until=end, amount=amount)
    to_record = cut.filter(alone).mutate(open_from=cut._begin, open_until=cut._on, amount=cut._value)
    pieces = ibis.union(*(piece.select(*rows.columns) for piece in (from_record, to_record)))
    pieces = pieces.filter((pieces.open_from < pieces.open_until).fill_null(True))
    unrecorded = rows.anti_join(values, rows.deal_id == values._of)
    return ibis.union(pieces, unrecorded.select(*rows.columns))


def _recorded(facts: Facts) -> ir.Table:
    """``deal_id``, the date ``_on``, and ``_value``, the last one recorded on it."""
    history, table = facts.tables["deal_stages"], facts.tables["deals"].select("deal_id", "currency")
    entries = history.filter(history.amount.notnull() & history.entered_at.notnull())
    entries = entries.select("deal_id", "entered_at", "amount", _on=local_date(entries.entered_at))
    latest = ibis.window(group_by=["deal_id", "_on"], order_by=ibis.desc("entered_at"))
    entries = entries.mutate(_turn=ibis.row_number().over(latest))
    daily = entries.filter(entries._turn == 0).join(table, "deal_id")
    return converted(facts, daily, "deals", ("amount",), on="_on").select("deal_id", "_on", _value="amount")
