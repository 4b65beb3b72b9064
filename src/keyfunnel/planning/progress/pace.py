"""Where a value usually stands by this day of a period, learnt from past periods (GOALS.md, "Projected end").

maven's win rate stands near 49 % after a quarter's first month and ends near 61 %: without this, every
quarter would look lost in its first weeks.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from keyfunnel.model.calendar import Period
from keyfunnel.planning.progress.course import ByAsking, Course, course
from keyfunnel.planning.progress.question import Question, Source
from keyfunnel.planning.progress.shift import corresponding, earlier

ENOUGH_PAST = 2
LOOK_BACK = 8  # two years of quarters
LOOK_BACK_ASKING = 3  # each past day then costs a question of its own


@dataclass(frozen=True)
class Pace:
    """The past periods that ``period`` is held against; ``own`` unless they are a wider scope's."""

    period: Period
    past: tuple[Period, ...]
    course: Course
    own: bool = True

    def share(self, cut: dt.date) -> float | None:
        """Of a flow: the median share of a past period's total that had come in by ``cut``."""
        shares = [
            (self.course.value(past.start, corresponding(cut, self.period, past)) or 0.0) / total
            for past in self.past
            if (total := self.course.value(past.start, past.end))
        ]
        return median(shares) if len(shares) >= ENOUGH_PAST else None

    def rest(self, cut: dt.date) -> float | None:
        """Of a level: the median of (final − value at ``cut``) over past periods."""
        return _usual(final - then for then, final in self._moves(cut))

    def part_of_left(self, cut: dt.date) -> float | None:
        """Of a share: the median part that it still rose by of what was left to 1, below 0 that it fell by of what was
        left to 0."""
        return _usual(_part(then, final) for then, final in self._moves(cut))

    def _moves(self, cut: dt.date) -> Iterator[tuple[float, float]]:
        """Of each past period, its value at ``cut`` and its final one."""
        for past in self.past:
            final = self.course.value(past.start, past.end)
            then = self.course.value(past.start, corresponding(cut, self.period, past))
            if final is not None and then is not None:
                yield then, final


def _part(then: float, final: float) -> float:
    left = 1 - then if final > then else then
    return (final - then) / left if left else 0.0


def _usual(values: Iterable[float]) -> float | None:
    known = list(values)
    return median(known) if len(known) >= ENOUGH_PAST else None


def pace(source: Source, period: Period, questions: Sequence[Question]) -> Pace | None:
    """From the first of ``questions`` (its own, then wider scopes) with two past periods of data, else None."""
    for index, question in enumerate(questions):
        found = _past(source, period, question)
        if len(found.past) >= ENOUGH_PAST:
            return Pace(found.period, found.past, found.course, own=index == 0)
    return None


def _past(source: Source, period: Period, question: Question) -> Pace:
    wanted = earlier(period, LOOK_BACK)
    of_kpi = course(question, source, wanted[-1].start, min(period.start, source.observed_end))
    whole = [past for past in wanted if of_kpi.covers(past) and past.end <= source.observed_end]
    if isinstance(of_kpi, ByAsking):
        whole = whole[:LOOK_BACK_ASKING]
    return Pace(period, tuple(past for past in whole if of_kpi.value(past.start, past.end) is not None), of_kpi)
