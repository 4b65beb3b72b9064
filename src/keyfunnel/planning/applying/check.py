"""A goals document held against the catalogue, the funnel and the data; nothing is written here."""

from keyfunnel.kpis import library
from keyfunnel.kpis.availability import unavailable
from keyfunnel.kpis.evaluate import raw
from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.shapes import Entered
from keyfunnel.model.calendar import Grain, span
from keyfunnel.model.errors import KeyfunnelError, NotThere
from keyfunnel.okr.models import BY_PERIOD, Kind
from keyfunnel.planning.applying.amounts import in_units
from keyfunnel.planning.applying.baselines import Baselines
from keyfunnel.planning.applying.definition import (
    CycleDefinition,
    KeyResultDefinition,
    ObjectiveDefinition,
    ScopeDefinition,
)
from keyfunnel.planning.document import CycleSpec, Document, KeyResultSpec, ObjectiveSpec, ScopeSpec
from keyfunnel.planning.document.place import Place
from keyfunnel.planning.organisation import Organisation
from keyfunnel.planning.progress.by_period import periods
from keyfunnel.planning.progress.outcome import Goal
from keyfunnel.planning.progress.question import Question
from keyfunnel.planning.questions import held_to
from keyfunnel.texts import N_

NONE_WHOLE = {
    Grain.WEEK: N_("no whole week lies in the cycle"),
    Grain.MONTH: N_("no whole month lies in the cycle"),
    Grain.QUARTER: N_("no whole quarter lies in the cycle"),
}


class Check:
    """Raises :class:`~keyfunnel.model.errors.BadInput`, naming the place, for the first thing that can't be."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.organisation = Organisation(facts)

    def document(self, document: Document) -> CycleDefinition:
        baselines = Baselines(document.cycle, self.facts)
        return CycleDefinition(
            document.cycle, tuple(self._objective(one, document.cycle, baselines) for one in document.objectives)
        )

    def _objective(self, spec: ObjectiveSpec, cycle: CycleSpec, baselines: Baselines) -> ObjectiveDefinition:
        scopes = self._scopes(spec.scopes)
        key_results = tuple(
            self._key_result(one, position, spec, scopes, cycle, baselines)
            for position, one in enumerate(spec.measured)
        )
        return ObjectiveDefinition(spec, scopes, key_results)

    def _key_result(
        self,
        spec: KeyResultSpec,
        position: int,
        objective: ObjectiveSpec,
        inherited: tuple[ScopeDefinition, ...],
        cycle: CycleSpec,
        baselines: Baselines,
    ) -> KeyResultDefinition:
        kpi = self._kpi(spec.kpi, spec.place("kpi"))
        for driver in spec.drivers:
            self._kpi(driver, spec.place("drivers"))
        stage = self._stage(spec, kpi)
        own_scopes = self._scopes(spec.scopes)
        question = self._question(spec, kpi, stage, own_scopes or inherited)
        self._rhythm(spec, question, cycle)
        target, low, high = (
            None if amount is None else in_units(amount, kpi, spec.place("target"))
            for amount in (spec.target, spec.low, spec.high)
        )
        baseline = baselines.of(objective.key, spec, question, stage, target)
        fields = {
            "title": spec.title,
            "kpi": spec.kpi,
            "stage": stage,
            "where": {name: list(values) for name, values in spec.where.items()},
            "owner": spec.owner,
            "kind": str(spec.kind),
            "every": str(spec.every or ""),
            "target": target,
            "target_low": low,
            "target_high": high,
            "weight": spec.weight,
            "own_number": spec.own_number,
            "drivers": list(spec.drivers),
            "position": position,
            **baseline.fields(),
        }
        return KeyResultDefinition(spec.key, fields, own_scopes)

    def _kpi(self, key: str, place: Place) -> KPI:
        try:
            kpi = library.get(key, self.facts.workspace)
        except NotThere as error:
            raise place.wrong(error.message) from None
        # What people enter may be aimed at before the first value is there.
        if not isinstance(kpi.shape, Entered) and (reason := unavailable(self.facts, key)):
            raise place.wrong(N_("{kpi} can't be measured from these data: {reason}"), kpi=key, reason=reason)
        return kpi

    def _stage(self, spec: KeyResultSpec, kpi: KPI) -> str:
        """The funnel's own spelling; the KPI's stage where the file names none."""
        names = [stage.name for stage in self.facts.workspace.stages]
        if spec.stage is None:
            if kpi.takes_stage and kpi.stage is None:
                said = N_("stage is missing: {kpi} is asked of a funnel stage, one of {known}")
                raise spec.at.wrong(said, kpi=kpi.key, known=", ".join(names))
            return kpi.stage or ""
        for name in names:
            if name.casefold() == spec.stage.casefold():
                return name
        spec.place("stage").word(names, N_("funnel stage"))
        return spec.stage

    def _question(self, spec: KeyResultSpec, kpi: KPI, stage: str, scopes: tuple[ScopeDefinition, ...]) -> Question:
        """Dimensions must be known and reached by the KPI, values be in the data: asked of the KPI itself."""
        asked = stage if kpi.takes_stage else None
        if spec.where:
            for dimension, values in spec.where.items():
                self._ask(Question(kpi, asked, {dimension: values}), spec.place("where").inner(dimension))
        try:
            question = Question(kpi, asked, held_to(spec.where, scopes, self.facts))
        except KeyfunnelError as error:
            raise spec.place("where").wrong(error.message) from None
        if question.where != spec.where:
            self._ask(question, spec.place("scope"))
        return question

    def _ask(self, question: Question, place: Place) -> None:
        query = Query(
            where=question.where,
            start=self.facts.observed_until.date(),
            end=self.facts.observed_end,
            stage=question.stage,
        )
        try:
            raw(self.facts, [question.kpi.key], query)
        except KeyfunnelError as error:
            raise place.wrong(error.message) from None

    def _scopes(self, specs: tuple[ScopeSpec, ...]) -> tuple[ScopeDefinition, ...]:
        return tuple(self._scope(spec) for spec in specs)

    def _scope(self, spec: ScopeSpec) -> ScopeDefinition:
        if not spec.name or spec.at is None:
            return ScopeDefinition(spec.kind)
        try:
            found = self.organisation.find(spec.kind, spec.name)
        except NotThere as error:
            raise spec.at.wrong(error.message) from None
        return ScopeDefinition(spec.kind, found.ref, found.name, found.by_id)

    def _rhythm(self, spec: KeyResultSpec, question: Question, cycle: CycleSpec) -> None:
        """What is judged period by period needs one that fits in the cycle, and recurring something to count."""
        if spec.kind not in BY_PERIOD:
            return
        if spec.kind is Kind.RECURRING and not question.flow:
            said = N_("{kpi} doesn't add up over a period; keep it in a band instead")
            raise spec.place("kind").wrong(said, kpi=spec.kpi)
        goal = Goal(question, spec.kind, span(cycle.start, cycle.end), every=spec.every)
        if not periods(goal, self.facts.workspace.calendar):
            raise spec.place("every").wrong(NONE_WHOLE[spec.every or Grain.WEEK])
