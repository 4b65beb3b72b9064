"""How a KPI's value grew or moved within a period: its value from the start up to any day."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from keyfunnel.kpis.histogram import Histogram, can_be_counted
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.shapes import AsOf, Count, Ratio, Shape, Sum
from keyfunnel.model.calendar import Grain, Period
from keyfunnel.planning.progress.question import Question, Source

# A period whose first rows come later than this share of its days was not recorded from its beginning.
LATE_START = 0.1


@dataclass(frozen=True)
class Course:
    """``first`` is the first day known to have rows; a period that began long before it is not a whole one."""

    first: dt.date | None

    def value(self, start: dt.date, cut: dt.date) -> float | None:
        """Over ``[start, cut)``; None without data."""
        raise LookupError("a course knows its values by day or by asking")

    def covers(self, period: Period) -> bool:
        if self.first is None:
            return False
        return self.first <= period.start + dt.timedelta(days=int(period.days * LATE_START))


@dataclass(frozen=True)
class ByDay(Course):
    """Of what adds up by day: sums and counts, and ratios of them. Running totals, the first of them 0."""

    days: tuple[dt.date, ...]
    numerators: tuple[float, ...]
    denominators: tuple[float, ...] | None

    def value(self, start: dt.date, cut: dt.date) -> float | None:
        numerator = self._between(self.numerators, start, cut)
        if self.denominators is None:
            return numerator
        denominator = self._between(self.denominators, start, cut)
        return numerator / denominator if denominator else None

    def _between(self, totals: tuple[float, ...], start: dt.date, cut: dt.date) -> float:
        return totals[bisect_left(self.days, cut)] - totals[bisect_left(self.days, start)]


@dataclass(frozen=True)
class ByState(Course):
    """Of what stands at an end, whatever the start: its value at the end of each day."""

    at: Mapping[dt.date, float | None]

    def value(self, start: dt.date, cut: dt.date) -> float | None:
        return self.at.get(cut - dt.timedelta(days=1)) if cut > start else None


@dataclass(frozen=True)
class ByRank(Course):
    """Of medians, from how often each value occurs on each day."""

    histogram: Histogram

    def value(self, start: dt.date, cut: dt.date) -> float | None:
        return self.histogram.median(start, cut)


@dataclass(frozen=True)
class ByAsking(Course):
    """Of what neither adds up nor can be ranked (cohorts, formulas): one question for each day asked about."""

    question: Question
    source: Source

    def value(self, start: dt.date, cut: dt.date) -> float | None:
        return self.source.over(self.question, start, cut).value if cut > start else None


def course(question: Question, source: Source, start: dt.date, end: dt.date) -> Course:
    """The KPI's course between ``start`` and ``end``, with as few questions as its shape allows."""
    shape = question.kpi.shape
    if adds_up_by_day(shape):
        grain = Grain.MONTH if question.by_month else Grain.DAY
        filled = [m for m in source.by(question, grain, start, end) if m.n or m.value]
        return _by_day(filled, ratio=isinstance(shape, Ratio))
    if isinstance(shape, AsOf):
        states = source.by(question, Grain.DAY, start, end)
        first = next((m.period.start for m in states if m.n), None)
        return ByState(first, {m.period.start: m.value for m in states})
    if can_be_counted(shape):
        histogram = source.histogram(question, start, end)
        return ByRank(histogram.first, histogram)
    months = source.by(question, Grain.MONTH, start, end)
    return ByAsking(next((m.period.start for m in months if m.n), None), question, source)


def _by_day(filled: Sequence[Measurement], *, ratio: bool) -> ByDay:
    """A period's amount counts from its last day on: a day's from that day, a month's once it is over."""
    numerators = ((m.numerator if ratio else m.value) or 0.0 for m in filled)
    denominators = (m.denominator or 0.0 for m in filled)
    return ByDay(
        first=filled[0].period.start if filled else None,
        days=tuple(m.period.last_day for m in filled),
        numerators=tuple(accumulate(numerators, initial=0.0)),
        denominators=tuple(accumulate(denominators, initial=0.0)) if ratio else None,
    )


def adds_up_by_day(shape: Shape) -> bool:
    """Whether a longer range's value follows from its days'. A cohort's doesn't: its outcomes come later."""
    if isinstance(shape, Ratio):
        return shape.outcome is None and all(isinstance(p, (Count, Sum)) for p in (shape.numerator, shape.denominator))
    return isinstance(shape, (Count, Sum))
