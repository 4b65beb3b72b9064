"""Where nobody at a stage is no 0: what tells of the stage doesn't reach into the range asked about."""

import datetime as dt

from keyfunnel.funnel.query import View
from keyfunnel.funnel.reading import Reading
from keyfunnel.kpis.compute.covered import OUTSIDE, REACH
from keyfunnel.kpis.rhythm import quiet_from
from keyfunnel.kpis.stage_coverage import recorded_from, tables_telling
from keyfunnel.texts import Message


def unrecorded(reading: Reading, position: int) -> Message | None:
    """Why it isn't known who entered the stage at ``position``; None where the data reach into the range.

    In the cohort view the range is that of where paths begin, and later stages have the window's days more. Nobody
    known to have begun can't have come further either.
    """
    if not reading.query.ranged:
        return None
    if reading.query.view is View.PERIOD:
        return _outside(reading, position, 0)
    untold = [_outside(reading, begin, 0) for begin in sorted(reading.paths.begins.values()) if begin <= position]
    if untold and None not in untold:
        return untold[0]
    return _outside(reading, position, reading.query.window_days)


def _outside(reading: Reading, position: int, follow: int) -> Message | None:
    """The reason where neither the range nor the ``follow`` days after it have data on the stage."""
    facts, query, stage = reading.facts, reading.query, reading.paths.stages[position - 1].name
    first = recorded_from(facts, stage)
    if first is None:
        return None
    end = min(quiet_from(facts, tables_telling(facts, stage)) or facts.observed_end, facts.observed_end)
    too_early = query.end is not None and (query.end - first).days + follow <= 0
    too_late = query.start is not None and query.start >= end
    return (
        Message(OUTSIDE, REACH, {"first": first, "last": end - dt.timedelta(days=1)}) if too_early or too_late else None
    )
