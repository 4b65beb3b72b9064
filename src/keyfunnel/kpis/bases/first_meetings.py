"""The way to the first meeting: one row for each lead (or deal without one) that was touched or met."""

import ibis
import ibis.expr.types as ir

from keyfunnel.kpis.bases.activities import DIMENSIONS, activities
from keyfunnel.kpis.bases.dates import at_or_after
from keyfunnel.kpis.bases.deals import deals
from keyfunnel.kpis.bases.dimensions import columns_of
from keyfunnel.kpis.bases.kept import base_table
from keyfunnel.kpis.facts import Facts

TOUCHES = ("call", "email", "message")
MEETINGS = ("meeting", "demo")
_ORDER = ("done_at", "activity_id")


def first_meetings(facts: Facts) -> ir.Table:
    """``met_on``: the day the first meeting or demo was held, null where none was; ``touched_on``: the day of the
    first outbound call, e-mail or message. ``touches`` before the meeting, split into ``touches_by_sales`` and
    ``touches_by_marketing``; one that says neither is sales'.

    The dimensions are those of the meeting, else of the first touch.
    """
    return base_table(facts, "first_meetings", _build)


def _build(facts: Facts) -> ir.Table:
    rows = _with_subject(facts)
    meetings = _first(rows.filter(rows.kind.isin(MEETINGS) & rows.held.fill_null(False)))
    touches = rows.filter(rows.outbound & rows.kind.isin(TOUCHES))
    counted = _counted(touches, meetings)
    met = meetings.left_join(counted, meetings.subject == counted._subject)
    met = met.mutate(met_on=met.done_on, touched_on=met._touched_on)
    met = met.mutate(**{name: met[name].fill_null(0) for name in ("touches_by_sales", "touches_by_marketing")})
    first = _first(touches)
    never = first.anti_join(meetings, first.subject == meetings.subject)
    zero = ibis.literal(0, "int64")
    never = never.mutate(
        met_on=ibis.null("date"), touched_on=never.done_on, touches_by_sales=zero, touches_by_marketing=zero
    )
    return ibis.union(_columns(met), _columns(never))


def _with_subject(facts: Facts) -> ir.Table:
    """Dated activities with ``subject``: the lead, be it through the deal, else the deal."""
    rows = activities(facts).filter(ibis._.done_at.notnull())
    if "deals" in facts.tables:
        leads = deals(facts).select(_deal="deal_id", _deal_lead="lead_id")
        rows = rows.left_join(leads, rows.deal_id == leads._deal)
        rows = rows.mutate(lead_id=ibis.coalesce(rows.lead_id, rows._deal_lead)).drop("_deal", "_deal_lead")
    named = ibis.coalesce(ibis.literal("lead:") + rows.lead_id, ibis.literal("deal:") + rows.deal_id)
    return rows.mutate(subject=named).filter(ibis._.subject.notnull())


def _first(rows: ir.Table) -> ir.Table:
    turns = rows.mutate(_turn=ibis.row_number().over(ibis.window(group_by="subject", order_by=_ORDER)))
    return turns.filter(turns._turn == 0).drop("_turn")


def _counted(touches: ir.Table, meetings: ir.Table) -> ir.Table:
    """By ``_subject``: its touches before the meeting and the day of the first one."""
    until = meetings.select(_subject="subject", _met_at="done_at")
    both = touches.select("subject", "by", "done_at", "done_on").join(until, ibis._.subject == until._subject)
    before = both.filter(at_or_after(both._met_at, both.done_at))
    by_marketing = (before.by == "marketing").fill_null(False)
    return before.group_by("_subject").aggregate(
        touches_by_sales=before.count(where=~by_marketing),
        touches_by_marketing=before.count(where=by_marketing),
        _touched_on=before.done_on.min(),
    )


def _columns(rows: ir.Table) -> ir.Table:
    return rows.select(
        "subject",
        "lead_id",
        "deal_id",
        "account_id",
        "account",
        *columns_of(DIMENSIONS),
        "met_on",
        "touched_on",
        "touches_by_sales",
        "touches_by_marketing",
        touches=rows.touches_by_sales + rows.touches_by_marketing,
        _file=rows._file,
        _line=rows._line,
    )
