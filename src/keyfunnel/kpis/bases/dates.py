"""Dates and durations in expressions that mean the same on every engine.

Traps: an engine's own date difference may count elapsed time instead of calendar days, and ``least`` may or may
not skip nulls, so neither is used here.
"""

import ibis
import ibis.expr.types as ir


def local_date(moment: ir.Value) -> ir.DateValue:
    """The calendar date of a zoneless local timestamp, or of a date."""
    return moment.cast("date")


def days_between(start: ir.DateValue, end: ir.DateValue) -> ir.IntegerValue:
    """``end - start`` in calendar days; negative where the end lies before."""
    return ((end.epoch_seconds() - start.epoch_seconds()) / 86400).cast("int64")


def days_from(start: ir.DateValue, end: ir.DateValue) -> ir.IntegerValue:
    """Calendar days from ``start`` to ``end``; null where the end lies before the start, which can't be."""
    days = days_between(start, end)
    return (days >= 0).ifelse(days, ibis.null("int64"))


def earliest(*dates: ir.Value) -> ir.Value:
    """The first of several dates, nulls aside; null where all are."""
    first, *others = dates
    for other in others:
        first = (first.isnull() | (other < first)).fill_null(False).ifelse(other, first)
    return first


def latest(*dates: ir.Value) -> ir.Value:
    """The last of several dates, nulls aside; null where all are."""
    last, *others = dates
    for other in others:
        last = (last.isnull() | (other > last)).fill_null(False).ifelse(other, last)
    return last


def atom(date: ir.DateValue) -> ir.DateValue:
    """First day of the piece of an ISO week that lies in one month: weeks, months, quarters and years all add up
    from these."""
    week, month = date.truncate("W").cast("date"), date.truncate("M").cast("date")
    return (week > month).ifelse(week, month)


def atom_of(date: str) -> str:
    """The name of the column that keeps the atom of the date column ``date``."""
    return f"{date.removesuffix('_on')}_atom"


def with_atoms(rows: ir.Table, *dates: str) -> ir.Table:
    """``rows`` with the atom of each date beside it."""
    return rows.mutate(**{atom_of(date): atom(rows[date]) for date in dates})


def kept_atom(rows: ir.Table, date: str, named: str) -> dict[str, ir.Value]:
    """The atom that is kept beside ``date``, for a view that calls the date ``named``; none where none is kept."""
    prepared = atom_of(date)
    return {atom_of(named): rows[prepared]} if prepared in rows.columns else {}


def has_time_of_day(moment: ir.TimestampValue) -> ir.BooleanValue:
    """False at midnight, which in the sales model means that only the date is known."""
    return moment != moment.cast("date").cast("timestamp")


def at_or_after(later: ir.TimestampValue, earlier: ir.TimestampValue) -> ir.BooleanValue:
    """Whether ``later`` is not before ``earlier``, by date alone where either has no time of day."""
    same_day = later.cast("date") == earlier.cast("date")
    by_date = same_day & ~(has_time_of_day(later) & has_time_of_day(earlier))
    return (later >= earlier) | by_date
