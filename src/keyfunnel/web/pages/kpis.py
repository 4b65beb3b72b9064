"""The KPI library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.kpis.sets import advice, named
from keyfunnel.web.asked import asked
from keyfunnel.web.current import current
from keyfunnel.web.permissions import may_plan
from keyfunnel.web.shown.kpi_row import library
from keyfunnel.web.shown.kpi_sets import workspace_now
from keyfunnel.web.shown.selectors import selectors
from keyfunnel.web.shown.unfinished import unfinished


def page(request: HttpRequest) -> HttpResponse:
    edition = current(request).need_edition()
    wanted = asked(request, edition)
    workspace = workspace_now(current(request).home)
    running = unfinished([wanted.period], edition.observed_end)
    chosen = named(workspace, request.GET["set"]) if request.GET.get("set") else None
    return render(
        request,
        "web/kpis.html",
        {
            "section": "kpis",
            "asked": wanted,
            "until": running.until if running else None,
            "groups": library(edition, wanted, chosen.kpis if chosen else None),
            "sets": workspace.kpi_sets,
            "chosen_set": chosen,
            "may_plan": may_plan(request),
            "advice": advice(chosen, workspace) if chosen else [],
            **selectors(request, edition, wanted),
        },
    )
