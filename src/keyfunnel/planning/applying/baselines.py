"""Baselines: given in the file, or the KPI over the preceding period, frozen when the goal is first applied."""

from keyfunnel.kpis.facts import Facts
from keyfunnel.okr.models import BaselineHow, KeyResult, Kind
from keyfunnel.planning.applying.amounts import in_units
from keyfunnel.planning.applying.definition import Baseline
from keyfunnel.planning.document import CycleSpec, KeyResultSpec
from keyfunnel.planning.progress.aim import Aim
from keyfunnel.planning.progress.question import Question
from keyfunnel.planning.questions import questions_of
from keyfunnel.planning.source import EditionSource
from keyfunnel.texts import N_

_OTHER = {
    Kind.INCREASE: N_("from {start} to {target} is a decrease, not an increase"),
    Kind.DECREASE: N_("from {start} to {target} is an increase, not a decrease"),
}


class Baselines:
    def __init__(self, cycle: CycleSpec, facts: Facts) -> None:
        self._cycle = cycle
        self._facts = facts
        self._source = EditionSource(facts)
        self._before = facts.workspace.calendar.before(cycle.period)
        stored = KeyResult.objects.filter(
            objective__cycle__name=cycle.name,
            objective__cycle__start=cycle.start,
            objective__cycle__end=cycle.end,
            baseline_how=BaselineHow.AUTO,
        ).select_related("objective__cycle")
        self._stored = {(one.objective.key, one.key): one for one in stored}

    def of(self, objective: str, spec: KeyResultSpec, question: Question, stage: str, target: float | None) -> Baseline:
        """Raises :class:`~keyfunnel.model.errors.BadInput` where the target can't be reached from it."""
        if spec.baseline is not None:
            given = in_units(spec.baseline, question.kpi, spec.place("baseline"))
            baseline = Baseline(given, BaselineHow.GIVEN)
        else:
            baseline = self._frozen(objective, spec, question, stage) or self._measured(question)
        if target is not None and spec.kind in (Kind.INCREASE, Kind.DECREASE):
            self._check(spec, question, target, baseline)
        return baseline

    def _frozen(self, objective: str, spec: KeyResultSpec, question: Question, stage: str) -> Baseline | None:
        """What was measured before, as long as the key result still asks the same."""
        stored = self._stored.get((objective, spec.key))
        if stored is None or stored.kpi != spec.kpi or (question.stage and stored.stage != stage):
            return None
        own, _ = questions_of(stored, self._facts)
        if dict(own.where) != dict(question.where) or stored.baseline_edition is None:
            return None
        return Baseline(
            stored.baseline,
            BaselineHow.AUTO,
            stored.baseline_numerator,
            stored.baseline_denominator,
            stored.baseline_n,
            stored.baseline_edition,
        )

    def _measured(self, question: Question) -> Baseline:
        if self._before.start >= self._facts.observed_end:
            return Baseline(None, BaselineHow.AUTO)
        end = min(self._before.end, self._facts.observed_end)
        found = self._source.over(question, self._before.start, end)
        return Baseline(found.value, BaselineHow.AUTO, found.numerator, found.denominator, found.n, self._facts.edition)

    def _check(self, spec: KeyResultSpec, question: Question, target: float, baseline: Baseline) -> None:
        aim = Aim(spec.kind, question.flow, target, baseline.value)
        if not aim.from_baseline and not target:
            raise spec.place("target").wrong(N_("a target of 0 is reached before it starts"))
        if baseline.value is None:
            if aim.from_baseline:
                said = N_("auto finds no data from {first} to {last}; give the baseline as a number")
                first, last = str(self._before.start), str(self._before.last_day)
                raise spec.place("baseline").wrong(said, first=first, last=last)
            return
        start, place = baseline.value, spec.place("target")
        if not aim.from_baseline and baseline.how is BaselineHow.AUTO:
            return  # the last period's value is only a reference for what starts at 0
        if target == start:
            raise place.wrong(N_("the target equals the baseline, {start}: nothing would change"), start=f"{start:g}")
        if (target > start) != (spec.kind is Kind.INCREASE):
            raise place.wrong(_OTHER[spec.kind], start=f"{start:g}", target=f"{target:g}")
