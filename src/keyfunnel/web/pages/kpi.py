"""One KPI: its value now, over time, split, what misleads, what it means."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.kpis import library
from keyfunnel.web.asked import asked
from keyfunnel.web.current import current
from keyfunnel.web.permissions import may_plan
from keyfunnel.web.shown.kpi_page import kpi_page
from keyfunnel.web.shown.selectors import selectors


def page(request: HttpRequest, key: str) -> HttpResponse:
    edition = current(request).need_edition()
    kpi = library.get(key, edition.workspace)
    wanted = asked(request, edition)
    shown = kpi_page(edition, kpi, wanted, request.GET.get("grain"), request.GET.get("by"), request.GET.get("stage"))
    return render(
        request,
        "web/kpi.html",
        {
            "section": "kpis",
            "asked": wanted,
            "kpi": kpi,
            "shown": shown,
            "may_plan": may_plan(request),
            **selectors(request, edition, wanted),
        },
    )
