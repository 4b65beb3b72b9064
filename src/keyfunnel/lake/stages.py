"""Funnel stages as plain values, and back, checked."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from keyfunnel.model.demand import LEADS
from keyfunnel.model.errors import BadInput, did_you_mean, or_known
from keyfunnel.model.table import Type
from keyfunnel.model.workspace import Phase, Stage
from keyfunnel.texts import N_

LEAD_EVENTS = tuple(column.name for column in LEADS.columns if column.type is Type.TIMESTAMP)
DEAL_EVENTS = ("created", "won")
EVIDENCE = ("visits", "lead", "deal", "crm")


def stage_document(stage: Stage) -> dict[str, Any]:
    """Only what the stage sets, lists as lists."""
    document: dict[str, Any] = {"name": stage.name, "phase": stage.phase.value}
    for name in EVIDENCE:
        if value := getattr(stage, name):
            document[name] = list(value) if isinstance(value, tuple) else value
    return document


def stages_from(document: Any, source: str) -> tuple[Stage, ...]:
    """Raises :class:`BadInput` for anything that isn't a list of stages with names of their own."""
    if not isinstance(document, list) or not document:
        raise BadInput.at(f"{source}: stages", N_("a list of at least one stage is needed, in order"))
    stages = tuple(_stage(entry, f"{source}: stages[{place}]") for place, entry in enumerate(document, start=1))
    seen: set[str] = set()
    for stage in stages:
        if stage.name.casefold() in seen:
            raise BadInput.at(f"{source}: stages", N_("{name!r} is there twice"), name=stage.name)
        seen.add(stage.name.casefold())
    return stages


def _stage(entry: Any, where: str) -> Stage:
    if not isinstance(entry, Mapping):
        raise BadInput.at(where, N_("a stage is written as name, phase and what counts as it"))
    known = [field.name for field in fields(Stage)]
    for name in entry:
        if name not in known:
            hint = did_you_mean(str(name), known)
            raise BadInput.at(where, N_("a stage has no {name!r}{hint}"), name=name, hint=hint)
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadInput.at(where, N_("the stage needs a name"))
    phase = _one_of("phase", entry.get("phase"), [phase.value for phase in Phase], where)
    lead, deal = entry.get("lead"), entry.get("deal")
    stage = Stage(
        name.strip(),
        Phase(phase),
        visits=_words("visits", entry.get("visits"), where),
        lead=None if lead is None else _one_of("lead", lead, LEAD_EVENTS, where),
        deal=None if deal is None else _one_of("deal", deal, DEAL_EVENTS, where),
        crm=_words("crm", entry.get("crm"), where),
    )
    if not any(getattr(stage, evidence) for evidence in EVIDENCE):
        text = N_("{name!r} doesn't say what counts as it: give {known}")
        raise BadInput.at(where, text, name=stage.name, known=", ".join(EVIDENCE))
    return stage


def _one_of(name: str, value: Any, known: list[str] | tuple[str, ...], where: str) -> str:
    if value not in known:
        hint = or_known(did_you_mean(str(value), known), known)
        raise BadInput.at(where, N_("{name}: {value!r} is not known{hint}"), name=name, value=value, hint=hint)
    return str(value)


def _words(name: str, value: Any, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise BadInput.at(where, N_("{name}: a list of words is needed, not {value!r}"), name=name, value=value)
    return tuple(value)
