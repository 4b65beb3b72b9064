"""Every KPI of a workspace: the catalogue's and those it defines for itself."""

from collections.abc import Mapping
from functools import lru_cache

from ibis import _

from keyfunnel.kpis.bases import BASES
from keyfunnel.kpis.catalogue import KPIS
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.own.conditions import held
from keyfunnel.kpis.own.manual import MANUAL, USUALLY
from keyfunnel.kpis.shapes import Count, Entered, Median, Ratio, Shape, Sum
from keyfunnel.model.definitions import OwnKPI
from keyfunnel.model.errors import NotThere, did_you_mean
from keyfunnel.model.workspace import Phase, Workspace
from keyfunnel.texts import N_

OWN_DEFINITION = N_("A KPI that this workspace defines.")
OWN_WHY = N_("The workspace doesn't say why it matters.")
OWN_WATCH_FOR = N_("It is as good as its definition: open the rows behind it.")
MANUAL_DEFINITION = N_("A KPI whose values people of this workspace enter.")
MANUAL_WATCH_FOR = N_("Only the person who enters a value checks it: see who entered what, and when.")
MANUAL_DATE = N_("the day that a value was entered for")


def library(workspace: Workspace) -> Mapping[str, KPI]:
    """By key, the catalogue's first."""
    return _with_own(workspace.kpis) if workspace.kpis else KPIS


def get(key: str, workspace: Workspace) -> KPI:
    """The KPI called ``key``. Raises :class:`NotThere` with the nearest known key."""
    known = library(workspace)
    if key not in known:
        raise NotThere(N_("There is no KPI {word!r}{hint}"), word=key, hint=did_you_mean(key, known))
    return known[key]


@lru_cache(maxsize=64)
def _with_own(own: tuple[OwnKPI, ...]) -> Mapping[str, KPI]:
    return {**KPIS, **{one.key: _made(one) for one in own}}


def _made(own: OwnKPI) -> KPI:
    manual = own.form == MANUAL
    return KPI(
        key=own.key,
        title=own.title,
        phase=Phase(own.phase),
        unit=own.unit,  # type: ignore[arg-type]  # one of its words: checked when it was read
        direction=own.direction,  # type: ignore[arg-type]  # the same
        accumulates="level" if _is_level(own) else "flow",
        shape=Entered(own.key, _is_level(own)) if manual else _shape(own),
        date=MANUAL_DATE if manual else own.date,
        needs=("entries",) if manual else (" | ".join(BASES[own.base].of or ()),),
        definition=own.definition or (MANUAL_DEFINITION if manual else OWN_DEFINITION),
        why=own.why or OWN_WHY,
        watch_for=own.watch_for or (MANUAL_WATCH_FOR if manual else OWN_WATCH_FOR),
        guardrails=("small_sample",) if own.form in ("ratio", "median") else (),
    )


def _is_level(own: OwnKPI) -> bool:
    if own.form == MANUAL:
        return (own.accumulates or USUALLY[own.unit]) == "level"
    return own.form not in ("count", "sum")


def _shape(own: OwnKPI) -> Shape:
    where = held(own.where)
    match own.form:
        case "count":
            return Count(own.base, own.date, where)
        case "sum":
            return Sum(own.base, own.date, _[own.value], where)
        case "median":
            return Median(own.base, own.date, _[own.value].round().cast("int64"), where)
        case _:
            return _ratio(own)


def _ratio(own: OwnKPI) -> Ratio:
    """Of counts it is a share: the numerator's rows meet the conditions of both."""
    above, below = held((*own.among, *own.where)), held(own.among)
    if not own.value:
        return Ratio(Count(own.base, own.date, above), Count(own.base, own.date, below), subset=True)
    value = _[own.value]
    return Ratio(Sum(own.base, own.date, value, above), Sum(own.base, own.date, value, below))
