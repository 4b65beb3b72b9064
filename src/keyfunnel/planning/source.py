"""An edition's answers to the questions of goals, each asked once."""

import datetime as dt
from dataclasses import replace

import numpy as np

from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.histogram import Histogram, histogram
from keyfunnel.kpis.measurement import Measurement
from keyfunnel.kpis.query import Query
from keyfunnel.model.calendar import Grain, span
from keyfunnel.model.errors import NotThere
from keyfunnel.planning.progress.question import Question
from keyfunnel.texts import N_, Message

_Key = tuple[str, str | None, tuple[tuple[str, tuple[str, ...]], ...], Grain | None, dt.date, dt.date]


class EditionSource:
    """Values as they were known at the end of the range asked about: its clock never runs ahead of it.

    A filter that matches nothing any more (a product gone from the source) is no data, not an error: goals
    outlive what they were set on.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._known: dict[_Key, list[Measurement]] = {}
        self._histograms: dict[tuple[object, ...], Histogram] = {}
        self._earlier: dict[dt.date, Facts] = {}

    @property
    def observed_end(self) -> dt.date:
        return self.facts.observed_end

    def over(self, question: Question, start: dt.date, end: dt.date) -> Measurement:
        found = self._ask(question, None, start, end)
        return found[0] if found else Measurement(question.kpi.key, span(start, end), None, question.kpi.unit)

    def by(self, question: Question, grain: Grain, start: dt.date, end: dt.date) -> list[Measurement]:
        return self._ask(question, grain, start, end) if start < end else []

    def histogram(self, question: Question, start: dt.date, end: dt.date) -> Histogram:
        where = tuple(sorted(question.where.items()))
        key = (question.kpi.key, where, start, end)
        if key not in self._histograms:
            query = Query(where=question.where, start=start, end=end)
            try:
                self._histograms[key] = histogram(self._as_of(end), question.kpi.key, query)
            except NotThere:
                self._histograms[key] = Histogram(np.array([], np.int64), np.array([]), np.array([]))
        return self._histograms[key]

    def _ask(self, question: Question, grain: Grain | None, start: dt.date, end: dt.date) -> list[Measurement]:
        where = tuple(sorted(question.where.items()))
        key = (question.kpi.key, question.stage, where, grain, start, end)
        if key not in self._known:
            query = Query(grain=grain, where=question.where, start=start, end=end, stage=question.stage)
            try:
                self._known[key] = raw(self._as_of(end), [question.kpi.key], query)
            except NotThere as error:
                self._known[key] = [_nothing(question, start, end, error)]
        return self._known[key]

    def _as_of(self, end: dt.date) -> Facts:
        clock = dt.datetime.combine(end - dt.timedelta(days=1), dt.time.max)
        if clock >= self.facts.observed_until:
            return self.facts
        if end not in self._earlier:
            # What was worked out for today may serve an earlier day, never the other way round.
            self._earlier[end] = replace(
                self.facts, observed_until=clock, kept=dict(self.facts.kept), learnt=dict(self.facts.learnt)
            )
        return self._earlier[end]


def _nothing(question: Question, start: dt.date, end: dt.date, error: NotThere) -> Measurement:
    reason = Message("filter_matches_nothing", N_("Nothing in the data fits its filter: {why}"), {"why": str(error)})
    return Measurement(question.kpi.key, span(start, end), None, question.kpi.unit, reason=reason)
