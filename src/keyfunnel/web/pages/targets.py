"""Targets and quotas, entered in a table."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from keyfunnel.kpis import library
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput
from keyfunnel.planning.entered.targets import set_targets
from keyfunnel.web.current import current
from keyfunnel.web.paging import page_of
from keyfunnel.web.permissions import account, planners_only
from keyfunnel.web.shown.target_table import GRAINS, changes, target_table

FIRST_SHOWN = "revenue"


@planners_only
def page(request: HttpRequest) -> HttpResponse:
    """Posted, sets what differs from the edition that the form was filled from, all at once."""
    here = current(request)
    edition = here.need_edition()
    kpi = library.get(request.GET.get("kpi") or FIRST_SHOWN, edition.workspace)
    year = _year(request, edition)
    asked = (kpi, year, _grain(request), page_of(request).number)
    if request.method == "POST":
        posted = request.POST.dict()
        table = target_table(edition, *asked, posted)
        if not table.wrong:
            filled_from = here.home.lake.edition(_number(posted.get("edition", "")))
            made = set_targets(here.home, changes(filled_from, kpi, posted), account(request))
            messages.success(request, _("Targets saved.") if made else _("Nothing was changed."))
            return HttpResponseRedirect(request.get_full_path())
    else:
        table = target_table(edition, *asked)
    return render(
        request,
        "web/targets.html",
        {"section": "kpis", "kpi": kpi, "kpis": library.library(edition.workspace).values(), "table": table},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if table.wrong else HTTPStatus.OK,
    )


def _year(request: HttpRequest, edition: Edition) -> int:
    written = request.GET.get("year", "")
    if not written:
        return edition.workspace.calendar.fiscal_year(edition.observed_until.date())
    if not (written.isdecimal() and 1900 <= int(written) <= 2200):
        raise BadInput(f"year: {written!r} is not a year such as 2017")
    return int(written)


def _grain(request: HttpRequest) -> Grain:
    written = request.GET.get("grain") or Grain.QUARTER
    if written not in GRAINS:
        raise BadInput(f"grain: {written!r} is none of {', '.join(GRAINS)}")
    return Grain(written)


def _number(written: str) -> int:
    if not written.isdecimal():
        raise BadInput(f"edition: {written!r} is not the number of an edition")
    return int(written)
