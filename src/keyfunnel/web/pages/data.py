"""The Data page: what was brought in, what became of each row, and the way to bring in more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keyfunnel.intake.dedupe.from_table import COLUMNS
from keyfunnel.intake.dedupe.merges import Status
from keyfunnel.web.current import current
from keyfunnel.web.kept import kept
from keyfunnel.web.permissions import may_import
from keyfunnel.web.shown.duplicates import all_of
from keyfunnel.web.shown.lake_tables import files, tables
from keyfunnel.web.shown.waiting import WaitingShown, waiting_shown


def _page(request: HttpRequest) -> HttpResponse:
    here = current(request)
    edition = here.edition
    return render(
        request,
        "web/data.html",
        {
            "section": "data",
            "may_import": may_import(request),
            "waiting": _waiting(request),
            "tables": tables(edition) if edition else [],
            "files": files(edition.report()) if edition else [],
            "quarantined": edition.quarantine().num_rows if edition else 0,
            "people_or_companies": edition is not None and any(name in edition.tables for name in COLUMNS),
            "duplicates": sum(merge.status is Status.PROPOSED for merge in all_of(here.home)),
            "editions": sorted(here.home.lake.editions(), key=lambda one: -one.number)[:20] if edition else [],
        },
    )


def _waiting(request: HttpRequest) -> list[WaitingShown]:
    """Uploads change without anything else in the workspace, and so does how far they are."""
    home = current(request).home
    return waiting_shown(home) if may_import(request) and home.exists else []


page = kept(_page, also=lambda request: repr(_waiting(request)))
