"""0 or nothing: a total for every period, a count of 0 only where the data reach, and why elsewhere there is none."""

import datetime as dt
from dataclasses import replace

import numpy as np

from keyfunnel.kpis.compute.additive import NO_ROWS
from keyfunnel.kpis.compute.cells import NUMBERS, Cells, Flags, bare, nothing
from keyfunnel.kpis.frame import Frame
from keyfunnel.kpis.shapes import AsOf, Count, Distinct, Shape, Sum
from keyfunnel.model.calendar import Grain
from keyfunnel.texts import N_, Message

OUTSIDE = "not_covered"
REACH = N_("The data on this reach from {first} to {last}.")

ONLY_UNTIL = N_("What it is made from is known together up to {last} only.")

BY_MONTH = Message("by_month", N_("It is counted by whole months: ask for months, quarters or years."))


def covered(
    cells: Cells,
    shape: Shape,
    frame: Frame,
    first: dt.date | None,
    beyond: dt.date | None = None,
    *,
    to_the_end: bool = False,
) -> Cells:
    """``cells`` with a row for each period, where totals are asked; groups without rows stay out,
    of a ratio those without rows in either part.

    ``first`` is the first day with data, ``beyond`` the first one without where they end before the clock;
    ``to_the_end``: they must reach to a period's end for it to have a value (see :mod:`keyfunnel.kpis.coverage`).
    """
    end = min(beyond or frame.clock, frame.clock)
    outside = _outside(frame, first, end)
    if to_the_end and end < frame.clock:
        outside |= np.array([period.end > end for period in frame.periods], bool)
    cut = _cut(frame) if isinstance(shape, Sum) and shape.by_month else np.zeros_like(outside)
    if frame.dimensions:
        counted = (cells.n > 0) | (np.nan_to_num(cells.numerator) != 0)
        return cells.only(np.flatnonzero(~(outside | cut)[cells.place] & counted))
    full = _every_period(cells, len(frame.periods), isinstance(shape, Count | Sum | Distinct | AsOf))
    last = end - dt.timedelta(days=1)
    told = {"first": first, "last": last} if first else {"first": last, "last": last}
    full = full.without(cut[full.place] & ~outside[full.place], BY_MONTH)
    blank = outside[full.place]
    return _blanked(full, blank, Message(OUTSIDE, REACH, told))


def known(cells: Cells, frame: Frame, beyond: dt.date | None) -> Cells:
    """A formula's ``cells`` where all that it is made from is known up to a period's end: one number of part of it
    against another of the whole would be neither. ``beyond`` is the first day of which one of them isn't."""
    if beyond is None or beyond >= frame.clock:
        return cells
    over = np.array([period.end > beyond for period in frame.periods], bool)[cells.place]
    if frame.dimensions:
        return cells.only(np.flatnonzero(~over))
    return _blanked(cells, over, Message("not_known_together", ONLY_UNTIL, {"last": beyond - dt.timedelta(days=1)}))


def _blanked(cells: Cells, blank: Flags, why: Message) -> Cells:
    """Nothing, for that reason, in the rows that are ``blank``."""
    emptied = replace(
        cells,
        reasons={row: reason for row, reason in cells.reasons.items() if not blank[row]},
        n=np.where(blank, 0.0, cells.n),
        numerator=np.where(blank, np.nan, cells.numerator),
        denominator=np.where(blank, np.nan, cells.denominator),
    )
    return emptied.without(blank, why)


def _outside(frame: Frame, first: dt.date | None, end: dt.date) -> Flags:
    """Whether the data don't reach into a period, for each."""
    if first is None:
        return np.ones(len(frame.periods), bool)
    return np.array([period.end <= first or period.start >= end for period in frame.periods], bool)


def _cut(frame: Frame) -> Flags:
    """Whether a period isn't made of whole months, the running one aside, for each."""
    return np.array(
        [
            period.start.day != 1
            or (period.end.day != 1 and period.end < frame.clock)
            or grain in (Grain.DAY, Grain.WEEK)
            for period, grain in zip(frame.periods, frame.grains, strict=True)
        ],
        bool,
    )


def _every_period(cells: Cells, periods: int, zero: bool) -> Cells:
    missing = np.setdiff1d(np.arange(periods), cells.place)
    if not len(missing):
        return cells
    added = {name: nothing(len(missing)) for name in NUMBERS} | {"n": np.zeros(len(missing))}
    if zero:
        added |= {"value": np.zeros(len(missing)), "numerator": np.zeros(len(missing))}
    reasons = {} if zero else {len(cells) + row: NO_ROWS for row in range(len(missing))}
    return Cells(
        np.concatenate([cells.place, missing]),
        bare(len(cells) + len(missing)),
        **{name: np.concatenate([getattr(cells, name), added[name]]) for name in NUMBERS},
        reasons=cells.reasons | reasons,
    )
