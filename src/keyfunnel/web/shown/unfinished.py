"""A period that isn't over: what is known of it ends within it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from keyfunnel.model.calendar import Period, span


@dataclass(frozen=True)
class Unfinished:
    """``until``: the last day with data. Nothing compares with whole periods but as far as that."""

    period: Period
    until: dt.date


def known_part(period: Period, observed_end: dt.date) -> Period:
    """Up to where the data end, where they end within it."""
    return span(period.start, observed_end) if period.start < observed_end < period.end else period


def unfinished(periods: Iterable[Period], observed_end: dt.date) -> Unfinished | None:
    """That of ``periods`` in which the data end; ``observed_end`` is the first day without any."""
    for one in periods:
        if one.start < observed_end < one.end:
            return Unfinished(one, observed_end - dt.timedelta(days=1))
    return None
