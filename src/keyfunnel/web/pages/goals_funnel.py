"""Goals × funnel: the funnel stage by stage, and beside each stage the key results bound to it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Period
from keyfunnel.model.errors import NotThere
from keyfunnel.okr.models import Cycle
from keyfunnel.texts import N_
from keyfunnel.web.asked import Asked, asked
from keyfunnel.web.current import current
from keyfunnel.web.funnels import leak_year, view_asked, whole_funnel
from keyfunnel.web.shown.funnel_rows import entrance, opens_with_visits, stage_rows
from keyfunnel.web.shown.selectors import selectors
from keyfunnel.web.shown.unfinished import known_part

if TYPE_CHECKING:
    from keyfunnel.web.shown.cards import CycleShown
    from keyfunnel.web.shown.narrowed import Section


def page(request: HttpRequest) -> HttpResponse:
    edition = current(request).need_edition()
    cycle = _cycle(request, edition)
    wanted = asked(request, edition, cycle.period if cycle else None)
    chosen = selectors(request, edition, wanted)
    view = "table" if request.GET.get("view") == "table" else "funnel"
    funnel_view = view_asked(request)
    goals, seen = _goals(cycle, edition, wanted) if cycle else (None, [])
    group = whole_funnel(edition, wanted, funnel_view) if view == "funnel" else None
    key_results = [kr for section in seen for kr in section.key_results]
    stages, unbound = stage_rows(edition.workspace.stages, group, key_results)
    return render(
        request,
        "web/goals_funnel.html",
        {
            "section": "goals",
            "asked": wanted,
            "cycle": cycle,
            "cycles": Cycle.objects.all(),
            "goals": goals,
            "sections": seen,
            "view": view,
            "funnel_view": funnel_view,
            "window": edition.workspace.funnel_window_days,
            "stages": stages,
            "unbound": unbound,
            "entrance": entrance(stages),
            "opens_with_visits": opens_with_visits(edition.workspace.stages, stages),
            "joined": any(stage.joining for stage in stages),
            "followed": known_part(wanted.period, edition.observed_end),
            "apart": cycle is not None and not _same_days(cycle.period, wanted.period),
            "off_bar": any(kr.bar.off for kr in key_results),
            "by_period": any(kr.by_period for kr in key_results),
            "leak_follows": view == "funnel" and not any(stage.leak for stage in stages),
            **chosen,
        },
    )


def leak(request: HttpRequest) -> HttpResponse:
    """The leak of the twelve months up to the period's end, asked for by a page whose own period tells of none: of
    those who entered in a running quarter too few could be followed far enough."""
    edition = current(request).need_edition()
    cycle = _cycle(request, edition)
    wanted = asked(request, edition, cycle.period if cycle else None)
    year = leak_year(wanted)
    group = whole_funnel(edition, year, "cohort")
    stages, _ = stage_rows(edition.workspace.stages, group, ())
    window = edition.workspace.funnel_window_days
    return render(
        request,
        "web/parts/leak_later.html",
        {
            "stages": stages,
            "followed": known_part(year.period, edition.observed_end),
            "looked_back": year.period.start < wanted.period.start,
            "window": window,
            "leaking": any(stage.leak for stage in stages),
            "some": group is not None and any(stage.reached for stage in group.stages),
        },
    )


def _same_days(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _goals(cycle: Cycle, edition: Edition, wanted: Asked) -> "tuple[CycleShown, list[Section]]":
    """Loaded where there are goals: the KPIs that they are bound to are made of expressions, whose library takes half
    a second."""
    from keyfunnel.web.shown.goals import cycle_shown
    from keyfunnel.web.shown.narrowed import sections

    goals = cycle_shown(cycle)
    return goals, sections(edition, goals, wanted)


def _cycle(request: HttpRequest, edition: Edition) -> Cycle | None:
    """The one asked for, else the one that the edition's clock stands in. Raises :class:`NotThere`."""
    if not (name := request.GET.get("cycle")):
        return Cycle.objects.all().on(edition.observed_until.date())
    if (found := Cycle.objects.filter(name=name).first()) is None:
        raise NotThere(N_("cycle: there is no cycle {word!r}"), word=name)
    return found
