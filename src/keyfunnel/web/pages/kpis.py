"""The KPI library."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.web.asked import asked
from keyfunnel.web.current import current
from keyfunnel.web.shown.kpi_row import library
from keyfunnel.web.shown.selectors import selectors


def page(request: HttpRequest) -> HttpResponse:
    edition = current(request).edition
    if edition is None:
        return render(request, "web/nothing_yet.html", {"section": "kpis"})
    wanted = asked(request, edition)
    return render(
        request,
        "web/kpis.html",
        {"section": "kpis", "asked": wanted, "groups": library(edition, wanted), **selectors(request, edition, wanted)},
    )
