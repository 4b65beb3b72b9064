"""The funnel for pages: read where it is kept with the edition, else worked out once and kept."""

import datetime as dt
import threading
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from keyfunnel.funnel.document import as_document, from_document
from keyfunnel.funnel.query import View
from keyfunnel.funnel.result import FunnelGroup
from keyfunnel.lake.edition import Edition, read
from keyfunnel.model.calendar import add_months, span
from keyfunnel.planning.opening import company_funnel, funnel_of
from keyfunnel.web.asked import Asked, Where
from keyfunnel.web.once import once


def view_asked(request: HttpRequest) -> View:
    """What was reached in the period, which is what its key results count, unless the address asks for those who
    entered in it, who have yet to go their way."""
    return View.COHORT if request.GET.get("funnel") == "cohort" else View.PERIOD


def whole_funnel(edition: Edition, asked: Asked, view: str) -> FunnelGroup | None:
    """The funnel of the period and scope, None where no subject went in."""
    with _one_funnel_at_a_time:  # who asks for what is being worked out waits for it, rather than doing it too
        return _funnel(edition.folder, edition.created_at, view, asked.period.start, asked.period.end, asked.where)


_one_funnel_at_a_time = threading.Lock()


@lru_cache(maxsize=256)
def _funnel(
    folder: Path,
    created_at: dt.datetime,
    view: str,
    start: dt.date,
    end: dt.date,
    where: Where,
) -> FunnelGroup | None:
    edition, chosen = read(folder), View(view)
    if not where:
        return company_funnel(edition, chosen, start, end)
    question = ("funnel", chosen, start, end, where)
    return once(edition, question, lambda: funnel_of(edition, chosen, start, end, dict(where)), _written, _read)


def leak_year(asked: Asked) -> Asked:
    """The twelve months up to the period's end, whose leak stands in where the period's own can't be told yet."""
    end = asked.period.end
    return replace(asked, period=span(add_months(end, -12), end), grain=None)


def _written(group: FunnelGroup | None) -> dict[str, Any] | None:
    return as_document(group) if group else None


def _read(document: dict[str, Any] | None) -> FunnelGroup | None:
    return from_document(document) if document else None
