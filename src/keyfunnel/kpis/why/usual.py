"""Whether a change is more than periods of that length differ anyway."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.why.comparison import Comparison
from keyfunnel.kpis.why.explained import Usual
from keyfunnel.model.calendar import Calendar, Grain, Period
from keyfunnel.stats.variation import usual_range, usual_rate
from keyfunnel.texts import N_, Message

FEWEST = 4
LOOKED_BACK = 12
GRAINS = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)

OF_THE_CALENDAR = Message(
    "usual_by_calendar",
    N_("What is usual is known of whole weeks, months, quarters and years, compared with others of their kind."),
)
STILL_RUNNING = Message("period_running", N_("The period isn't over: it is compared with one that is."))
LOOKS_BACK = Message(
    "usual_looks_back",
    N_(
        "This number looks further back than its period, so that neighbouring periods are made from much the same: "
        "none tells what is usual."
    ),
)
TOO_FEW = N_("Too little history to tell what is usual: {known} of the {needed} earlier periods that it takes.")


def grain_of(period: Period, calendar: Calendar) -> Grain | None:
    """The grain whose period it is."""
    same = ((grain, calendar.period(period.start, grain)) for grain in GRAINS)
    return next((grain for grain, one in same if (one.start, one.end) == (period.start, period.end)), None)


def history_before(asked: Comparison, grain: Grain, calendar: Calendar) -> Query:
    """The periods of the grain that :func:`usual` looks at, from one more than it counts, as the first is left out, to
    the one asked about."""
    start = asked.against.start
    for _ in range(LOOKED_BACK + 1):
        start = calendar.period(start - dt.timedelta(days=1), grain).start
    return Query(grain=grain, where=asked.where, start=start, end=asked.period.end, stage=asked.stage)


def usual(
    kpi: KPI, before: Measurement, now: Measurement, history: Sequence[Measurement], grain: Grain, calendar: Calendar
) -> Usual | Message:
    """The range of a change that would be nothing unusual; else why it isn't known.

    ``history`` holds the KPI's periods of the grain, ascending; the first that has a value is seldom whole and left
    out, the last is ``now`` again, unless a grain's periods are summed over longer ones. A share is set against the
    rate that earlier periods foretell for so many rows; anything else's change against earlier changes over the same
    distance.
    """
    same = [one.value for one in history if one.period.start == now.period.start]
    if not np.allclose([_value(now)], [value for value in same if value is not None] or [np.nan]):
        return LOOKS_BACK
    whole = [one for one in history if one.value is not None and one.period.end <= now.period.start][1:]
    if kpi.is_share:
        past = [(one.numerator, one.denominator) for one in whole[-LOOKED_BACK:] if one.denominator]
        if len(past) < FEWEST:
            return _too_few(len(past))
        won, of = np.array(past, dtype=np.float64).T
        low, high = (float(end) - _value(before) for end in usual_rate(won, of, now.denominator or 0))
        return _ranged(low, high, len(past), now, before)
    distance = len(calendar.periods(before.period.start, now.period.start, grain))
    values = {one.period.start: _value(one) for one in whole}
    steps = [calendar.periods(start, now.period.start, grain) for start in values]
    changes = [
        values[ahead[distance].start] - values[ahead[0].start]
        for ahead in steps
        if len(ahead) > distance and ahead[distance].start in values
    ][-LOOKED_BACK:]
    if len(changes) < FEWEST:
        return _too_few(len(changes))
    return _ranged(*usual_range(changes), len(changes), now, before)


def _ranged(low: float, high: float, periods: int, now: Measurement, before: Measurement) -> Usual:
    return Usual(low, high, periods, low <= _value(now) - _value(before) <= high)


def _too_few(known: int) -> Message:
    return Message("short_history", TOO_FEW, {"known": known, "needed": FEWEST})


def _value(one: Measurement) -> float:
    return float("nan") if one.value is None else one.value
