"""One KPI: its value now, over time, split, what misleads, what it means."""

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
from keyfunnel.web.shown.typed import Typed


def page(request: HttpRequest, key: str, value: Typed | None = None, note: Typed | None = None) -> HttpResponse:
    """``value`` couldn't be entered, or ``note`` not be kept: their forms are shown again."""
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
            "entered": entered_values(edition, kpi, wanted, value),
            "noting": note,
            "may_plan": may_plan(request),
            **selectors(request, edition, wanted, told),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if value or note else HTTPStatus.OK,
    )
