"""The subjects behind a stage of the funnel, to read page by page or to take away as CSV."""

import ibis.expr.types as ir
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from keyfunnel.funnel.query import View
from keyfunnel.funnel.rows import rows
from keyfunnel.lake.edition import Edition
from keyfunnel.planning.opening import query_of
from keyfunnel.web.asked import Asked, asked
from keyfunnel.web.current import current
from keyfunnel.web.funnels import view_asked
from keyfunnel.web.paging import page_of, paged_of
from keyfunnel.web.shown.cells import cells
from keyfunnel.web.shown.selectors import selectors
from keyfunnel.web.shown.unfinished import unfinished
from keyfunnel.web.spreadsheet import csv_response


def page(request: HttpRequest) -> HttpResponse:
    edition = current(request).need_edition()
    wanted, view, stage = asked(request, edition), view_asked(request), request.GET.get("stage", "")
    paged = paged_of(_rows(edition, wanted, view, stage), page_of(request))
    running = unfinished([wanted.period], edition.observed_end)
    return render(
        request,
        "web/funnel_rows.html",
        {
            "section": "goals",
            "asked": wanted,
            "stage": stage,
            "funnel_view": str(view),
            "window": edition.workspace.funnel_window_days,
            "until": running.until if running else None,
            "paged": paged,
            "cells": cells(paged),
            **selectors(request, edition, wanted),
        },
    )


def download(request: HttpRequest) -> StreamingHttpResponse:
    edition = current(request).need_edition()
    wanted, stage = asked(request, edition), request.GET.get("stage", "")
    return csv_response(f"funnel-{stage}", wanted.period, _rows(edition, wanted, view_asked(request), stage))


def _rows(edition: Edition, wanted: Asked, view: View, stage: str) -> ir.Table:
    query = query_of(edition, view, wanted.period.start, wanted.period.end, dict(wanted.where))
    return rows(edition.facts(), query, stage)
