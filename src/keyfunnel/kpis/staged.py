"""KPIs asked of a funnel stage."""

from dataclasses import replace

from ibis import _

from keyfunnel.kpis.facts import Facts
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.shapes import Count, Median, Shape, bases_of, held_to
from keyfunnel.kpis.stage_entries import stages_with_data
from keyfunnel.model.errors import BadInput, NotThere, did_you_mean
from keyfunnel.texts import N_, Message

NO_STAGE = N_("The funnel has no stage {stage}.")
NO_DATA = N_("Nothing that was brought says when the stage {stage} was entered.")
NONE_BEFORE = N_("No stage before {stage} has data.")
LAST = N_("{stage} is the last stage: nobody moves on from it.")


def staged(facts: Facts, kpi: KPI, stage: str | None) -> Shape:
    """The KPI's shape, held to ``stage`` where it takes one. Raises where that is missing or unknown."""
    if not kpi.takes_stage:
        return kpi.shape
    named = _named(facts, kpi, stage)
    held = held_to(kpi.shape, _[kpi.stage_column] == named)
    return replace(held, stage=named) if isinstance(held, Count) else held


def lacks_stage(facts: Facts, kpi: KPI, stage: str | None) -> Message | None:
    """Why a KPI about a funnel stage has no value for it; None where it has, and for all other KPIs."""
    if "stage_entries" not in bases_of(kpi.shape):
        return None
    asked = _named(facts, kpi, stage) if kpi.takes_stage else kpi.stage or ""
    told = {"stage": asked}
    if asked not in [one.name for one in facts.workspace.stages]:
        return Message("no_such_stage", NO_STAGE, told)
    with_data = [one.name for one in stages_with_data(facts)]
    if asked not in with_data:
        return Message("stage_without_data", NO_DATA, told)
    if kpi.stage_column == "next_stage" and with_data[0] == asked:
        return Message("no_stage_before", NONE_BEFORE, told)
    if isinstance(kpi.shape, Median) and facts.workspace.stages[-1].name == asked:
        return Message("last_stage", LAST, told)
    return None


def _named(facts: Facts, kpi: KPI, stage: str | None) -> str:
    names = [one.name for one in facts.workspace.stages]
    asked = stage or kpi.stage
    if asked is None:
        raise BadInput(N_("{kpi} is asked of a funnel stage: name one of {known}"), kpi=kpi.key, known=", ".join(names))
    return stage_called(facts, asked)


def stage_called(facts: Facts, asked: str) -> str:
    """The stage's name as the workspace writes it. Raises :class:`NotThere`."""
    names = [one.name for one in facts.workspace.stages]
    found = next((name for name in names if name.casefold() == asked.casefold()), None)
    if found is None:
        raise NotThere(N_("There is no funnel stage {word!r}{hint}"), word=asked, hint=did_you_mean(asked, names))
    return found
