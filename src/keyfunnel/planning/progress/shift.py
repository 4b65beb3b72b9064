"""The same stretch of earlier periods: a quarter's first month lies against earlier quarters' first months."""

import datetime as dt

from keyfunnel.model.calendar import Period, add_months, span, whole_months


def earlier(period: Period, count: int) -> list[Period]:
    """The ``count`` periods of the same calendar length before ``period``, the latest first."""
    months = whole_months(period)
    if months:
        return [
            span(add_months(period.start, -months * back), add_months(period.start, -months * (back - 1)))
            for back in range(1, count + 1)
        ]
    step = dt.timedelta(days=period.days)
    return [span(period.start - step * back, period.start - step * (back - 1)) for back in range(1, count + 1)]


def corresponding(cut: dt.date, period: Period, past: Period) -> dt.date:
    """Where in ``past`` one stands as ``cut`` (exclusive) stands in ``period``: by calendar, ends against ends."""
    if cut >= period.end:
        return past.end
    months = whole_months(period)
    if months:
        apart = (period.start.year - past.start.year) * 12 + period.start.month - past.start.month
        moved = add_months(cut, -apart)
    else:
        moved = cut - (period.start - past.start)
    return min(max(moved, past.start), past.end)


def elapsed(cut: dt.date, period: Period) -> float:
    """The share of the period's days before ``cut``."""
    return min(max((cut - period.start).days / period.days, 0.0), 1.0)
