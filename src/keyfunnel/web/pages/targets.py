"""Targets and quotas, entered in a table."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from keyfunnel.kpis import library
from keyfunnel.kpis.kpi import KPI
from keyfunnel.lake.edition import Edition
from keyfunnel.model.calendar import Grain
from keyfunnel.model.errors import BadInput
from keyfunnel.planning.entered.targets import set_targets
from keyfunnel.texts import N_
from keyfunnel.web.current import current
from keyfunnel.web.paging import page_of
from keyfunnel.web.permissions import account, may_plan, planners_only
from keyfunnel.web.shown.target_table import GRAINS, TargetTable, changes, target_table

FIRST_SHOWN = "revenue"


def page(request: HttpRequest) -> HttpResponseBase:
    """For everyone to see, for those who plan to fill in."""
    if request.method == "POST":
        return _save(request)
    return _shown(request, target_table(current(request).need_edition(), *_asked(request)))


@planners_only
def _save(request: HttpRequest) -> HttpResponse:
    """Sets what differs from the edition that the form was filled from, all at once; a wrong amount is shown again."""
    here, posted = current(request), request.POST.dict()
    table = target_table(here.need_edition(), *_asked(request), posted)
    if table.wrong:
        return _shown(request, table, HTTPStatus.UNPROCESSABLE_ENTITY)
    filled_from = here.home.lake.edition(_number(posted.get("edition", "")))
    made = set_targets(here.home, changes(filled_from, _kpi(request), posted), account(request))
    messages.success(request, _("Targets saved.") if made else _("Nothing was changed."))
    return HttpResponseRedirect(request.get_full_path())


def _shown(request: HttpRequest, table: TargetTable, status: int = HTTPStatus.OK) -> HttpResponse:
    known = library.library(current(request).workspace).values()
    shown = {"kpi": _kpi(request), "kpis": known, "table": table, "may_plan": may_plan(request)}
    return render(request, "web/targets.html", {"section": "targets", **shown}, status=status)


def _asked(request: HttpRequest) -> tuple[KPI, int, Grain, int]:
    year = _year(request, current(request).need_edition())
    return _kpi(request), year, _grain(request), page_of(request).number


def _kpi(request: HttpRequest) -> KPI:
    return library.get(request.GET.get("kpi") or FIRST_SHOWN, current(request).workspace)


def _year(request: HttpRequest, edition: Edition) -> int:
    written = request.GET.get("year", "")
    if not written:
        return edition.workspace.calendar.fiscal_year(edition.observed_until.date())
    if not (written.isdecimal() and 1900 <= int(written) <= 2200):
        raise BadInput(N_("year: {word!r} is not a year such as 2017"), word=written)
    return int(written)


def _grain(request: HttpRequest) -> Grain:
    written = request.GET.get("grain") or Grain.QUARTER
    if written not in GRAINS:
        raise BadInput(N_("{name}: {word!r} is none of {known}"), name="grain", word=written, known=", ".join(GRAINS))
    return Grain(written)


def _number(written: str) -> int:
    if not written.isdecimal():
        raise BadInput(N_("edition: {word!r} is not the number of an edition"), word=written)
    return int(written)
