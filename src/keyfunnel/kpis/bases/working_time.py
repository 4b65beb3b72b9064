"""Time between two moments, of which only working hours count where the workspace sets them.

In closed form, the same on every engine: the working time from a fixed Monday to a moment is that of the whole weeks
before it, and of each span of its own week what lies before it; holidays take their part away again.
"""

import datetime as dt
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from keyfunnel.model.working_time import DAY, FIRST_MONDAY, WEEK, Span, spans_of_week, spans_off
from keyfunnel.model.workspace import Workspace

_SINCE_1970 = (FIRST_MONDAY - dt.date(1970, 1, 1)).days * DAY


def seconds_between(workspace: Workspace, start: ir.TimestampValue, end: ir.TimestampValue) -> ir.NumericValue:
    """Elapsed seconds from ``start`` to ``end``; where the workspace sets working hours, those that lie in them.

    Moments are local. Both outside working hours with none in between are 0 seconds apart.
    """
    if not workspace.working_hours:
        return end.epoch_seconds() - start.epoch_seconds()
    return _worked_until(workspace, end) - _worked_until(workspace, start)


def _worked_until(workspace: Workspace, moment: ir.TimestampValue) -> ir.NumericValue:
    week = spans_of_week(workspace.working_hours)
    since = moment.epoch_seconds() - _SINCE_1970
    weeks = (since / WEEK).floor().cast("int64")
    within = since - weeks * WEEK
    worked = weeks * sum(end - begin for begin, end in week) + _covered(week, within)
    off = spans_off(workspace.working_hours, workspace.holidays)
    return worked - _covered(off, since) if off else worked


def _covered(spans: tuple[Span, ...], until: ir.NumericValue) -> ir.NumericValue:
    """How much of the spans lies before ``until``."""
    return reduce(add, (_clipped(until - begin, end - begin) for begin, end in spans))


def _clipped(seconds: ir.NumericValue, longest: int) -> ir.NumericValue:
    """Between 0 and ``longest``; ``least`` and ``greatest`` treat nulls differently from engine to engine."""
    high = (seconds > longest).ifelse(ibis.literal(longest, "int64"), seconds)
    return (seconds < 0).ifelse(ibis.literal(0, "int64"), high)
