"""From whose goal it is to which rows count: scopes and filters become one question."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from keyfunnel.kpis import library
from keyfunnel.kpis.facts import Facts
from keyfunnel.model.errors import BadInput
from keyfunnel.okr.models import KeyResult, ScopeKind
from keyfunnel.planning.organisation import members
from keyfunnel.planning.progress.question import Question
from keyfunnel.texts import N_

Where = Mapping[str, tuple[str, ...]]
DIMENSION = {ScopeKind.TEAM: "team", ScopeKind.REP: "owner"}


class Scoped(Protocol):
    """A scope, stored or about to be."""

    @property
    def kind(self) -> str: ...
    @property
    def ref(self) -> str: ...


def question(kpi: str, stage: str | None, where: Where, scopes: Sequence[Scoped], facts: Facts) -> Question:
    """Raises :class:`~keyfunnel.model.errors.NotThere` for a KPI that the catalogue lacks."""
    definition = library.get(kpi, facts.workspace)
    asked = stage or definition.stage if definition.takes_stage else None
    return Question(definition, asked, held_to(where, scopes, facts))


def wider(narrow: Question, where: Where) -> tuple[Question, ...]:
    """The company's questions that may lend their pace: with the same filter first, then without one."""
    company = (Question(narrow.kpi, narrow.stage, where), Question(narrow.kpi, narrow.stage, {}))
    found: list[Question] = []
    for candidate in company:
        if dict(candidate.where) not in [dict(narrow.where), *(dict(known.where) for known in found)]:
            found.append(candidate)
    return tuple(found)


def questions_of(key_result: KeyResult, facts: Facts) -> tuple[Question, tuple[Question, ...]]:
    """A stored key result's own question, and the wider ones."""
    own = question(key_result.kpi, key_result.stage or None, key_result.filters, key_result.effective_scopes, facts)
    return own, wider(own, key_result.filters)


def held_to(where: Where, scopes: Sequence[Scoped], facts: Facts) -> Where:
    """The filter together with the scopes: several scopes mean any of them, a filter and a scope both.

    Raises :class:`BadInput` where both hold the same dimension: which of them is meant can't be told.
    """
    by_scope = dimensions(scopes, facts)
    if both := sorted(set(where) & set(by_scope)):
        text = N_("both the filter and the scope choose: {both}; leave it to one of them")
        raise BadInput(text, both=", ".join(both))
    return {**where, **by_scope}


def dimensions(scopes: Sequence[Scoped], facts: Facts) -> Where:
    """The scopes as filters."""
    kinds = {ScopeKind(scope.kind) for scope in scopes}
    if not kinds or ScopeKind.COMPANY in kinds:
        return {}
    if len(kinds) == 1:
        return {DIMENSION[kinds.pop()]: tuple(scope.ref for scope in scopes)}
    # A team or a rep can't be said by two filters, which would mean both: teams are spelt out as their members.
    reps = {scope.ref for scope in scopes if scope.kind == ScopeKind.REP}
    teams = {scope.ref for scope in scopes if scope.kind == ScopeKind.TEAM}
    return {"owner": tuple(sorted(reps | members(facts, teams)))}
