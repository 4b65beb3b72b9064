"""Why a KPI changed: a panel of its page, asked for once the page stands, or a page of its own without scripts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.kpis import library
from keyfunnel.web.asked import asked
from keyfunnel.web.current import current
from keyfunnel.web.measured import told_apart
from keyfunnel.web.shown.kpi_why import kpi_why
from keyfunnel.web.shown.selectors import selectors


def page(request: HttpRequest, key: str) -> HttpResponse:
    edition = current(request).need_edition()
    kpi, wanted = library.get(key, edition.workspace), asked(request, edition)
    told = told_apart(kpi, wanted)
    shown = kpi_why(edition, kpi, told, request.GET.get("against"), request.GET.get("stage"))
    part = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "web/parts/kpi_why.html" if part else "web/kpi_why.html",
        {"section": "kpis", "asked": wanted, "kpi": kpi, "why": shown, **selectors(request, edition, wanted, told)},
    )
