"""Who was first contacted when: the outbound touches among the activities."""

import ibis.expr.types as ir

from keyfunnel.kpis.facts import Facts

TOUCHES = ("call", "email", "message", "meeting", "demo")


def outbound(activities: ir.Table) -> ir.BooleanValue:
    """Started by us. Where the source doesn't say, calls, e-mails, messages and meetings are taken as ours: a reply
    is a kind of its own."""
    return activities.outbound.fill_null(True) & activities.kind.isin(TOUCHES).fill_null(False)


def first_outbound(facts: Facts, subject: str, *, by_sales: bool = False) -> ir.Table | None:
    """``_<subject>`` with ``_touched_at``, its first outbound touch; None where activities don't name ``subject``.

    ``by_sales`` leaves marketing's touches out; one that says neither is sales'.
    """
    if not facts.has("activities", subject, "at"):
        return None
    activities = facts.tables["activities"]
    wanted = activities[subject].notnull() & outbound(activities)
    if by_sales:
        wanted &= activities.by.fill_null("sales") == "sales"
    touches = activities.filter(wanted)
    return touches.group_by(**{f"_{subject}": touches[subject]}).aggregate(_touched_at=touches["at"].min())
