"""The rows behind a KPI's value, to read page by page or to take away as CSV."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from keyfunnel.kpis import library
from keyfunnel.kpis.kpi import KPI
from keyfunnel.kpis.query import Query
from keyfunnel.kpis.row_columns import IN_NUMERATOR, are_marked
from keyfunnel.kpis.rows import made_from, rows
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Period
from keyfunnel.web.asked import Asked, asked
from keyfunnel.web.current import current
from keyfunnel.web.measured import looked_over, told_apart
from keyfunnel.web.paging import page_of, paged_of
from keyfunnel.web.shown.cells import cells
from keyfunnel.web.shown.selectors import selectors
from keyfunnel.web.shown.unfinished import known_part, unfinished
from keyfunnel.web.spreadsheet import csv_response
from keyfunnel.web.stages import stage_of


def page(request: HttpRequest, key: str) -> HttpResponse:
    edition = current(request).need_edition()
    kpi, wanted = library.get(key, edition.workspace), asked(request, edition)
    told = told_apart(kpi, wanted)
    over, ended = _over(edition, kpi, told), edition.observed_end
    running = unfinished([over], ended)
    paged = paged_of(rows(edition.facts(), key, _query(request, edition, kpi, told)), page_of(request))
    return render(
        request,
        "web/kpi_rows.html",
        {
            "section": "kpis",
            "asked": wanted,
            "kpi": kpi,
            "paged": paged,
            "over": over,
            "measured_over": known_part(over, ended) if over != told.period else None,
            "until": running.until if running else None,
            "made_from": made_from(kpi),
            "cells": cells(paged, () if are_marked(paged.columns) else (IN_NUMERATOR,)),
            **selectors(request, edition, wanted, told),
        },
    )


def download(request: HttpRequest, key: str) -> StreamingHttpResponse:
    edition = current(request).need_edition()
    kpi, wanted = library.get(key, edition.workspace), asked(request, edition)
    told = told_apart(kpi, wanted)
    found = rows(edition.facts(), key, _query(request, edition, kpi, told))
    return csv_response(kpi.key, _over(edition, kpi, told), found)


def _query(request: HttpRequest, edition: Edition, kpi: KPI, wanted: Asked) -> Query:
    """Of the same stage as on the KPI's page, where none is named, and of all that the value is measured over."""
    over = _over(edition, kpi, wanted)
    stage = stage_of(kpi, edition, request.GET.get("stage"))
    return Query(where=dict(wanted.where), start=over.start, end=over.end, stage=stage)


def _over(edition: Edition, kpi: KPI, wanted: Asked) -> Period:
    return looked_over(edition, kpi, wanted, wanted.period) or wanted.period
