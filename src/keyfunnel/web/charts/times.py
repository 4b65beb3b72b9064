"""A chart's axis of time: the days labelled on it, all in one format that the page's language has, and their year.

Where the whole axis lies in one year, that year stands once below it; else it is part of every label. Labels that have
no room on a narrow chart make way evenly: every second, third or fourth is left, whatever is left of them fits.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any

from babel.dates import format_skeleton

from keyfunnel.model.calendar import Grain, Period, add_months
from keyfunnel.web.figures import locale_of

WEEK = dt.timedelta(days=7)
EVERY_DAY, EVERY_WEEK = 14, 120  # the longest axes, in days, on which days and weeks are labelled; else months are
# Of days and of longer periods, every so many are labelled where there is no room for more.
NTHS = {"d": (1, 2, 3, 4, 6, 8, 10, 13, 17, 26, 52), "MMM": (1, 2, 3, 4, 6, 8, 12, 24, 36, 60), "y": (1, 2, 5, 10)}
# Pixels of a label's letters, by how wide Unicode says they are, and between two labels.
WIDE, NARROW, THIN, BETWEEN = 11, 6.2, 3.3, 14
INSET = 10  # pixels at either end, so that the first value stands apart from the labels of heights
# What d3 calls the fields of CLDR's patterns.
FIELDS = {"y": "%Y", "yyyy": "%Y", "MMM": "%b", "LLL": "%b", "M": "%-m", "L": "%-m", "MM": "%m", "d": "%-d", "dd": "%d"}


@dataclass(frozen=True)
class TimeAxis:
    """What every layer of a chart says of it; the layers share it, and the chart has one parameter of which days are
    ``labelled``: a Vega expression, by its width."""

    axis: dict[str, Any]
    labelled: str

    def over(self, field: str = "date") -> dict[str, Any]:
        """Days are those of no time zone: a reader's own would move them to the day before."""
        return {
            "field": field,
            "type": "temporal",
            "title": None,
            "scale": {"type": "utc", "padding": INSET},
            "axis": self.axis,
        }


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
    skeleton = fields if one_year else f"y{fields}"
    label = max(_wide(format_skeleton(skeleton, day, locale=locale_of(language))) for day in days)
    year = d3_format("y", language).replace("%Y", str(days[0].year))
    return TimeAxis(
        {
            "values": {"expr": "labelled"},
            "format": d3_format(skeleton, language),
            "title": year if one_year else None,
            "titleX": {"expr": f"scale('x', {_day(days[0])})"},
        },
        _that_fit(days, NTHS[smallest], label),
    )


def _that_fit(days: Sequence[dt.date], nths: Sequence[int], label: float) -> str:
    """A Vega expression for those of ``days`` that are labelled, by the width of the chart."""
    said, gaps = "", max(1, len(days) - 1)
    for nth in nths:
        kept = _utc(days[::nth])
        if len(days[::nth]) <= 2 or nth == nths[-1]:
            break
        room = gaps / nth  # the width in which two labels lie one pixel apart
        said += f"width >= {ceil(room * (label + BETWEEN)) + 2 * INSET} ? {kept} : "
    return said + kept


def _utc(days: Sequence[dt.date]) -> str:
    return f"[{', '.join(map(_day, days))}]"


def _day(day: dt.date) -> str:
    return f"utc({day.year}, {day.month - 1}, {day.day})"


def _wide(text: str) -> float:
    """Pixels, about."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if unicodedata.category(letter) == "Mn":
        return 0
    if letter in " .,":
        return THIN
    return WIDE if unicodedata.east_asian_width(letter) in "WF" else NARROW


@lru_cache(maxsize=64)
def d3_format(skeleton: str, language: str) -> str:
    """A date's pattern in CLDR, as d3 wants it: ``yMMMd`` is ``%Y. %b %-d.`` in Hungarian."""
    pattern = locale_of(language).datetime_skeletons[skeleton].pattern
    parts = re.findall(r"'([^']*)'|([a-zA-Z]+)|([^a-zA-Z']+)", pattern)
    return "".join(
        FIELDS[field] if field else (quoted or between).replace("%", "%%") for quoted, field, between in parts
    )
