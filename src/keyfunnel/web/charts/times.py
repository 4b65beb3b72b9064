"""A chart's axis of time: the days labelled on it, all in one format that the page's language has, and their year.

Where the whole axis lies in one year, that year stands once below it; else it is part of every label.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from keyfunnel.model.calendar import Grain, Period, add_months
from keyfunnel.web.figures import locale_of

WEEK = dt.timedelta(days=7)
EVERY_DAY, EVERY_WEEK = 14, 120  # the longest axes, in days, on which days and weeks are labelled; else months are
# What d3 calls the fields of CLDR's patterns.
FIELDS = {"y": "%Y", "yyyy": "%Y", "MMM": "%b", "LLL": "%b", "M": "%-m", "L": "%-m", "MM": "%m", "d": "%-d", "dd": "%d"}


@dataclass(frozen=True)
class TimeAxis:
    """What every layer of a chart says of it; the layers share it."""

    axis: dict[str, Any]

    def over(self, field: str = "date") -> dict[str, Any]:
        """Days are those of no time zone: a reader's own would move them to the day before."""
        return {"field": field, "type": "temporal", "title": None, "scale": {"type": "utc"}, "axis": self.axis}


def of_periods(periods: Sequence[Period], grain: Grain, language: str) -> TimeAxis:
    """Each period is labelled by its start, as far as there is room."""
    starts = [one.start for one in periods]
    if grain in (Grain.DAY, Grain.WEEK):
        return _axis(starts, "d", language)
    by_year = grain is Grain.YEAR and all((day.month, day.day) == (1, 1) for day in starts)
    return _axis(starts, "y" if by_year else "MMM", language)


def of_days(first: dt.date, last: dt.date, language: str) -> TimeAxis:
    """Days, weeks from the first day on, or months, by how long it is."""
    length = (last - first).days
    if length > EVERY_WEEK:
        opening = first.replace(day=1) if first.day == 1 else add_months(first.replace(day=1), 1)
        months = 12 * (last.year - opening.year) + last.month - opening.month
        return _axis([add_months(opening, n) for n in range(months + 1)], "MMM", language)
    step = 1 if length <= EVERY_DAY else WEEK.days
    return _axis([first + dt.timedelta(days=n) for n in range(0, length + 1, step)], "d", language)


def _axis(days: Sequence[dt.date], smallest: str, language: str) -> TimeAxis:
    """``smallest`` is the CLDR field that tells one label from the next."""
    one_year = smallest != "y" and len({day.year for day in days}) == 1
    fields = {"d": "MMMd", "MMM": "MMM", "y": ""}[smallest]
    labels = {
        "values": [_utc(day) for day in days],
        "format": d3_format(fields if one_year else f"y{fields}", language),
    }
    return TimeAxis({**labels, "title": str(days[0].year) if one_year else None})


@lru_cache(maxsize=64)
def d3_format(skeleton: str, language: str) -> str:
    """A date's pattern in CLDR, as d3 wants it: ``yMMMd`` is ``%Y. %b %-d.`` in Hungarian."""
    pattern = locale_of(language).datetime_skeletons[skeleton].pattern
    parts = re.findall(r"'([^']*)'|([a-zA-Z]+)|([^a-zA-Z']+)", pattern)
    return "".join(
        FIELDS[field] if field else (quoted or between).replace("%", "%%") for quoted, field, between in parts
    )


def _utc(day: dt.date) -> dict[str, int | bool]:
    return {"utc": True, "year": day.year, "month": day.month, "date": day.day}
