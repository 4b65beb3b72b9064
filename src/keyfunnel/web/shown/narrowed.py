"""Goals as a team or rep sees them: its own, those above it that its numbers go into, those of who belongs to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from keyfunnel.kpis.measurement import Measurement
from keyfunnel.lake.edition import Edition
from keyfunnel.model.errors import NotThere
from keyfunnel.web.asked import SCOPES, Asked, named
from keyfunnel.web.lineage import COMPANY, Lineage, Place, lineage
from keyfunnel.web.measured import over_time, reaches
from keyfunnel.web.shown.cards import CycleShown, KeyResultCard, ObjectiveCard


@dataclass(frozen=True)
class Section:
    """``whose`` says it of goals above the scope: ``""`` for the company, else the team's name."""

    place: Place
    objectives: tuple[ObjectiveCard, ...]
    whose: str = ""

    @property
    def key_results(self) -> tuple[KeyResultCard, ...]:
        return tuple(kr for objective in self.objectives for kr in objective.key_results)


def sections(edition: Edition, shown: CycleShown, asked: Asked) -> list[Section]:
    """The scope's own first, then those above it from the nearest up, then those below; of the company all in one."""
    line = lineage(edition, asked.scope)
    cards = [_seen(one, line, edition, asked) for one in shown.objectives]
    if asked.scope == COMPANY:
        return [Section(Place.OWN, tuple(cards))] if cards else []
    by_place = {place: tuple(one for one in cards if _place(one, line) is place) for place in Place}
    above = _contributed_to(by_place[Place.ABOVE], cards, by_place[Place.OWN], SCOPES[asked.scope_kind])
    found = [
        Section(Place.OWN, by_place[Place.OWN]),
        *_by_whose(above, line),
        Section(Place.BELOW, by_place[Place.BELOW]),
    ]
    return [section for section in found if section.objectives]


def _seen(objective: ObjectiveCard, line: Lineage, edition: Edition, asked: Asked) -> ObjectiveCard:
    """With those of its key results that concern the scope, each placed."""
    placed = [replace(kr, place=line.place(kr.held)) for kr in objective.key_results]
    return replace(
        objective,
        key_results=tuple(
            replace(kr, within=_within(edition, kr, asked)) for kr in placed if kr.place is not Place.ELSEWHERE
        ),
    )


def _place(objective: ObjectiveCard, line: Lineage) -> Place:
    """Whose it is; that of a key result that it gives to a scope which isn't its own otherwise."""
    place = line.place(objective.held)
    if place is not Place.ELSEWHERE:
        return place
    given = [kr.place for kr in objective.key_results]
    return next((place for place in (Place.OWN, Place.BELOW) if place in given), place)


def _contributed_to(
    above: Sequence[ObjectiveCard], every: Sequence[ObjectiveCard], own: Sequence[ObjectiveCard], dimension: str
) -> list[ObjectiveCard]:
    """Those that an objective of its own hangs under, or that have a key result which counts its rows too."""
    over = _over(own, every)
    return [one for one in above if one.number in over or any(_counts(kr, dimension) for kr in one.key_results)]


def _over(own: Iterable[ObjectiveCard], every: Iterable[ObjectiveCard]) -> set[int]:
    """Numbers of the objectives that those of its own hang under, directly or by others."""
    by_number = {one.number: one for one in every}
    of_key_result = {kr.number: one.number for one in by_number.values() for kr in one.key_results}
    found: set[int] = set()
    climbing = list(own)
    while climbing:
        goal = climbing.pop().goal
        number = goal.parent_objective_id or of_key_result.get(goal.parent_key_result_id or 0)
        if number in by_number and number not in found:
            found.add(number)
            climbing.append(by_number[number])
    return found


def _counts(kr: KeyResultCard, dimension: str) -> bool:
    """Whether the rows that it counts are told apart by the dimension, and not held to some teams or reps already."""
    return kr.place is not Place.ABOVE or (
        reaches(kr.kpi, dimension) and kr.goal.filters.keys().isdisjoint(SCOPES.values())
    )


def _by_whose(above: Iterable[ObjectiveCard], line: Lineage) -> list[Section]:
    """A section for each team above, the nearest first, then the company's."""
    cards = list(above)
    found = []
    for scope in (*line.above, COMPANY):
        its = tuple(one for one in cards if scope in one.held)
        cards = [one for one in cards if one not in its]
        found.append(Section(Place.ABOVE, its, _called(its, scope)))
    return found


def _called(objectives: Sequence[ObjectiveCard], team: str) -> str:
    """The name that goals know the team by."""
    scopes = (scope for one in objectives for scope in one.goal.scopes.all())
    return next((scope.name for scope in scopes if f"{scope.kind}:{scope.ref}" == team), "")


def _within(edition: Edition, kr: KeyResultCard, asked: Asked) -> Measurement | None:
    """The scope's own value of a key result above it, over its cycle; not beside figures that a closed cycle froze."""
    if kr.place is not Place.ABOVE or kr.cycle.closed or not _counts(kr, SCOPES[asked.scope_kind]):
        return None
    where = ((SCOPES[asked.scope_kind], (asked.scope_id,)), *kr.goal.filters.items())
    period, grain = named(edition.workspace.calendar, kr.cycle.period)
    try:
        found = over_time(edition, [kr.kpi.key], grain, period, where, kr.goal.stage or None)
    except NotThere:  # goals outlive the products and sources that they are held to
        return None
    return next((one for one in found[kr.kpi.key] if one.period.start == period.start), None)
