"""Rows that were refused, as they were read, with the reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.web.current import current
from keyfunnel.web.paging import page_of, paged
from keyfunnel.web.shown.refused import refused as told


def page(request: HttpRequest) -> HttpResponse:
    edition = current(request).need_edition()
    refused = edition.quarantine()
    kept = edition.quarantine(request.GET["table"]) if request.GET.get("table") else refused
    shown = paged(kept, page_of(request), kept.num_rows)
    return render(
        request,
        "web/quarantine.html",
        {
            "section": "data",
            "tables": sorted({table for table in refused.column("table").to_pylist() if table}),
            "paged": shown,
            "refused": told(shown),
        },
    )
