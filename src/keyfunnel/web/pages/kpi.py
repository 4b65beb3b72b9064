"""One KPI: its value now, over time, split, what misleads, what it means."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.kpis import library
from keyfunnel.web.asked import asked
from keyfunnel.web.current import current
from keyfunnel.web.measured import told_apart
from keyfunnel.web.permissions import may_plan
from keyfunnel.web.shown.entered import entered_values
from keyfunnel.web.shown.kpi_page import kpi_page
from keyfunnel.web.shown.selectors import selectors


def page(
    request: HttpRequest, key: str, typed: Mapping[str, str] | None = None, wrong: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """``typed`` is a value that couldn't be entered, ``wrong`` says why."""
    edition = current(request).need_edition()
    kpi = library.get(key, edition.workspace)
    wanted = asked(request, edition)
    told = told_apart(kpi, wanted)
    shown = kpi_page(edition, kpi, told, request.GET.get("grain"), request.GET.get("by"), request.GET.get("stage"))
    return render(
        request,
        "web/kpi.html",
        {
            "section": "kpis",
            "asked": wanted,
            "kpi": kpi,
            "shown": shown,
            "entered": entered_values(edition, kpi, wanted, typed, wrong),
            "may_plan": may_plan(request),
            **selectors(request, edition, wanted, told),
        },
        status=status,
    )
