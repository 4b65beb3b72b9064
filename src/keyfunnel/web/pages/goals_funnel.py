"""Goals × funnel: the funnel stage by stage, and beside each stage the key results bound to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.lake.edition import Edition
from keyfunnel.model.errors import NotThere
from keyfunnel.okr.models import Cycle
from keyfunnel.web.asked import asked
from keyfunnel.web.current import current
from keyfunnel.web.measured import whole_funnel
from keyfunnel.web.shown.funnel_rows import stage_rows
from keyfunnel.web.shown.goals import cycle_shown
from keyfunnel.web.shown.selectors import selectors


def page(request: HttpRequest) -> HttpResponse:
    edition = current(request).edition
    if edition is None:
        return render(request, "web/nothing_yet.html", {"section": "goals"})
    cycle = _cycle(request, edition)
    wanted = asked(request, edition, cycle.period if cycle else None)
    view = "table" if request.GET.get("view") == "table" else "funnel"
    funnel_view = "period" if request.GET.get("funnel") == "period" else "cohort"
    goals = cycle_shown(cycle) if cycle else None
    group = whole_funnel(edition, wanted, funnel_view) if view == "funnel" else None
    stages, unbound = stage_rows(edition.workspace.stages, group, goals.key_results if goals else ())
    return render(
        request,
        "web/goals_funnel.html",
        {
            "section": "goals",
            "asked": wanted,
            "cycle": cycle,
            "cycles": Cycle.objects.all(),
            "goals": goals,
            "view": view,
            "funnel_view": funnel_view,
            "window": edition.workspace.funnel_window_days,
            "stages": stages,
            "unbound": unbound,
            **selectors(request, edition, wanted),
        },
    )


def _cycle(request: HttpRequest, edition: Edition) -> Cycle | None:
    """The one asked for, else the one that the edition's clock stands in. Raises :class:`NotThere`."""
    if not (name := request.GET.get("cycle")):
        return Cycle.objects.all().on(edition.observed_until.date())
    if (found := Cycle.objects.filter(name=name).first()) is None:
        raise NotThere(f"cycle: there is no cycle {name!r}")
    return found
